"""Templates' quick code says what Jinja's own says, and leaves to that what it cannot say."""

import marshal
from collections.abc import Callable
from typing import NoReturn

import jinja2
import pytest
from markupsafe import Markup

from readingroom.templates import Renderer, relative
from readingroom.theme import Layer, Theme
from readingroom.views import LinkView, Meta, PlainView, PlannedPage, SiteView

SITE = SiteView(
    title="Words & <more>", subtitle="", description="", language="en", base_url="", kinds=(),
    menu=(LinkView("Texts", "texts/"), LinkView("“Notes”", "notes/")), footer=(), repository="",
    options=(("accent", "indigo"),),
)  # fmt: skip
VIEW = PlainView(
    title="A 'quoted' title", body_html=Markup("<p>A &amp; B</p>"), backlinks=(), edit_url="",
    draft=True, more=LinkView("More", "about/page/2/"),
)  # fmt: skip
META = Meta(title="About", description="", path="about/", root="../")
#: Beside the page's own template.
OTHERS = {
    "base.html": "<title>{% block title %}{{ site.title }}{% endblock %}</title>\n"
    "{% block main %}none{% endblock %}{{ self.title() }}\n",
    "_macros.html": "{% macro said(words, mark='!', times=1) %}<b>{{ words }}</b>{{ mark * times }}"
    "{% endmacro %}{% macro boxed() %}[{{ caller() }}]{% endmacro %}"
    "{% macro all() %}{{ varargs | join('+') }}{{ kwargs['x'] }}{% endmacro %}",
    "part.html": "part of {{ site.title }}",
    "whole.html": "whole of {{ view.title }}",
}
SAYS = {
    "values": "{{ view.title }} {{ view.body_html }} {{ 3 }} {{ 2.5 }} {{ none }} {{ [1, '<'] }}",
    "conditions": "{% if view.draft and not view.edit_url %}a{% elif view.more %}b{% else %}c{% endif %}"
    "{{ 'x' if view.edit_url else 'y' }}{{ view.more.label }}",
    "loops": "{% for link in site.menu %}{{ loop.index }}{{ link.label }}"
    "{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}"
    "{% for link in site.menu if link.path == 'notes/' %}{{ link.path }}{% endfor %}",
    "recursive loops": "{% for x in [['a', ['b', 'c']]] recursive %}{{ x if x is string else loop(x) }}"
    "{% endfor %}",
    "calls": "{{ url('a/') }}{{ url(view.more.path) }}{{ site.option('accent') }}"
    "{{ view.title.upper().partition('Q')[2] }}{{ '{:,}'.format(1234) }}",
    "methods before items": "{{ {'items': 1}.items() | list }}",
    "items": "{{ dict(a='<').a }}{{ {'class': 2}.class }}{{ {'b': 1}['b'] }}",
    "undefined": "{{ nothing | default('d') }}{{ view.nothing is defined }}{{ view.title is defined }}",
    "filters": "{{ view.title | upper | replace('Q', '<') }}{{ site.menu | length }}"
    "{{ ['<', '>'] | join('&') }}{% filter upper %}{{ view.title }}<i>{% endfilter %}",
    "macros": "{% from '_macros.html' import said, boxed, all as every %}{{ said('<') }}"
    "{{ said('a', '?') }}{{ said('a', times=3) }}{{ said('a', '<', 2) }}{{ every(1, '<', x=2) }}"
    "{% call boxed() %}<{{ view.title }}{% endcall %}{{ said(said('a')) ~ '<' }}"
    "{% set kept = said('k') %}{{ kept }}",
    "macros of its own": "{{ later is defined }}{% macro one(a) %}{{ a }}{{ two(a) }}{% endmacro %}"
    "{% macro two(a) %}({{ a }}){% endmacro %}{{ one('<') }}{{ one(two('&')) | length }}",
    "imports": "{% import '_macros.html' as m %}{{ m.said('<') }}"
    "{% from 'whole.html' import nothing as n with context %}{{ n is defined }}",
    "includes": "{% include 'part.html' %}{% include 'whole.html' %}"
    "{% include 'part.html' without context %}{% include 'no.html' ignore missing %}",
    "include in a block": "{% extends 'base.html' %}{% block main %}{% include 'part.html' %}"
    "{% endblock %}",
    "blocks": "{% extends 'base.html' %}{% block title %}<{{ super() }}>{% endblock %}"
    "{% block main %}{% block inner %}{{ view.title }}{% endblock %}{{ self.inner() }}{% endblock %}",
    "scoped blocks": "{% extends 'base.html' %}{% block main %}{% for link in site.menu %}"
    "{% block one scoped %}{{ link.label }}{{ loop.index }}{% endblock %}{% endfor %}{% endblock %}",
    "conditional extends": "{% if view.draft %}{% extends 'base.html' %}{% endif %}behind"
    "{% block main %}m{% endblock %}",
    "set": "{% set a = view.title ~ '<' %}{{ a }}{% set b %}<i>{{ a }}</i>{% endset %}{{ b }}"
    "{% set n = namespace(x=1) %}{% for _ in 'ab' %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}"
    "{% with c = '&' %}{{ c }}{% endwith %}",
    "no escaping": "{% autoescape false %}{{ view.title }}{{ url('<') }}{% endautoescape %}"
    "{% autoescape view.draft %}{{ view.title }}{{ url('<') }}{% endautoescape %}",
    "safe words": "{{ '<i>' | safe }}{{ ('<i>' | safe) ~ '<' }}{{ view.body_html + '<' }}",
    "odd names": "{% set v = '<v>' %}{% set page = '<p>' %}{% set plain = '<q>' %}"
    "{{ v }}{{ page }}{{ plain }}"
    "{% for v in 'a<' %}{{ v }}{% endfor %}{{ v }}",
}  # fmt: skip
#: What the quick code leaves to Jinja's own.
SLOW = {"items", "undefined"}
#: What is wrong, and what is said of it.
WRONG = {
    "no such attribute": "{{ view.author }}",
    "no such name": "{{ nobody }}",
    "no such name in a loop": "{% for x in nobody %}{% endfor %}",
    "too many arguments": "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, 2) }}",
    "too few arguments": "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}",
    "no such template": "{% include 'no.html' %}",
    "no such macro": "{% from '_macros.html' import nothing %}{{ nothing() }}",
    "no such file": "{{ asset('no.css') }}",
    "a failing expression": "{{ 1 // 0 }}",
}


def theme(template: str) -> Theme:
    return Theme((Layer("theme", {**OTHERS, "page.html": template}, {}, {}),), "digest", "assets")


def page(path: str = "about/") -> PlannedPage:
    root = "../" * path.count("/")
    return PlannedPage(f"{path}index.html", Meta("About", "", path, root), VIEW)


def by_jinja(template: str) -> str:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({**OTHERS, "page.html": template}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"site": SITE, "url": lambda path: relative("../", path)}
    return environment.get_template("page.html").render(meta=META, view=VIEW)


@pytest.mark.parametrize("name", SAYS)
def test_a_template_says_what_it_says_in_jinja_s_own_code(name: str):
    renderer = Renderer(theme(SAYS[name]), SITE)
    said, found = renderer.render(page())
    assert (said.decode(), found) == (by_jinja(SAYS[name]), ())
    assert renderer.render(page()) == (said, ())
    assert bool(renderer.slow) == (name in SLOW)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_line(name: str):
    _, (found,) = Renderer(theme("\n" + WRONG[name]), SITE).render(page())
    assert found.code in ("template-error", "theme-missing")
    if found.code == "template-error":
        assert (found.path, found.line) == ("theme/templates/page.html", 2)


def test_one_page_that_its_template_cannot_show_leaves_the_others_as_they_are():
    template = "{% if meta.path == 'b/' %}{{ view.nothing }}{% endif %}{{ view.title }}"
    renderer = Renderer(theme(template), SITE)
    said = [renderer.render(page(path)) for path in ("a/", "b/", "c/")]
    assert [bool(found) for _, found in said] == [False, True, False]
    assert said[0] == said[2] != said[1]


def test_what_is_said_once_is_said_for_its_values_and_the_depth_of_the_page():
    template = "{% once meta.section, meta.path[0] %}{{ url('x/') }}{{ meta.path }}{% endonce %}|"
    renderer = Renderer(theme(template), SITE)
    said = [renderer.render(page(path))[0] for path in ("aa/", "ab/", "b/", "a/b/")]
    assert said == [b"../x/aa/|", b"../x/aa/|", b"../x/b/|", b"../../x/a/b/|"]


class Kept(dict[str, bytes]):
    """A shelf that is a dictionary."""

    def keep(self, name: str, code: bytes) -> None:
        self[name] = code


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """As in a process that has compiled nothing yet."""
    return lambda: monkeypatch.setattr("readingroom.templates._codes", {})


def test_a_template_that_a_process_before_compiled_is_not_compiled_again(
    afresh: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    shelf, words = Kept(), "{{ view.title }}, {{ site.title }}"
    afresh()
    made = Renderer(theme(words), SITE, shelf).render(page())
    assert made[0]
    assert shelf
    afresh()
    monkeypatch.setattr(jinja2.Environment, "compile", _not_again)
    assert Renderer(theme(words), SITE, shelf).render(page()) == made


def _not_again(*_: object) -> NoReturn:
    raise AssertionError


@pytest.mark.parametrize("damage", [b"", b"nothing", marshal.dumps("no code")])
def test_a_compiled_template_that_is_damaged_is_compiled_again(
    afresh: Callable[[], None], damage: bytes
):
    shelf, words = Kept(), "{{ view.title }}; {{ site.title }}"
    afresh()
    made = Renderer(theme(words), SITE, shelf).render(page())
    shelf.update(dict.fromkeys(shelf, damage))
    afresh()
    assert Renderer(theme(words), SITE, shelf).render(page()) == made
