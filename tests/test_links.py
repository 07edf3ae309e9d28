"""Links: every form, what is broken and what is meant, and what may not be a link at all."""

import pytest
from conformance import conformance_json
from properties import given, st

from readingroom.diagnostics import Diagnostic
from readingroom.links import (
    SCHEMES,
    Directory,
    Fragments,
    Linked,
    Name,
    Names,
    answers,
    labelled,
    labels,
    resolved,
)
from readingroom.readers import read_markdown

SPEECH = read_markdown("# Opening\n\nFirst.\n\n## Second part {#second}\n\nLast.\n").document
LAW = read_markdown("# History\n\nAdopted.\n").document

NAMES = Names.of(
    [
        Name("speech", "text", "[A speech]", "content/texts/speech.md", ("The Speech",)),
        Name("law", "entry", "Cybersecurity Law", "content/glossary/law.md", ("CSL",)),
        Name("beijing", "entry", "Beijing", "content/glossary/places/beijing.md"),
        Name("beijing-opera", "entry", "Opera", "content/glossary/opera.md", ("Beijing opera",)),
        Name("opera", "page", "Beijing Opera", "content/pages/opera.md"),
        Name("about", "page", "About", "content/pages/about.md"),
        Name("index", "page", "Home", "content/pages/index.md"),
    ]
)
DIRECTORY = Directory(
    NAMES,
    {
        "speech": Fragments.of(SPEECH, ["lead", "law-note"]),
        "law": Fragments.of(LAW, citable=False),
        "about": Fragments.of(read_markdown("Words.").document, citable=False),
    },
    {
        ("content/notes/speech.md", "lead"): ("speech", "lead"),
        ("content/notes/speech.md", ""): ("speech", ""),
    },
    frozenset({"a.png", "maps/harbour map.jpg"}),
)
FIRST = SPEECH.blocks[1].address


def linked(
    markdown: str, path: str = "content/pages/about.md", own: str = "about"
) -> tuple[Linked, tuple[Diagnostic, ...]]:
    document = read_markdown(markdown, path).document
    document = labelled(document, labels(document.links, NAMES))
    return resolved(document, answers(document.links, path, own, DIRECTORY))


def followed(markdown: str, path: str = "content/pages/about.md", own: str = "about") -> str:
    """The one link: its words → where it leads (``to`` a path of the site, or ``href`` elsewhere)."""
    result, found = linked(markdown, path, own)
    assert found == (), found
    (mark,) = [m for m in result.document.marks if m.tag in ("a", "img")]
    where = mark.get("to") or mark.get("href") or mark.get("from")
    return f"{result.document.text[mark.start : mark.end]} → {where}"


def refused(markdown: str, path: str = "content/pages/about.md", own: str = "about") -> Diagnostic:
    """What is said about the one link, which is shown as words."""
    result, found = linked(markdown, path, own)
    assert result.links == ()
    assert all(m.tag not in ("a", "img") for m in result.document.marks)
    assert len(found) == 1, found
    return found[0]


# --- links that lead somewhere


@pytest.mark.parametrize(
    ("markdown", "leads"),
    [
        ("[[law]]", "Cybersecurity Law → glossary/law/"),
        ("[[Law]]", "Cybersecurity Law → glossary/law/"),
        ("[[law|the law]]", "the law → glossary/law/"),
        ("[[Cybersecurity law]]", "Cybersecurity law → glossary/law/"),
        ("[[CSL]]", "CSL → glossary/law/"),
        ("[[speech]]", "A speech → texts/speech/"),
        ("[[A speech]]", "A speech → texts/speech/"),
        ("[[the speech]]", "the speech → texts/speech/"),
        ("[[about]]", "About → about/"),
        ("[[index|home]]", "home → None"),
        ("[[speech#p1]]", f"A speech → texts/speech/#p-{FIRST}"),
        (f"[[speech#p-{FIRST}]]", f"A speech → texts/speech/#p-{FIRST}"),
        ("[[speech#lead|its lead]]", "its lead → texts/speech/#note-lead"),
        ("[[speech#opening]]", "A speech → texts/speech/#h-opening"),
        ("[[The Speech#second|x]]", "x → texts/speech/#h-second"),
        ("[[law#history|x]]", "x → glossary/law/#h-history"),
        ("[x](../glossary/law.md)", "x → glossary/law/"),
        ("[x](../glossary/places/beijing.md)", "x → glossary/beijing/"),
        ("[x](../texts/speech.md#p2)", f"x → texts/speech/#p-{SPEECH.blocks[3].address}"),
        ("[x](../texts/speech.md#lead)", "x → texts/speech/#note-lead"),
        ("[x](../notes/speech.md#lead)", "x → texts/speech/#note-lead"),
        ("[x](../notes/speech.md)", "x → texts/speech/"),
        ("[x](./about.md)", "x → about/"),
        ("[x](../texts/../texts/speech.md)", "x → texts/speech/"),
        ("[x](../images/a.png)", "x → images/a.png"),
        ("![x](../images/a.png)", " → images/a.png"),
        ("![x](<../images/maps/harbour map.jpg>)", " → images/maps/harbour map.jpg"),
        ("![x](../images/maps/harbour%20map.jpg)", " → images/maps/harbour map.jpg"),
        ("[x](https://example.org/a?b=c#d)", "x → https://example.org/a?b=c#d"),
        ("[x](HTTP://example.org/)", "x → HTTP://example.org/"),
        ("<mailto:editor@example.org>", "mailto:editor@example.org → mailto:editor@example.org"),
        ("[[law]][]", None),
    ],
)
def test_links(markdown: str, leads: str | None):
    if leads is None:
        result, found = linked(markdown)
        assert (len(result.links), found, result.document.text) == (1, (), "Cybersecurity Law[]")
    else:
        assert followed(markdown) == leads.replace("→ None", "→ ")


def test_links_within_the_own_page():
    page = "content/texts/speech.md"
    assert followed("[[#p1|x]]", page, "speech") == f"x → texts/speech/#p-{FIRST}"
    assert followed("[x](#second)", page, "speech") == "x → texts/speech/#h-second"


def test_a_text_that_is_called_index_is_not_the_home_page():
    assert Name("index", "page", "Home", "content/pages/index.md").path == ""
    assert Name("index", "text", "Index", "content/texts/index.md").path == "texts/index/"


def test_the_word_of_a_slug_gives_way_to_the_title_wherever_it_stands():
    result, _ = linked("# On [[law]]\n\n- [[speech]] and *[[law]]*.[^1]\n\n[^1]: See [[about]].\n")
    assert result.document.text == (
        "On Cybersecurity Law\n\nA speech and Cybersecurity Law.\n\nSee About."
    )
    assert [link.slug for link in result.links] == ["law", "speech", "law", "about"]


def test_links_that_leave_open_no_door():
    result, _ = linked("[x](https://example.org/)")
    assert result.document.marks[1].get("rel") == "noopener"


# --- links that lead nowhere


@pytest.mark.parametrize(
    ("markdown", "code", "hint"),
    [
        ("[[lwa]]", "link-broken", "`law`"),
        ("[[Cybersecurty Law]]", "link-broken", "`Cybersecurity Law`"),
        ("[[xyzzy]]", "link-broken", ""),
        ("[[speech#p9]]", "link-broken", ""),
        ("[[speech#laed]]", "link-broken", "`speech#lead`"),
        ("[[law#p1]]", "link-broken", ""),
        ("[[Beijing opera]]", "link-ambiguous", "[[beijing-opera]] or [[opera]]"),
        ("[x](../glossary/lwa.md)", "link-broken", "`../glossary/law.md`"),
        ("[x](../notes/speech.md#laed)", "link-broken", ""),
        ("[x](glossary/law/)", "link-broken", ""),
        ("[x](/texts/speech/)", "link-broken", ""),
        ("[x](#nowhere)", "link-broken", ""),
        ("[x](../../site.yaml)", "link-broken", ""),
        ("![x](../images/b.png)", "link-broken", "`../images/a.png`"),
        ("![x](a.png)", "link-broken", "`../images/a.png`"),
        ("![x](../images/../../site.yaml)", "link-broken", ""),
        ("![x](https://example.org/a.png)", "link-unsafe", "put the picture into content/images/"),
        ("![x](//example.org/a.png)", "link-unsafe", ""),
        ("![x](data:image/png;base64,AAAA)", "link-unsafe", ""),
    ],
)
def test_broken_links(markdown: str, code: str, hint: str):
    found = refused(markdown)
    assert found.code == code
    assert hint in found.hint
    assert (found.line, found.path) == (1, "content/pages/about.md")


def test_a_broken_link_is_told_where_it_stands():
    found = refused("One.\n\nTwo *and* [[lwa|three]].\n")
    assert found.place == "content/pages/about.md:3:11"


# --- addresses that run something

UNSAFE = [
    "javascript:alert(1)", "JavaScript:alert(1)", "java&#x0A;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#106;avascript:alert(1)", "&#x6a;avascript&colon;alert(1)", "\x01javascript:alert(1)",
    " javascript:x",
    "<java script:alert(1)>", "<\tjavascript:alert(1)>", "vbscript:x", "data:text/html,<script>",
    "file:///etc",
    "blob:x", "ftp://a", "tel:1", "feed:javascript:x", "view-source:x", "//example.org/",
    "\\\\example.org",
    "/\\example.org", "/&#x09;/example.org", "<\\/example.org>", "javascript&#58;alert(1)",
    "livescript:x",
    "java\x00script:x", "java%0ascript:x", "javascript\u200b:x", "\u00a0javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("address", UNSAFE)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "[x][r]\n\n[r]: {}"])
def test_unsafe_addresses_are_never_links(address: str, form: str):
    result, _ = linked(form.replace("{}", address))
    for mark in result.document.marks:
        assert not mark.get("href")
        assert not mark.get("src")
        assert mark.tag not in ("a", "img")


def test_angle_brackets_are_no_way_round():
    for address in ("javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x"):
        result, _ = linked(f"<{address}>")
        assert not [m for m in result.document.marks if m.get("href")]


def safe(value: str) -> bool:
    """Whether a browser would take an address for one of the allowed schemes or of this site."""
    bare = "".join(c for c in value if c > " ").lower()
    return bare.partition(":")[0] in SCHEMES


XSS = conformance_json("hostile/xss.json")


@pytest.mark.parametrize("group", XSS)
def test_whatever_is_written_as_a_link_is_of_an_allowed_scheme(group: str):
    # Without one of these a string is no address of another scheme, however it is decoded.
    for string in (s for s in XSS[group] if ":" in s or "&" in s):
        for markdown in (f"[x]({string})", f"[[{string}]] <{string}>"):
            result, _ = linked(markdown)
            for mark in result.document.marks:
                if href := mark.get("href"):
                    assert safe(href), (string, href)
                assert not mark.get("src")
                assert not any(name.startswith("on") or name == "style" for name, _ in mark.attrs)


@given(st.text(alphabet="javscript:/\\#?.&;%0a \t\x01é[]|()<>", max_size=30))
def test_any_target_is_safe_or_reported(target: str):
    for markdown in (f"[x](<{target}>)", f"[[{target}]]", f"[x]({target})"):
        result, _ = linked(markdown)
        for mark in result.document.marks:
            assert safe(mark.get("href") or "https:")
