"""The texts of ``archives`` as sites of Hugo, MkDocs and Pelican, as small as each lets one be.

A page is a text with its two notes as quotations with comments below it, so that all generators have the
same words to render. Lists are by the hundred, tags have pages where the generator makes them, a feed
holds the newest twenty. What is known to slow one of them down and is not needed here is off: MkDocs
names no texts in the menu of every page, Pelican no entries, Pelican keeps what it has read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from archives import Collection, Entry, Work

_LINK = re.compile(r"\[\[([^]|]+)\|([^]]+)\]\]")
#: Rows on a page of a list: what Hugo, Pelican and the Markdown lists for MkDocs are all given.
_PAGE = 100
TITLE = "A measured archive"

#: The address of a text (True) or of an entry, from any page of texts or entries.
Address = Callable[[str, bool], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a generator wants texts and entries, and how it links and heads them."""

    texts: str
    entries: str
    address: Address
    head: Callable[[Work | Entry], str]


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(said).lstrip("\n"), "utf-8")


def _pages(folder: Path, made: Collection, layout: Layout) -> tuple[Path, list[tuple[str, str]]]:
    """Write texts and entries; the file of the text in the middle, and each text's slug and title."""
    entries = {entry.slug for entry in made.entries}

    def linked(words: str) -> str:
        return _LINK.sub(lambda m: f"[{m[2]}]({layout.address(m[1], m[1] not in entries)})", words)

    for name in (layout.texts, layout.entries):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for entry in made.entries:
        said = f"{layout.head(entry)}\n{linked(entry.body)}\n"
        (folder / layout.entries / f"{entry.slug}.md").write_text(said, "utf-8")
    listed = []
    for work in made.works():
        parts = [
            layout.head(work),
            f"{work.creator}, {work.dateline}",
            *work.paragraphs,
            "## Notes",
        ]
        for note in work.notes:
            quote = f"{note.lead} **{note.quote}** {note.tail}" if note.lead else note.quote
            said = " · ".join(part for part in (note.kind, *note.tags, "The editor") if part)
            parts += [f"### {note.id}", said, f"> {quote}", linked(note.comment)]
        path = folder / layout.texts / f"{work.slug}.md"
        path.write_text("\n\n".join(parts) + "\n", "utf-8")
        listed.append((work.slug, work.title))
    return folder / layout.texts / f"{listed[len(listed) // 2][0]}.md", listed


def _tags(page: Work | Entry) -> list[str]:
    notes = page.notes if isinstance(page, Work) else ()
    return list(dict.fromkeys((*page.tags, *(tag for note in notes for tag in note.tags))))


def _yaml_head(page: Work | Entry) -> str:
    said = f"---\ntitle: {json.dumps(page.title)}\n"
    if isinstance(page, Work):
        said += f"date: {page.date}\n"
    return f"{said}tags: {json.dumps(_tags(page))}\n---\n"


def make_hugo(folder: Path, made: Collection) -> Path:
    """Write a Hugo site; the content file to be edited."""
    _write(folder, _HUGO)
    layout = Layout(
        "content/texts",
        "content/glossary",
        lambda slug, text: f"../../{'texts' if text else 'glossary'}/{slug}/",
        _yaml_head,
    )
    return _pages(folder, made, layout)[0]


def make_mkdocs(folder: Path, made: Collection) -> Path:
    """Write a MkDocs site; the content file to be edited."""
    _write(folder, _MKDOCS)
    layout = Layout(
        "docs/texts",
        "docs/glossary",
        lambda slug, text: f"../{'texts' if text else 'glossary'}/{slug}.md",
        _yaml_head,
    )
    edited, texts = _pages(folder, made, layout)
    entries = [(entry.slug, entry.title) for entry in made.entries]
    _write(folder, dict(_lists("texts", texts)) | dict(_lists("glossary", entries)))
    return edited


def _lists(name: str, rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lists as pages of Markdown, for a generator that makes none."""
    starts = range(0, len(rows), _PAGE)
    files = ["index.md", *(f"page-{number}.md" for number in range(2, len(starts) + 1))]
    for number, start in enumerate(starts):
        lines = [f"- [{title}]({slug}.md)" for slug, title in rows[start : start + _PAGE]]
        more = [f"[More]({files[number + 1]})"] if number + 1 < len(files) else []
        yield f"docs/{name}/{files[number]}", "\n".join([f"# {name}", "", *lines, "", *more, ""])


def make_pelican(folder: Path, made: Collection) -> Path:
    """Write a Pelican site; the content file to be edited."""
    _write(folder, _PELICAN)

    def head(page: Work | Entry) -> str:
        said = f"Title: {page.title}\nSlug: {page.slug}\n"
        if isinstance(page, Work):
            said += f"Date: {page.date}\nTags: {', '.join(_tags(page))}\nAuthors: {page.creator}\n"
        return said

    layout = Layout(
        "content/texts",
        "content/pages",
        lambda slug, text: f"{{filename}}/{'texts' if text else 'pages'}/{slug}.md",
        head,
    )
    return _pages(folder, made, layout)[0]


_HUGO = {
    "hugo.toml": f"""
        baseURL = "https://example.org/measured/"
        title = "{TITLE}"
        [taxonomies]
        tag = "tags"
        [pagination]
        pagerSize = {_PAGE}
        [outputs]
        home = ["html", "rss"]
        section = ["html"]
        taxonomy = ["html"]
        term = ["html"]
        [services.rss]
        limit = 20
        """,
    "content/_index.md": f"---\ntitle: {TITLE}\n---\n\nTexts made up for measuring.\n",
    "static/style.css": "body { max-width: 40rem; margin: auto; font-family: serif }\n",
    "layouts/baseof.html": """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{{ .Title }} · {{ site.Title }}</title>
          <link rel="canonical" href="{{ .Permalink }}">
          <link rel="stylesheet" href="{{ "style.css" | relURL }}">
        </head>
        <body>
          <header>
            <a href="{{ "" | relURL }}">{{ site.Title }}</a>
            <nav>
              <a href="{{ "texts/" | relURL }}">Texts</a>
              <a href="{{ "glossary/" | relURL }}">Glossary</a>
              <a href="{{ "tags/" | relURL }}">Tags</a>
            </nav>
          </header>
          <main>{{ block "main" . }}{{ end }}</main>
          <footer>{{ site.Title }}</footer>
        </body>
        </html>
        """,
    # Only what bears the attribute is searched: the pages themselves, not their lists.
    "layouts/page.html": """
        {{ define "main" }}
        <article data-pagefind-body>
          <h1>{{ .Title }}</h1>
          {{ with .Date }}<p><time>{{ .Format "2006-01-02" }}</time></p>{{ end }}
          {{ .Content }}
          <ul>{{ range .GetTerms "tags" }}
            <li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
          </ul>
          {{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
          {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
        </article>
        {{ end }}
        """,
    "layouts/list.html": """
        {{ define "main" }}
        <h1>{{ .Title }}</h1>
        {{ .Content }}
        {{ $pages := .Paginate .Pages }}
        <ul>{{ range $pages.Pages }}
          <li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
            {{ .Date.Format "2006-01-02" }}</li>{{ end }}
        </ul>
        {{ with $pages.Prev }}<a href="{{ .URL }}">Back</a>{{ end }}
        {{ with $pages.Next }}<a href="{{ .URL }}">More</a>{{ end }}
        {{ end }}
        """,
    "layouts/home.html": """
        {{ define "main" }}
        {{ .Content }}
        {{ $pages := .Paginate (where site.RegularPages "Section" "texts") }}
        <ul>{{ range $pages.Pages }}
          <li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
            {{ .Date.Format "2006-01-02" }}</li>{{ end }}
        </ul>
        {{ with $pages.Next }}<a href="{{ .URL }}">More</a>{{ end }}
        {{ end }}
        """,
    "layouts/taxonomy.html": """
        {{ define "main" }}
        <h1>{{ .Title }}</h1>
        <ul>{{ range .Pages }}
          <li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>{{ end }}
        </ul>
        {{ end }}
        """,
}
_MKDOCS = {
    "mkdocs.yml": f"""
        site_name: {TITLE}
        site_url: https://example.org/measured/
        site_dir: public
        theme: mkdocs
        plugins: [search]
        nav: [index.md, texts/index.md, glossary/index.md]
        validation:
          nav: {{omitted_files: ignore}}
        """,
    "docs/index.md": f"# {TITLE}\n\nTexts made up for measuring.\n",
}
_PELICAN = {
    "pelicanconf.py": f"""
        SITENAME = "{TITLE}"
        SITEURL = "https://example.org/measured"
        TIMEZONE = "UTC"
        PATH = "content"
        OUTPUT_PATH = "public"
        ARTICLE_PATHS = ["texts"]
        PAGE_PATHS = ["pages"]
        THEME = "simple"
        DEFAULT_PAGINATION = {_PAGE}
        DIRECT_TEMPLATES = ["index", "tags", "archives"]
        DISPLAY_PAGES_ON_MENU = False
        ARTICLE_URL, ARTICLE_SAVE_AS = "texts/{{slug}}/", "texts/{{slug}}/index.html"
        PAGE_URL, PAGE_SAVE_AS = "glossary/{{slug}}/", "glossary/{{slug}}/index.html"
        AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
        FEED_ALL_ATOM, FEED_MAX_ITEMS = "feed.xml", 20
        CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
        CACHE_CONTENT = LOAD_CONTENT_CACHE = True
        """,
}
