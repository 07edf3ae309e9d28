"""What must be so for every page of every site: each function lists what is not."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from conftest import Page

Files = Mapping[str, bytes]

#: Where an element names a file that the browser fetches by itself.
FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "image": ("href",),
    "use": ("href",),
}
#: Links of these relations are addresses to show, not files to fetch.
NAMED_ONLY = {"canonical", "alternate", "next", "prev"}


def pages_of(files: Files) -> Iterator[tuple[str, Page]]:
    """The pages of a site, by file."""
    for name, data in files.items():
        if name.endswith(".html"):
            yield name, Page(data)


def broken_addresses(files: Files, base: str) -> list[str]:
    """Addresses that lead to nothing in the site, from where the page that has them is read.

    ``base`` is where the site is published, with a slash at its end. 404.html is read at any depth.
    """
    ids: dict[str, set[str]] = {}
    addresses: dict[str, list[str]] = {}
    for name, page in pages_of(files):
        ids[name], addresses[name] = set(page.ids), list(addresses_of(page))
    found = []
    for name, named in addresses.items():
        at = [base + name.removesuffix("index.html")]
        if name == "404.html":
            at += [base + "gone", base + "texts/gone/for/ever/"]
        for address in named:
            if address.startswith("#"):
                lost = unquote(address[1:]) not in ids[name]
                found += [f"{name}: {address}: no such place"] if lost else []
                continue
            problems = [broken(urljoin(here, address), base, files, ids) for here in at]
            found += [f"{name}: {address}: {problem}" for problem in problems if problem]
    return found


def addresses_of(page: Page) -> Iterator[str]:
    for element in page.tree.iter():
        if element.tag == "link" and element.get("rel") == "canonical":
            continue
        for attribute in ("href", "src", "action", "poster", "data"):
            address = element.get(attribute)
            if address is not None and isinstance(element.tag, str):
                yield address


def broken(address: str, base: str, files: Files, ids: Mapping[str, set[str]]) -> str:
    """Why an address within the site leads to nothing, or the empty string."""
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != base[: len(f"{parts.scheme}://{parts.netloc}")]:
        return "" if parts.scheme in ("http", "https", "mailto") else "no such scheme"
    root = urlsplit(base).path
    if not parts.path.startswith(root):
        return f"it leaves {root}"
    name = unquote(parts.path[len(root) :])
    name = posixpath.join(name, "index.html") if name.endswith("/") or not name else name
    if name not in files:
        return "no such file"
    if parts.fragment and unquote(parts.fragment) not in ids.get(name, ()):
        return "no such place in the page"
    return ""


def repeated_ids(files: Files) -> list[str]:
    """Ids that a page has twice."""
    return [
        f"{name}: {id_}"
        for name, page in pages_of(files)
        for id_, count in Counter(page.ids).items()
        if count > 1
    ]


def invalid_html(files: Files) -> list[str]:
    """What an HTML parser has to mend."""
    found = []
    for name, page in pages_of(files):
        parser = html5lib.HTMLParser()
        parser.parse(page.source)
        found += [
            f"{name}:{line}:{column}: {code} {more}" for (line, column), code, more in parser.errors
        ]
    return found


def insecure(files: Files) -> list[str]:
    """Inline script or style, a policy that is missing or comes late, anything from elsewhere."""
    found = []
    for name, page in pages_of(files):
        first = next(iter(page.one("head")))
        policy = first.get("content", "")
        if first.get("http-equiv") != "Content-Security-Policy":
            found.append(f"{name}: the policy is not the first thing in the head")
        if "default-src 'self'" not in policy and "default-src 'none'" not in policy:
            found.append(f"{name}: the policy allows other sites: {policy}")
        if "unsafe" in policy or "*" in policy:
            found.append(f"{name}: the policy allows too much: {policy}")
        for element in page.tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag == "style" or (element.tag == "script" and not element.get("src")):
                found.append(f"{name}: inline <{element.tag}>")
            if element.tag in ("base", "iframe", "object", "embed"):
                found.append(f"{name}: <{element.tag}>")
            found += [
                f"{name}: {attribute}={value}"
                for attribute, value in element.attrib.items()
                if attribute == "style"
                or attribute.startswith("on")
                or re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)
            ]
            found += [f"{name}: {address}" for address in fetched_elsewhere(element)]
    return found


def fetched_elsewhere(element: object) -> Iterator[str]:
    """Addresses of another site that a browser would ask by itself."""
    tag, get = element.tag, element.get  # type: ignore[attr-defined]
    names = FETCHED.get(tag, ())
    if tag == "link" and get("rel") not in NAMED_ONLY:
        names = ("href",)
    for name in names:
        address = get(name, "")
        if urlsplit(address).scheme or address.startswith("//"):
            yield address


def calls_in_assets(files: Files) -> list[str]:
    """Addresses of other sites in style sheets and scripts, comments left out."""
    found = []
    for name, data in files.items():
        if not name.endswith((".css", ".js", ".svg")):
            continue
        words = re.sub(r"/\*.*?\*/|^\s*//.*$", "", data.decode(), flags=re.DOTALL | re.MULTILINE)
        # A namespace is a name and is never fetched.
        words = words.replace("http://www.w3.org/2000/svg", "")
        found += [f"{name}: {hit}" for hit in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", words)]
    return found
