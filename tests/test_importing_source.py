"""What import makes of whole sources; the two seeds first, then texts of other kinds."""

import datetime
import hashlib
import re
from pathlib import Path

import pytest
from accounts import assert_placed
from hypothesis import assume
from properties import example, given, st
from test_importing_markdown import EXPECTED, OWN, PLAIN, spoken

from readingroom.frontmatter import split
from readingroom.importing import Source, check_record, plan_import, read_source
from readingroom.importing.cleaning import clean
from readingroom.importing.dates import full_dates
from readingroom.importing.segments import ROLES

TODAY = datetime.date(2026, 11, 22)
SOURCES = Path(__file__).parents[1] / "content" / "sources"


def seed(number: str) -> Source:
    path = next(SOURCES.glob(f"{number}_*.txt"))
    return read_source(path.read_bytes(), path.name)


def made_of(words: str, name: str = "a.txt") -> Source:
    return read_source(words.encode(), name)


def paragraphs(source: Source) -> list[str]:
    return [block for block in source.body.strip().split("\n\n") if block]


def assert_accounted(source: Source) -> None:
    """Every character has its place, the front matter is valid, the body says the kept words."""
    assert_placed(source)
    if not source.encoding:
        return
    words = closed(kept_words(source)).split()
    for md in (PLAIN, OWN):
        blocks, kinds = spoken(md, source.body)
        assert closed("\n".join(blocks)).split() == words
        assert kinds <= EXPECTED | set_off({segment.role for segment in source.segments})


def set_off(roles: set[str]) -> set[str]:
    """What quotations and tables come back in, where rules found any."""
    quoting = {"quotation", "related-label", "related-headline", "related-lead"}
    kinds = {"blockquote_open", "blockquote_close"} if quoting & roles else set()
    return kinds | ({"fence"} if "table" in roles else set())


def kept_words(source: Source) -> str:
    """The words of the kept segments; where only a line-end hyphen parts two, they are one word."""
    words = ""
    kept = False
    for segment in source.segments:
        if segment.role == "line-end-hyphen":
            # In a caption, which is moved, it parts nothing that is kept.
            words = words.removesuffix("\n") if kept else words
            continue
        kept = segment.fate == "kept"
        if kept:
            words += clean(source.text[segment.start : segment.end]).text + "\n"
    return words


def closed(words: str) -> str:
    """Words without the white space after hyphens, which import takes away at line ends."""
    return re.sub(r"([-\u2010])\s+", r"\1", words)


def assert_moved(source: Source) -> None:
    """Every word that was moved stands in the front matter; a date is the same day there."""
    said = str(spoken_values(source.front_matter))
    for segment in source.segments:
        words = source.text[segment.start : segment.end]
        if segment.role == "date":
            assert [found.day for found in full_dates(words)] == [source.front_matter["date"]]
        elif segment.fate == "moved":
            for word in re.findall(r"\w+", clean(words).text):
                # A name in capitals is catalogued in ordinary case.
                same = (
                    word.casefold() in said.casefold() if segment.role == "byline" else word in said
                )
                assert same, (segment, word)


def spoken_values(value: object) -> str:
    """All words of a front matter, one value after another."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return "\n".join(map(spoken_values, value))
    return str(value)


# --- the seeds ---------------------------------------------------------------------------------------


def test_a_report_with_lines_of_its_own() -> None:
    source = seed("000")
    assert_accounted(source)
    front = {key: value for key, value in source.front_matter.items() if key != "source"}
    assert front == {
        "title": "Chinese President Xi Jinping calls for cyberspace security, "
        "technological breakthroughs",
        "creator": ["Xinhua"],
        "section": "World Today",
        "credit": "Story by Xinhua.",
        "figures": [{"credit": "Xinhua"}],
    }
    assert len(paragraphs(source)) == 12
    assert paragraphs(source)[0].startswith("Chinese President Xi Jinping has called for enhanced")
    assert paragraphs(source)[-1].endswith("director of Beijing cyberspace information office.")
    assert source.review == ()


def test_a_related_item_amid_the_text_does_not_head_what_follows() -> None:
    source = made_of(
        "The corner post office\n\nWhen the shutters came down on Wednesday nobody clapped.\n\n"
        "Related: Why villages need banks\n\nThe counter had been there since 1931.\n\n"
        "Related stories:\nA bank that stayed\nA shop that went\n"
    )
    assert paragraphs(source) == [
        "When the shutters came down on Wednesday nobody clapped.",
        "> Related\n>\n> Why villages need banks",
        "The counter had been there since 1931.",
        "## Related stories",
        "### A bank that stayed",
        "### A shop that went",
    ]
    assert_accounted(source)


def test_a_line_that_holds_caption_report_related_items_and_litter() -> None:
    source = seed("002")
    assert_accounted(source)
    front = {key: value for key, value in source.front_matter.items() if key != "source"}
    assert front == {
        "title": "[Symposium on cyberspace security and informatization]",
        "creator": ["Xinhua"],
        "date": datetime.date(2016, 4, 19),
        "dateline": "BEIJING, April 19",
        "figures": [
            {
                "caption": "Chinese President Xi Jinping, also head of the central Internet "
                "security and informatization leading group, presides over a symposium on "
                "cyberspace security and informatization in Beijing, capital of China, "
                "April 19, 2016.",
                "credit": "Xinhua/Ma Zhancheng",
                "creator": "Ma Zhancheng",
                "dateline": "BEIJING, April 19, 2016",
            }
        ],
    }
    blocks = paragraphs(source)
    assert [b for b in blocks if b.startswith("#")] == [
        "## Related",
        "### China's Xi calls for better development of Internet",
        "### Filthy, polluted cybersphere not in anyone's interests, Xi says",
    ]
    assert len(blocks) == 15
    assert blocks[6].endswith('strategically important technologies," the president said.')
    assert all(blocks[i].startswith("BEIJING, April 19 (Xinhua) -- ") for i in (12, 14))
    removed = [source.text[s.start : s.end] for s in source.segments if s.role == "litter"]
    assert removed == ["Full story", "Full story", "1 2 3 >>", "1 2 3 >>"]


def test_the_archive_holds_what_import_makes() -> None:
    for path in SOURCES.glob("*.txt"):
        data = path.read_bytes()
        record = path.with_name(path.name + ".import.yaml").read_text("utf-8")
        assert check_record(data, record, path.name) == ()
        plan = plan_import(data, path.name, existing_record=record, today=TODAY)
        assert plan.record == record


def test_the_source_is_named_with_its_digest() -> None:
    data = b"A title\n\nA paragraph of the text, somewhat longer.\n"
    source = read_source(data, "content/sources/a.txt")
    digest = hashlib.sha256(data).hexdigest()
    assert source.front_matter["source"] == {
        "file": "a.txt",
        "sha256": digest,
        "encoding": "utf-8",
    }


# --- other texts -------------------------------------------------------------------------------------


def test_a_wire_report_without_blank_lines() -> None:
    source = made_of(
        "UPDATE 2-Markets slide as fears mount\n"
        "By John Roe and Ann Lee\n"
        "LONDON, March 3 (Reuters) - Stocks fell on Tuesday as investors fretted, analysts said.\n"
        '"It is bad," said one trader. "It will get worse."\n'
        "(Reporting by John Roe; Editing by Ann Lee)\n"
    )
    assert_accounted(source)
    assert source.front_matter["title"] == "UPDATE 2-Markets slide as fears mount"
    assert source.front_matter["creator"] == ["John Roe", "Ann Lee", "Reuters"]
    assert source.front_matter["dateline"] == "LONDON, March 3"
    assert "date" not in source.front_matter
    assert source.front_matter["credit"] == "(Reporting by John Roe; Editing by Ann Lee)"
    assert len(paragraphs(source)) == 2


def test_a_saved_page_with_links_all_round() -> None:
    source = made_of(
        "Home\nPolitics\nShare on Facebook\nMinister quits over leaked memo\n"
        "Published: 12 March 2014\nBy Staff Reporter\nPhoto: AP/Jane Doe\n"
        "The minister resigned on Wednesday after a memo in which she called the plan “madness” was "
        "leaked to the press.\nHer deputy will take over.\nRead more\nRelated stories:\n"
        "Minister’s memo in full\nWho is the deputy?\n1 2 3 Next\n© 2014 Daily News\n"
    )
    assert_accounted(source)
    front = {key: value for key, value in source.front_matter.items() if key != "source"}
    assert front == {
        "title": "Minister quits over leaked memo",
        "creator": ["Staff Reporter"],
        "date": datetime.date(2014, 3, 12),
        "section": "Politics",
        "rights": "© 2014 Daily News",
        "figures": [{"credit": "AP/Jane Doe", "creator": "Jane Doe"}],
    }
    assert paragraphs(source)[1:3] == ["Her deputy will take over.", "## Related stories"]


def test_a_letter_keeps_its_lines_where_they_are_its_own() -> None:
    source = made_of(
        "Dear Sir,\n\nI beg to inform you that the parcel has\narrived, and that the contents, "
        "though\nsomewhat damaged, are on the whole as\nyou described them.\n\n"
        "I remain, Sir,\nYour obedient servant,\nA. Doe\n\nP.S. The cat is well.\n"
    )
    assert_accounted(source)
    assert source.front_matter["title"] == "[Dear Sir,]"
    assert source.front_matter["review"] == "needed"
    assert paragraphs(source)[1].startswith("I beg to inform you that the parcel has arrived, and")
    assert paragraphs(source)[2] == "I remain, Sir,\\\nYour obedient servant,\\\nA. Doe"


def test_plain_prose_gets_its_first_words_as_a_title_and_no_more() -> None:
    source = made_of("It was a dark night.\n\nThe rain fell in torrents, except at intervals.\n")
    assert_accounted(source)
    assert source.front_matter["title"] == "[It was a dark night]"
    assert set(source.front_matter) == {"title", "source", "review"}
    assert paragraphs(source) == [
        "It was a dark night.",
        "The rain fell in torrents, except at intervals.",
    ]


def test_an_ambiguous_date_is_a_question() -> None:
    source = made_of("A title\n\n03/04/2016\n\nA paragraph of the text, somewhat longer.\n")
    assert "date" not in source.front_matter
    assert any("03/04/2016" in remark for remark in source.review)


def test_a_source_of_marks_alone_is_named_after_its_file() -> None:
    source = made_of("* * *", "my_notes.txt")
    assert source.front_matter["title"] == "[my notes]"


def test_an_empty_source_is_a_diagnostic_and_nothing_else() -> None:
    source = made_of(" \n\u200b\n", "my_notes.txt")
    assert [d.code for d in source.diagnostics] == ["source-empty"]
    assert (source.body, source.segments) == ("", ())


WRAPPED = (
    "The ship that left Harwich on the day before arrived here on Tues-\n"
    "day, and the captain, a man who was well-\n"
    "known in the town and the shires and all over the Anglo-\n"
    "Saxon world beyond, went ashore with the pre-\n"
    "and post-war papers of his mother-in-\n"
    "law, the passen-\n"
    "ger, whom every other passenger envied.\n"
)


def test_words_divided_at_line_ends_are_joined_and_compounds_are_not() -> None:
    source = made_of("A title of the text\n\n" + WRAPPED)
    assert_accounted(source)
    for words in ("on Tuesday, and", "well-known in", "Anglo-Saxon world", "pre- and post-war",
                  "mother-in-law, the", "the passenger, whom"):  # fmt: skip
        assert words in source.body
    assert source.review == (
        "words joined at line ends: Tuesday",
        "hyphens kept at line ends: well-known",
        "hyphens left hanging at line ends: pre- and",
    )
    hyphens = [(s.start, s.confidence) for s in source.segments if s.role == "line-end-hyphen"]
    assert [(source.text[at], sure) for at, sure in hyphens] == [("-", 0.6), ("-", 0.9)]


def test_a_line_end_in_verse_divides_what_its_author_divided() -> None:
    source = made_of(
        "The Windhover\n\nI caught the king-\ndom of daylight's dauphin, in his\nOf the air\n"
        "And strode\n"
    )
    assert "the king-\\\ndom of" in source.body
    assert "hyphens left hanging at line ends: king- dom" in source.review
    assert_accounted(source)


def test_a_divided_word_in_a_title_is_whole_in_the_front_matter() -> None:
    title = "The address of the President to the joint session of the two Hou-\nses of the Congress"
    source = made_of(title + "\n\n" + WRAPPED)
    assert_accounted(source)
    assert_moved(source)
    assert "two Houses of" in source.front_matter["title"]


def test_troublesome_characters_are_dealt_with_at_the_door() -> None:
    source = made_of(
        "\ufeffA ti\u00adtle\r\n\r\nThe of\ufb01ce\u00a0was\u200b closed, and dark.\x00\n"
    )
    assert_accounted(source)
    assert source.front_matter["title"] == "A title"
    assert source.body == "The office was closed, and dark.\n"
    assert dict(source.changed)["ligature"] == 1
    assert source.segments[-1].role == "invisible"


def test_bytes_that_are_no_text_give_a_diagnostic_and_nothing_else() -> None:
    source = read_source(b"caf\xe9", "a.txt")
    assert [d.code for d in source.diagnostics] == ["source-undecodable"]
    assert source.segments == ()


# --- whatever comes ----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["Photo: Xinhua", "Photo:", "BEIJING, April 19 (Xinhua) -- ", "(Xinhua/Ma Zhancheng)", "By A B",
     "By Jane Doe, Reuters", "Related:", "Full story", "1 2 3 >>", "Story by X.", "April 19, 2016",
     "Published: Tuesday, April 19, 2016 9:41 PM EST", "March 5, 1963\n11:02 A.M. EST.", "Tues-\nday",
     "By Jane Doe and\nJohn Roe, AP", "well-\n  known", "pre-\nand post", "-\n", "Ann (AP Photo)",
     "PARIS, Jan 4, 2015 (AP) - ", "Share this | Tweet | Print\n", "Read more: X\n", "A B\nC D\n",
     "> a line\n> another\n", "a    b    c\nd    e    f\n", "\n\n- 2 -\n\n", "- - - -\n", "hun¬\ndred",
     "so long a line that the Board was of the opi-", "nion that it was\n", "      set off\n      so\n",
     "World Today", "© 2014 X", "A headline of some words", "\n", "\n\n", " ", "  ", '"Quoted," he',
     "He said so. ", "x" * 300, "\ufb01", "\u00ad", "\u200b", "\x00", "# ", "[[", "* ", "1912. "]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join))


@given(TEXTS)
@example("Photo: \u00ad")
@example("BEIJING, April 19 (Xinhua) -- \ufb01")
@example("By A B\n\n" + "x " * 400)
def test_any_text_is_accounted_for_and_rendered_as_it_was(words: str) -> None:
    assert_accounted(made_of(words))


@given(TEXTS)
@example("A title\n\nPublished: Tuesday, April 19, 2016 9:41 PM EST\n\nHe came late and said so.")
@example("BEIJING, April 19, 2016 (Xinhua) -- He came.\n\nApril 20, 2016\n\nHe left.")
@example("A title of words\n\nBy Jane Doe and\nJohn Roe, AP\n\nHe came late and said so there.")
def test_moved_words_stand_in_the_front_matter(words: str) -> None:
    assert_moved(made_of(words))


def test_moved_words_of_the_seeds_stand_in_the_front_matter() -> None:
    for path in SOURCES.glob("*.txt"):
        assert_moved(read_source(path.read_bytes(), path.name))


@given(TEXTS, st.sampled_from(["a.txt", "CON", "..", "日本.txt", "🙂", "search.txt"]))
def test_importing_again_changes_nothing(words: str, name: str) -> None:
    data = words.encode()
    plan = plan_import(data, name, today=TODAY)
    assume(plan.action != "refused")
    again = plan_import(
        data,
        name,
        existing_markdown=plan.markdown,
        existing_record=plan.record,
        today=TODAY + datetime.timedelta(days=400),
    )
    assert (again.action, again.markdown, again.record) == ("unchanged", plan.markdown, plan.record)
    assert check_record(data, plan.record, name) == ()
    parts, found = split(plan.markdown, "a.md")
    assert found == ()
    assert parts.body == "\n" + plan.source.body


@pytest.mark.parametrize("length", [600, 20_000])
def test_a_line_of_any_length_is_divided(length: int) -> None:
    source = made_of("Sentences follow one another here. " * (length // 35 + 1))
    assert_accounted(source)
    assert len(paragraphs(source)) > 1


def test_every_role_is_documented():
    page = (Path(__file__).parents[1] / "docs" / "import.md").read_text("utf-8")
    assert [role for role in ROLES if f"`{role}`" not in page] == []
