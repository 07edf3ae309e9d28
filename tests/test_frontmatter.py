"""YAML that is guarded before it is believed, and front matter taken off its file."""

from unittest.mock import patch

import pytest
from properties import given, st

from readingroom.frontmatter import DEPTH_LIMIT, FRONT_MATTER_LIMIT, load_yaml, split


def value_of(text: str) -> object:
    loaded, found = load_yaml(text, "a.md")
    assert loaded is not None, found
    assert found == ()
    return loaded.value


def codes(text: str, **options: int) -> list[str]:
    _, found = load_yaml(text, "a.md", **options)
    return [one.code for one in found]


# --- taking a file apart


def test_front_matter_and_body():
    parts, found = split("---\ntitle: A\n---\nBody\n", "a.md")
    assert (parts.front_matter, parts.body, parts.body_line) == ("title: A", "Body\n", 4)
    assert found == ()


@pytest.mark.parametrize("fence", ["---", "---  ", "---\t", "..."])
def test_what_closes_front_matter(fence: str):
    parts, found = split(f"---\ntitle: A\n{fence}\nBody", "a.md")
    assert (parts.front_matter, parts.body, found) == ("title: A", "Body", ())


def test_empty_front_matter_is_front_matter():
    parts, _ = split("---\n---\nBody", "a.md")
    assert (parts.front_matter, parts.body, parts.body_line) == ("", "Body", 3)


@pytest.mark.parametrize("source", ["", "Body", "\n---\na: 1\n---\n", " ---\n", "----\na\n----\n"])
def test_without_front_matter_all_is_body(source: str):
    parts, found = split(source, "a.md")
    assert (parts.front_matter, parts.body, parts.body_line, found) == ("", source, 1, ())


def test_unclosed_front_matter_is_reported_and_nothing_is_lost():
    parts, (found,) = split("---\ntitle: A\n\nBody", "a.md")
    assert (found.code, found.place) == ("front-matter-unclosed", "a.md:1:1")
    assert parts.body == "---\ntitle: A\n\nBody"


def test_a_rule_in_the_body_is_left_alone():
    parts, _ = split("---\na: 1\n---\none\n\n---\n\ntwo", "a.md")
    assert parts.body == "one\n\n---\n\ntwo"


@given(st.text(alphabet="ab:-. \n", max_size=60))
def test_splitting_loses_no_line(source: str):
    parts, _ = split(source, "a.md")
    kept = source.split("\n")[parts.body_line - 1 :]
    assert parts.body == "\n".join(kept)


# --- values, as an editor means them


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),  # Norway's language code, and a word
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("2016-04-19", "2016-04-19"),
        ("12:30:45", "12:30:45"),
        ("1984", 1984),
        ("-3", -3),
        ("1.5", 1.5),
        ("~", None),
        ("null", None),
        ("", None),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("=", "="),
        ("'1984'", "1984"),
        ('"true"', "true"),
        ('"\\u00e9"', "é"),
    ],
)
def test_scalars(written: str, value: object):
    assert value_of(f"key: {written}") == {"key": value}


@pytest.mark.parametrize("written", ["007", "1.50", "1E02", "+1", "1e999", "-0", "9" * 30])
def test_a_number_that_would_read_otherwise_stays_words(written: str):
    # A title, an edition or a shelf mark: nothing of it may be lost.
    assert value_of(f"key: {written}") == {"key": written}


def test_lists_mappings_and_blocks_of_words():
    text = "a: [x, y]\nb:\n  - c: 1\n    d: 2\ne: |\n  one\n  two\nf: >-\n  one\n  two\n"
    assert value_of(text) == {
        "a": ["x", "y"], "b": [{"c": 1, "d": 2}], "e": "one\ntwo\n", "f": "one two",
    }  # fmt: skip


def test_nothing_is_no_value():
    assert value_of("") is None
    assert value_of("# only a comment\n") is None


# --- places


def test_each_part_knows_its_place():
    loaded, _ = load_yaml(
        "title: A\nfigures:\n  - caption: B\n    crédit: C\n", "a.md", first_line=2
    )
    assert loaded is not None
    assert loaded.place(("title",)) == (2, 1)
    assert loaded.place(("figures", 0)) == (4, 5)
    assert loaded.place(("figures", 0, "crédit")) == (5, 5)
    assert loaded.place(("figures", 0, "missing", "deeper")) == (4, 5)
    assert loaded.place(("nowhere",)) == (2, 1)


def test_columns_count_code_points():
    written = '{"é😀": 1, "b": &x 2}'
    (found,) = load_yaml(written, "a.md")[1]
    assert (found.line, found.column) == (1, written.index("&") + 1)


# --- what is refused


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x",
        "a: &x [1]",
        "a: *x",
        "&x a: 1",
        "base: {a: 1}\nb:\n  <<: {c: 1}",
        "a: !!python/object/apply:os.system ['true']",
        "a: !!str 1",
        "a: !own 1",
        "!!map {a: 1}",
        "--- 1\n--- 2",
        "[a]: 1",
        "? {a: 1}\n: 2",
        "a: " + "[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1),
        "a: " + "{b: " * (DEPTH_LIMIT + 1) + "1" + "}" * (DEPTH_LIMIT + 1),
        "x: " + "[" * 100_000,
    ],
)
def test_unsafe_yaml_is_refused(text: str):
    assert codes(text) == ["yaml-unsafe"]


def test_the_billion_laughs_are_refused_where_the_first_starts():
    text = "a: &a [lol, lol]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    (found,) = load_yaml(text, "a.md", first_line=2)[1]
    assert (found.code, found.place) == ("yaml-unsafe", "a.md:2:4")


def test_size_is_in_bytes():
    words = "é" * (FRONT_MATTER_LIMIT // 2)
    assert codes(f"a: {words}", limit=FRONT_MATTER_LIMIT) == ["yaml-unsafe"]
    assert codes(f"a: {words[:-2]}", limit=FRONT_MATTER_LIMIT) == []


def test_a_key_given_twice_is_an_error_and_the_first_stands():
    loaded, (found,) = load_yaml("a: 1\nb: 2\na: 3\n", "a.md")
    assert loaded is not None
    assert loaded.value == {"a": 1, "b": 2}
    assert (found.code, found.place) == ("yaml-duplicate-key", "a.md:3:1")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: a: b", (1, 9)),
        ("title: [a\nb: c", None),
        ("title: 'unclosed", None),
        ("a: @b", (1, 4)),
        ("a: 1\n\tb: 2", None),
        ("a: \x00", None),
        ("a: \x07", None),
        ("a: \ud800", None),
    ],
)
def test_broken_yaml_is_a_diagnostic(text: str, place: tuple[int, int] | None):
    loaded, (found,) = load_yaml(text, "a.md")
    assert loaded is None
    assert found.code == "yaml-invalid"
    assert found.message
    assert place is None or (found.line, found.column) == place


@given(
    st.text(alphabet=st.sampled_from("ab: -\n[]{}&*!|>'\"%@`#?,<~\t\\é😀\x85\u2028"), max_size=80)
)
def test_anything_gives_a_value_or_a_diagnostic(text: str):
    loaded, found = load_yaml(text, "a.md")
    assert loaded is not None or found
    assert all(one.line >= 1 and one.column >= 1 for one in found)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["title", "tags", "date", "by", "", "a b"]),
            st.sampled_from([": ", ": [", ":", ":  ", " "]),
            st.lists(
                st.sampled_from(
                    ["word", "Été", "2016", "2016-04-19", "1.50", "007", "true", "null", "_", "it’s",
                     "it's", "(b)", "-", " ", ", ", ",", '"', "'", "#", " #", ":", ": ", "[", "]", "{",
                     "&a", "*a", "!", "?", "~", "|", "\\", "\t", "\u2028", "\u0301", "—", "A. B",
                     '"c: d"', '"e, f"']
                ),
                max_size=4,
            ).map("".join),
            st.sampled_from(["", "]", " ", "\n"]),
        ).map("".join),
        max_size=4,
    ).map("\n".join)
)  # fmt: skip
def test_plain_front_matter_is_read_as_the_parser_reads_it(text: str):
    quick = load_yaml(text, "a.md", first_line=2)
    with patch("readingroom.frontmatter._plain", return_value=None):
        assert load_yaml(text, "a.md", first_line=2) == quick
