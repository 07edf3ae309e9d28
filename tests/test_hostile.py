"""Hostile strings in every field and body: nothing runs, nothing is lost, nothing outside is touched.

The strings are other people's (see conformance). They are put into a few large sites, because a page
costs more than a paragraph, and each page is judged as a browser's parser reads it.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from conformance import conformance_json
from conftest import SiteBuilder
from site_inspection import pages_of

XSS: list[str] = list(
    dict.fromkeys(s for group in conformance_json("hostile/xss.json").values() for s in group)
)
NAUGHTY: list[str] = conformance_json("hostile/naughty-strings.json")
TRAVERSAL: list[str] = [
    s.replace("{FILE}", "outside.txt") for s in conformance_json("hostile/traversal.json")
]


def yaml(value: Any) -> str:
    """Any value as YAML, which has all of JSON but the escapes of surrogates."""
    return json.dumps(value, ensure_ascii=False)


def one_line(string: str) -> str:
    """A string as it may stand in a field or heading: NUL and line ends would make it another one."""
    return re.sub(r"[\x00\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", string)


def paragraphs(strings: list[str]) -> str:
    return "\n\n".join(string.strip("\n") for string in strings)


def chunks(strings: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(strings), size):
        yield strings[start : start + size]


def printable(string: str) -> str:
    """A string without what YAML refuses as it stands: controls, halves of characters."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", "", string)


def lists(strings: list[str]) -> Iterator[list[str]]:
    """Strings in lists that fit into front matter (16 KiB)."""
    some: list[str] = []
    size = 0
    for string in filter(str.strip, map(printable, strings)):
        length = len(yaml(string).encode())
        if size + length > 9_000:
            yield some
            some, size = [], 0
        if length < 2_500:
            some.append(string)
            size += length
    yield some


def bodies(site: SiteBuilder, strings: list[str]) -> None:
    """As paragraphs, headings, cells, code, links and labels of texts and pages."""
    for n, some in enumerate(chunks(strings, 700)):
        flat = [one_line(s) for s in some]
        site.text(f"words-{n}", paragraphs(some))
        cells = "\n".join(f"| {s} |" for s in flat[::4])
        # Each by itself, so that none of them swallows the rest.
        shapes = [
            (f"# {s}", f"- {s}", f"> {s}", f"[{s}](../pages/about.md)", f"[x]({s})", f"![{s}](a.png)",
             f"[[{s}]]", f"[[about|{s}]]", f'[x](about.md "{s}")', f"```{s}\n{s}\n```", f"`{s}`")[i % 11]
            for i, s in enumerate(flat)
        ]  # fmt: skip
        site.page_file(f"shapes-{n}", paragraphs(shapes) + f"\n\n| a |\n|---|\n{cells}\n")


def fields(site: SiteBuilder, strings: list[str]) -> None:
    """As titles, captions, names and every other word of front matter."""
    site.page_file("about", "About.")
    for n, some in enumerate(lists(strings)):
        site.entry(f"names-{n}", title=yaml(some[0]), alias=yaml(some), summary=yaml(some[-1]))
        figures = [{"caption": s, "credit": s, "alt": s, "image": s} for s in some[::6]]
        site.text(
            f"fields-{n}", "Words.", title=yaml(some[0]), creator=yaml(some[1::4]),
            figures=yaml(figures), dateline=yaml(some[0]), section=yaml(some[1]), credit=yaml(some[2]),
        )  # fmt: skip
        site.text(
            f"others-{n}", "Words.", title=yaml(some[-1]), contributor=yaml(some[2::4]),
            publisher=yaml(some[3]), rights=yaml(some[4]), identifier=yaml(some[3::4]), alias=yaml(some[5::4]),
        )  # fmt: skip


def notes(site: SiteBuilder, strings: list[str]) -> None:
    """As quotes, comments and fields of notes, of which one bad one does not harm the others."""
    for n, some in enumerate(chunks([one_line(s).strip() for s in strings], 150)):
        site.text(f"noted-{n}", paragraphs(some))
        body = "\n\n".join(
            f"## n-{i}\n\ntitle: {s}\nby: {s}\n\n> {s}\n\n{s}\n\n## t-{i}\n\ntags: {s}\n\nWords."
            for i, s in enumerate(some)
        )
        site.notes(f"noted-{n}", body, text=f"noted-{n}")


#: Attributes that name an address.
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "xlink:href",
    "cite",
    "ping",
)
SAFE = re.compile(r"(https?:|mailto:|(\.\./)+|\./|/|#|[\w%-]+/)", re.IGNORECASE)


def wrong(name: str, data: bytes, harmless: set[str]) -> Iterator[str]:
    """What in a page would run or lead to what runs, and what a parser has to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(data.decode())
    # Control characters and the like are the editor's words; a parser says that they are odd.
    yield from (f"{name}: {e}" for e in parser.errors if e[1] != "invalid-codepoint")
    seen: set[str] = set()
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            yield f"{name}: a comment"
            continue
        if tag not in harmless:
            yield f"{name}: <{tag}>"
        if tag == "script" and (
            not re.match(r"(\.\./|\./|/)*static/[0-9a-f]+/js/", element.get("src", ""))
            or element.text
        ):
            yield f"{name}: a script of {element.get('src')}: {element.text}"
        if element.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
            yield f"{name}: {element.attrib}"
        if (own := element.get("id")) is not None:
            if own in seen:
                yield f"{name}: twice #{own}"
            seen.add(own)
        for key, value in element.attrib.items():
            handler = str(key).startswith("on") or key == "style"
            if handler or (key in ADDRESSES and value and not SAFE.match(value)):
                yield f"{name}: <{tag} {key}={value}>"


def judged(site: SiteBuilder, harmless: set[str]) -> None:
    files = {name: data for name, data in site.files().items() if name.endswith(".html")}
    assert len(files) > 5
    assert [found for name, data in files.items() for found in wrong(name, data, harmless)] == []
    # The strings did get as far as the pages.
    assert not {"yaml-invalid", "yaml-unsafe", "front-matter-unclosed", "value-invalid"} & set(
        site.codes()
    )


MARKUP = """\
# A *b* **c** `d` [e](about.md) ![f](../images/f.png)[^1]

> - a
>
>   1. b  
>      c

| a | b |
|---|---|
| c | d |

```js
a
```

***

###### b

##### b

#### b

### b

## b

[^1]: n
"""


@pytest.fixture
def harmless(tmp_path: Path) -> set[str]:
    """The elements of a site that has one of everything."""
    site = SiteBuilder(tmp_path / "harmless").write("site.yaml", "format: 1\ntitle: A\n")
    site.write("content/images/f.png", b"").entry("term", "A term.", alias="[one]", subject="[x]")
    site.text("a", MARKUP, date="2016-04-19", subject="[x]", section="s", credit="c", creator="[term]",
              figures="[{caption: c, credit: d, image: f.png}]", draft="true", review="needed")  # fmt: skip
    site.text(
        "b", "One two one. A term.", date="2016", title='"[B]"', identifier="[https://example.org/]"
    )
    site.notes("b", "## n\n\nby: me · date: 2016\n\n> two\n\nC[[a]].\n\n### r\n\nby: me\n\nD\n\n## o\n\n> no\n\nE\n\n"
               "## w\n\nWhole.\n", text="b")  # fmt: skip
    site.page_file("about", "[[a]] [[b]] [[term]] [[lost]]\n\n![x](lost.png)", menu="1")
    site.build(keep_going=True, drafts=True)
    return {
        e.tag
        for _, page in pages_of(site.files())
        for e in page.tree.iter()
        if isinstance(e.tag, str)
    }


@pytest.mark.parametrize("fill", [bodies, fields])
def test_no_hostile_string_runs(fill: Any, empty_site: SiteBuilder, harmless: set[str]):
    fill(empty_site, XSS)
    judged(empty_site.build(keep_going=True), harmless)


def test_no_hostile_string_in_a_note_runs(empty_site: SiteBuilder, harmless: set[str]):
    # The long last group is of one kind: a twentieth of it stands for it, since notes are shown in
    # many places.
    notes(empty_site, XSS[:1000:2] + XSS[1000::20])
    judged(empty_site.build(keep_going=True), harmless)


def test_no_hostile_string_in_site_yaml_runs(empty_site: SiteBuilder, harmless: set[str]):
    empty_site.page_file("about", "About.", menu="1").text("a", "One.").notes(
        "a", "> One\n\nB.", text="a"
    )
    for string in map(printable, XSS[:300:30]):
        empty_site.write("site.yaml", f"format: 1\ntitle: {yaml(string)}\nsubtitle: {yaml(string)}\n"
                         f"description: {yaml(string)}\nkinds: {{{yaml(string)}: {{label: {yaml(string)}}}}}\n"
                         f"editors: {{{yaml(string)}: {{name: {yaml(string)}}}}}\n")  # fmt: skip
        judged(empty_site.build(keep_going=True), harmless)


# --- naughty strings


def test_naughty_strings_run_nothing_and_raise_nothing(empty_site: SiteBuilder, harmless: set[str]):
    bodies(empty_site, NAUGHTY)
    fields(empty_site, NAUGHTY)
    notes(empty_site, NAUGHTY)
    empty_site.build(keep_going=True)
    assert empty_site.result.done
    judged(empty_site, harmless)


def test_naughty_strings_as_words_of_a_text_come_out_as_they_went_in(empty_site: SiteBuilder):
    """In code nothing is markup, so every character must come out."""
    strings = [s.replace("\r", "\n").replace("\x00", "\ufffd") for s in NAUGHTY]
    fenced = "\n\n".join(f"``````\n{s}\n``````" for s in strings)
    empty_site.text("naughty", fenced).built()
    page = empty_site.page("texts/naughty/")
    shown = ["".join(e.itertext()) for e in page.all("code")]
    # A browser has no place for these in a page's words.
    gone = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
    assert [gone.sub("", s) for s in shown] == [gone.sub("", s) + "\n" for s in strings]
    stream = empty_site.read("texts/naughty/index.txt").decode()
    assert [s for s in strings if s not in stream] == []


def test_naughty_strings_as_titles_are_titles(empty_site: SiteBuilder):
    titles = [" ".join(printable(s).split()) for s in NAUGHTY]
    titles = list(dict.fromkeys(t for t in titles if t))[::3]
    for number, title in enumerate(titles):
        empty_site.entry(f"e-{number}", title=yaml(title), match="false")
    empty_site.built()
    for number, title in enumerate(titles):
        (head,) = empty_site.page(f"glossary/e-{number}/").all("h1")
        assert "".join(head.itertext()).split() == title.split()


@pytest.mark.parametrize("written", ["{}", "'{}'", "|\n  {}", "[{}]"])
def test_naughty_strings_as_front_matter_never_raise(written: str, empty_site: SiteBuilder):
    for number, string in enumerate(NAUGHTY[::3]):
        empty_site.text(f"t-{number}", "Words.", title=written.replace("{}", one_line(string)))
    empty_site.check()
    assert {d.code for d in empty_site.found} <= {"value-invalid", "key-missing", "key-unknown", "yaml-invalid",
                                                  "yaml-unsafe"}  # fmt: skip


# --- paths that lead out


def photographed(folder: Path) -> dict[str, str]:
    """Every file of a folder with a digest of its bytes."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_no_path_leads_out_of_the_archive(tmp_path: Path):
    secret = "the-words-outside"
    for name in ("outside.txt", "outside.txt.md", "deep/outside.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(secret)
    site = SiteBuilder(tmp_path / "deep" / "archive").write("site.yaml", "format: 1\ntitle: A\n")
    site.write("outside.txt", secret).write("content/outside.txt", secret)
    near = [
        "../outside.txt",
        "../../outside.txt",
        str(tmp_path / "outside.txt"),
        "..\\outside.txt",
        "outside.txt",
    ]
    paths = [one_line(p) for p in [*near, *TRAVERSAL]]
    links = [
        (f"[x](<{p}>) [[a|{p}]]", f"![y](<{p}>)", f"[[{p}]] {p}")[i % 3]
        for i, p in enumerate(paths)
    ]
    site.text("a", paragraphs(links))
    for n, some in enumerate(lists(paths)):
        site.text(
            f"figures-{n}", "B", figures=yaml([{"image": p, "caption": "C"} for p in some[::3]])
        )
        site.text(f"source-{n}", "B", source=yaml({"file": some[0]}))
    answers = [f"## n-{i}\n\nre: {p}#x · text: {p}\n\nW" for i, p in enumerate(paths[::8])]
    site.notes("a", "\n\n".join(answers), text="a")
    before = photographed(tmp_path)
    site.build(keep_going=True)
    after = {
        k: v
        for k, v in photographed(tmp_path).items()
        if "/public/" not in k and ".readingroom" not in k
    }
    assert after == before
    files = site.files()
    assert [name for name, data in files.items() if secret.encode() in data] == []
    assert all(".." not in name.split("/") for name in files)
    assert all(d.code in ("link-broken", "link-unsafe", "note-text-unknown", "note-reply-unknown", "source-missing",
                          "note-field-invalid") for d in site.found)  # fmt: skip


@pytest.mark.parametrize("option", ["theme: {folders: [../outside]}", "theme: {folders: [/etc]}"])
def test_the_theme_is_the_owners_choice_and_the_output_is_not(option: str, empty_site: SiteBuilder):
    """site.yaml is trusted: a theme may stand anywhere, but one that is not there is an error."""
    empty_site.write("site.yaml", f"format: 1\ntitle: A\n{option}\n").build()
    assert empty_site.result.done is False or "theme-missing" not in empty_site.codes()


@pytest.mark.parametrize(
    "name", ["a..b", "%2e%2e", "a b", "nul\u200b", "-", "a--b", "CON", "..", "..%2f"]
)
@pytest.mark.parametrize("folder", ["texts", "glossary", "pages"])
def test_file_names_that_are_no_slugs_make_no_page(name: str, folder: str, empty_site: SiteBuilder):
    kind = "kind: term\n" if folder == "glossary" else ""
    empty_site.write(f"content/{folder}/{name}.md", f"---\ntitle: A\n{kind}---\n").build(
        keep_going=True
    )
    # A name that begins with a dot is a hidden file.
    assert empty_site.codes() == ([] if name.startswith(".") else ["slug-invalid"])
    assert not any(f"/{name}/" in f"/{file}" for file in empty_site.files())


def test_tags_of_notes_make_folders_of_letters_only(empty_site: SiteBuilder):
    tags = [*map(one_line, TRAVERSAL[::20]), "a/b", "..", ".", "", "nul", "x" * 300, "\u202e", "é"]
    body = "\n\n".join(f"## n-{i}\n\ntags: {tag}\n\nW" for i, tag in enumerate(tags))
    empty_site.text("a", "B").notes("a", body, text="a").build(keep_going=True)
    assert empty_site.result.done
    folders = {name.split("/")[1] for name in empty_site.files() if name.startswith("tags/")}
    assert all(re.fullmatch(r"[\w-]+|index\.html", folder) for folder in folders)
