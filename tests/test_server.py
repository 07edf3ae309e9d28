"""The preview: what it answers, to whom, and when it builds again."""

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conformance import conformance_json
from conftest import EditedSite, SiteBuilder

from readingroom.pipeline import Options
from readingroom.server import Preview
from readingroom.server.answers import Shown, answer
from readingroom.server.editors import Editor
from readingroom.server.http import HOST, PreviewServer

#: Seconds after which a test gives up.
LONG = 60


@pytest.fixture
def preview(site: SiteBuilder) -> Preview:
    site.change("site.yaml", "https://example.org/", "https://example.org/repo/")
    made = Preview(site.root, Options())
    made.build()
    made.finish()
    return made


@pytest.fixture
def server(preview: Preview) -> Iterator[PreviewServer]:
    made = PreviewServer(preview, 0)
    made.start()
    yield made
    preview.stop()
    made.shutdown()
    made.server_close()


def ask(server: PreviewServer, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=given)
    response = connection.getresponse()
    words = response.read().decode("utf-8", "replace")
    connection.close()
    return response.status, response.headers.get("Location") or words


def published(page: bytes) -> bytes:
    """A page without what the preview puts into it."""
    return re.sub(rb"<script [^>]*data-preview[^>]*></script>\n", b"", page)


# --- what is answered


def test_a_page_is_the_published_one_but_for_the_previews_script(
    site: SiteBuilder, preview: Preview
):
    assert preview.generation
    site.build(drafts=True)
    for name, data in site.files().items():
        given = answer(Shown.of(preview.generation), f"/repo/{name}")
        assert published(given.body) == data
        assert b"__live__" not in data
        assert (given.body != data) is name.endswith(".html")


def test_the_site_stands_under_its_base_path(server: PreviewServer):
    assert server.address == f"http://{HOST}:{server.server_port}/repo/"
    assert ask(server, "/") == (302, "/repo/")
    assert ask(server, "/repo/texts/letter") == (302, "/repo/texts/letter/")
    status, page = ask(server, "/repo/texts/letter/")
    assert status == 200
    assert page.index("/repo/__live__/live.js") < page.index("js/scheme.js")
    assert ask(server, "/repo/__live__/live.js")[0] == 200


def test_where_the_site_stood_before_leads_to_where_it_stands(
    site: SiteBuilder, server: PreviewServer
):
    assert ask(server, "/texts/letter/") == (302, "/repo/texts/letter/")
    for base in ("/", "/other/"):
        assert ask(server, "/repo/about/")[0] == 200
        site.change("site.yaml", "example.org/repo/", f"example.org{base}")
        server.preview.build()
        assert ask(server, "/repo/about/") == (302, f"{base}about/")
        assert ask(server, "/repo/__live__/events") == (302, f"{base}__live__/events")
        assert ask(server, "/repo/nowhere/")[0] == 404
        site.change("site.yaml", f"example.org{base}", "example.org/repo/")
        server.preview.build()


def test_an_address_that_leads_nowhere_is_answered_by_the_sites_own_page(server: PreviewServer):
    status, page = ask(server, "/repo/nowhere/")
    assert status == 404
    assert "A small archive" in page


def test_no_path_leads_out_of_the_site(preview: Preview):
    assert preview.generation
    strings = conformance_json("hostile/traversal.json")
    paths = (
        [s for group in strings.values() for s in group] if isinstance(strings, dict) else strings
    )
    files = [published(data) for data in preview.generation.files.values()]
    for path in paths:
        given = answer(Shown.of(preview.generation), f"/repo/{path}")
        assert given.status in (302, 404) or published(given.body) in files
        for name, value in given.headers:
            assert name != "Location" or (value.startswith("/") and not value.startswith("//"))


def test_a_server_that_is_closed_answers_nobody_any_more(server: PreviewServer):
    # A browser keeps connections for its next requests, and would hear an old site from the old server.
    kept = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
    kept.request("GET", "/repo/about/")
    assert b"About" in kept.getresponse().read()
    assert kept.sock is not None
    server.preview.stop()
    server.shutdown()
    server.server_close()
    assert kept.sock.recv(1) == b""
    kept.close()


# --- to whom


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "127.0.0.1:1"}, {"Origin": "https://evil.example"}],
)
def test_others_are_refused(server: PreviewServer, headers: dict[str, str]):
    assert ask(server, "/repo/", **headers)[0] == 403


def test_localhost_is_the_same_machine(server: PreviewServer):
    host = f"localhost:{server.server_port}"
    assert ask(server, "/repo/", Host=host, Origin=f"http://{host}")[0] == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Dest": "empty"}, 200),
        ({"Sec_Fetch_Site": "none", "Sec_Fetch_Dest": "document"}, 200),
        # A link that stands elsewhere shows the page; nothing else there may ask for it.
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "document"}, 200),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "iframe"}, 403),
        ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Dest": "script"}, 403),
    ],
)
def test_pages_of_other_sites_may_only_link(
    server: PreviewServer, headers: dict[str, str], status: int
):
    assert ask(server, "/repo/", **headers)[0] == status


@pytest.mark.parametrize("path", ["/repo/", "/repo/__live__/live.js", "/repo/__live__/events"])
def test_nothing_is_answered_under_another_name(server: PreviewServer, path: str):
    host = f"localhost:{server.server_port}"
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        # Its own name, but another origin than the one it was asked under.
        {"Host": host, "Origin": f"http://{HOST}:{server.server_port}"},
    ):
        assert ask(server, path, **headers)[0] == 403


def test_what_the_browser_has_is_not_sent_again(site: SiteBuilder, server: PreviewServer):
    def asked(tag: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
        connection.request("GET", "/repo/about/", headers={"If-None-Match": tag})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status, response.headers["ETag"]

    status, tag = asked("")
    assert status == 200
    assert asked(tag) == (304, tag)
    site.change("content/pages/about.md", "About [[", "All about [[")
    server.preview.build()
    assert asked(tag)[0] == 200


# --- what opens in the editor


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, server: PreviewServer) -> list[tuple[str, int, int]]:
    """What was opened, in place of an editor."""
    places: list[tuple[str, int, int]] = []

    def note(_editor: Editor, _root: Path, path: str, line: int, column: int) -> str:
        places.append((path, line, column))
        return ""

    monkeypatch.setattr("readingroom.server.http.open_file", note)
    server.editor = Editor("Pen", ("pen", "{file}"))
    return places


def post(server: PreviewServer, asked: object, **headers: str) -> int:
    """Ask to open something, as the preview's own script does unless other headers are given."""
    own = {
        "Origin": f"http://{HOST}:{server.server_port}",
        "X-Preview-Token": server.token,
        "Content-Type": "application/json",
    }
    given = own | {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    kept = {name: value for name, value in given.items() if value}
    connection.request("POST", "/repo/__live__/open", body, kept)
    status = connection.getresponse().status
    connection.close()
    return status


def test_text_paragraph_note_entry_and_page_open_where_they_were_written(
    server: PreviewServer, opened: list[tuple[str, int, int]]
):
    assert server.preview.generation
    (text,) = server.preview.generation.archive.texts
    second = f"p-{text.document.blocks[1].address}"
    for asked in (
        {"page": "texts/letter/index.html", "id": ""},
        {"page": "texts/letter/index.html", "id": second},
        {"page": "texts/letter/index.html", "id": "note-tea"},
        {"page": "glossary/harwich/index.html"},
        {"page": "about/index.html"},
    ):
        assert post(server, asked) == 200
    assert opened == [
        ("content/texts/letter.md", 1, 1),
        ("content/texts/letter.md", 9, 1),
        ("content/notes/letter.md", 5, 1),
        ("content/glossary/harwich.md", 1, 1),
        ("content/pages/about.md", 1, 1),
    ]


def test_a_mistake_opens_where_it_is(
    site: SiteBuilder, server: PreviewServer, opened: list[tuple[str, int, int]]
):
    site.page_file("rights", "See [[nobody]].")
    server.preview.build()
    assert post(server, {"problem": "content/pages/rights.md:5:5"}) == 200
    assert opened == [("content/pages/rights.md", 5, 5)]


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "tags/index.html"},
        {"page": "../site.yaml"},
        {"page": "/etc/passwd"},
        {"problem": "/etc/passwd:1:1"},
        {"path": "content/texts/letter.md"},
        ["texts/letter/"],
        b"{",
        b"x" * 5000,
    ],
)
def test_a_request_cannot_name_a_file(
    server: PreviewServer, opened: list[tuple[str, int, int]], asked: object
):
    assert post(server, asked) == 409
    assert opened == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "https://evil.example"},
        {"Host": "evil.example"},
        {"X_Preview_Token": ""},
        {"X_Preview_Token": "guessed"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_only_pages_of_the_preview_open_files(
    server: PreviewServer, opened: list[tuple[str, int, int]], headers: dict[str, str]
):
    assert post(server, {"page": "texts/letter/index.html"}, **headers) == 403
    assert opened == []


# --- when it builds again


def test_touching_a_file_changes_nothing(site: SiteBuilder, preview: Preview):
    (site.root / "content/texts/letter.md").touch()
    assert preview.noticing.changes() == ()


def test_a_save_renders_what_shows_it_and_nothing_else(site: SiteBuilder, preview: Preview):
    site.change("content/notes/letter.md", "text: letter", "text: letter\nby: somebody")
    assert preview.noticing.changes() == ("content/notes/letter.md",)
    made = preview.build()
    assert preview.generation
    assert 0 < made.rendered < preview.generation.counts.pages


def test_with_mistakes_what_can_be_built_is_shown(site: SiteBuilder, preview: Preview):
    site.page_file("rights", "See [[nobody]].")
    made = preview.build()
    assert preview.broken
    assert [d.code for d in made.diagnostics] == ["link-broken"]
    assert preview.generation
    assert b"nobody" in preview.generation.files["rights/index.html"]
    site.remove("content/pages/rights.md")
    preview.build()
    assert not preview.broken


def test_while_content_is_away_the_last_site_stays(site: SiteBuilder, preview: Preview):
    assert preview.generation
    before = preview.generation.files
    (site.root / "content").rename(site.root / "away")
    preview.build()
    assert preview.generation.files == before
    assert preview.broken
    (site.root / "away").rename(site.root / "content")
    preview.build()
    assert not preview.broken


def test_an_open_page_hears_of_every_build(
    site: SiteBuilder, preview: Preview, server: PreviewServer
):
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
    connection.request("GET", "/repo/__live__/events")
    stream = connection.getresponse()
    assert next_event(stream)["problems"] == []
    site.page_file("rights", "See [[nobody]].")
    preview.build()
    heard = next_event(stream)
    assert "rights/index.html" in heard["changed"]
    assert "texts/letter/index.txt" not in heard["changed"]
    (problem,) = heard["problems"]
    assert problem["code"] == "link-broken"
    assert problem["place"].startswith("content/pages/rights.md:")
    connection.close()


def next_event(stream: http.client.HTTPResponse) -> dict:
    """What the next event says, but for signs of life: a slow machine has some before it has built."""
    said: dict = {}
    while not said:
        line = stream.readline().decode()
        assert line, "the stream has ended"
        said = json.loads(line[6:]) if line.startswith("data: ") else {}
    return said


def test_watching_builds_on_a_save_and_ends_when_stopped(site: SiteBuilder, preview: Preview):
    told: list[tuple[str, ...]] = []
    built = threading.Event()

    def hear(_generation: object, changed: tuple[str, ...]) -> None:
        told.append(changed)
        built.set()

    watching = threading.Thread(target=preview.watch, args=(hear,), daemon=True)
    watching.start()
    EditedSite(site.root).page_file("rights", "All are kept.")
    assert built.wait(LONG), "a save was not noticed"
    assert told == [("content/pages/rights.md",)]
    preview.stop()
    watching.join(60)
    assert not watching.is_alive()


def test_the_page_that_is_looked_at_comes_with_the_event(
    site: SiteBuilder, preview: Preview, server: PreviewServer
):
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=LONG)
    connection.request("GET", "/repo/__live__/events")
    stream = connection.getresponse()
    next_event(stream)
    for path in ("/repo/texts/letter/", "/repo/glossary/harwich/", "/repo/tags/"):
        ask(server, path)
    site.change("content/notes/letter.md", "From", "Out of")
    preview.build()
    pages = next_event(stream)["pages"]
    assert pages["texts/letter/index.html"] == ask(server, "/repo/texts/letter/")[1]
    assert "tags/index.html" not in pages
    connection.close()
