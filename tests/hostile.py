"""Hostile strings of other people's in every field and body of a site, and the judge of its pages.

A few large sites hold them all, because a page costs more than a paragraph. Each page is judged as a
browser's parser reads it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import html5lib
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
             f"[[{s}]]", f"[[about|{s}]]", f'[x](about.md "{s}")', f"```{s}\n{s}\n```",
             f"`{s}`")[i % 11]
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
            publisher=yaml(some[3]), rights=yaml(some[4]), identifier=yaml(some[3::4]),
            alias=yaml(some[5::4]),
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


def wrong(name: str, data: bytes, harmless: frozenset[str]) -> Iterator[str]:
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


def judged(site: SiteBuilder, harmless: frozenset[str]) -> None:
    files = {name: data for name, data in site.files().items() if name.endswith(".html")}
    assert len(files) > 5
    assert [found for name, data in files.items() for found in wrong(name, data, harmless)] == []
    # The strings did get as far as the pages.
    assert not {"yaml-invalid", "yaml-unsafe", "front-matter-unclosed", "value-invalid"} & set(
        site.codes()
    )


MARKUP = r"""# A *b* **c** `d` [e](about.md) ![f](../images/f.png)[^1]

> - a
>
>   1. b\
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

NOTES = """
## n

by: me · date: 2016

> two

C[[a]].

### r

by: me

D

## o

> no

E

## w

Whole.
"""


def elements(site: SiteBuilder) -> frozenset[str]:
    """The elements of a site that has one of everything."""
    site.write("site.yaml", "format: 1\ntitle: A\n").write("content/images/f.png", b"")
    site.entry("term", "A term.", alias="[one]", subject="[x]")
    site.text(
        "a", MARKUP, date="2016-04-19", subject="[x]", section="s", credit="c", creator="[term]",
        figures="[{caption: c, credit: d, image: f.png}]", draft="true", review="needed",
    )  # fmt: skip
    site.text("b", "One two one. A term.", title='"[B]"', identifier="[https://example.org/]")
    site.notes("b", NOTES, text="b")
    site.page_file("about", "[[a]] [[b]] [[term]] [[lost]]\n\n![x](lost.png)", menu="1")
    site.build(keep_going=True, drafts=True)
    trees = [page.tree for _, page in pages_of(site.files())]
    return frozenset(e.tag for tree in trees for e in tree.iter() if isinstance(e.tag, str))
