"""Files of the site that are not pages: sources, the list of pages, what robots are told."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from readingroom.archive import Archive
from readingroom.pages.provenance import published_path
from readingroom.views import PlannedPage


def source_files(archive: Archive) -> dict[str, bytes]:
    """The source of each text that has one, byte for byte, where sources are published."""
    return {
        published_path(slug, source): source.data
        for slug, source in archive.provenance.items()
        if source.published and source.record
    }


def site_files(archive: Archive, pages: Sequence[PlannedPage]) -> dict[str, bytes]:
    """``.nojekyll``, ``robots.txt`` and, where the site knows its address, ``sitemap.xml``."""
    files = {".nojekyll": b""}
    base = archive.site.base_url
    robots = "User-agent: *\nAllow: /\n"
    if base:
        files["sitemap.xml"] = _sitemap(base, pages)
        robots += f"Sitemap: {base}sitemap.xml\n"
    files["robots.txt"] = robots.encode()
    return files


def _sitemap(base: str, pages: Sequence[PlannedPage]) -> bytes:
    """https://www.sitemaps.org/protocol.html, without dates, which nobody here knows for certain."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    lines += [
        f"<url><loc>{escape(base + page.meta.path)}</loc></url>"
        for page in pages
        if page.meta.robots != "noindex"
    ]
    return ("\n".join(lines) + "\n</urlset>\n").encode()
