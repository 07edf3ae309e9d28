"""The form of every YAML that people write: site.yaml and the front matter of each kind of file.

One pydantic model each, from which the JSON Schemas for editors are generated. ``read`` turns what a
model has against a value into diagnostics at the place where the value stands.
"""

from __future__ import annotations

import copy
import datetime
import re
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from readingroom.diagnostics import Diagnostic, did_you_mean
from readingroom.frontmatter import Loaded

ENTRY_KINDS = ("person", "organisation", "place", "event", "work", "term")

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _listed(value: Any) -> Any:
    """One word where a list may stand is a list of one."""
    return [value] if isinstance(value, str | int | float) else value


def _worded(value: Any) -> Any:
    """A number where words are meant (``title: 1984``) is its digits."""
    if isinstance(value, bool) or value is None:
        return value
    return str(value) if isinstance(value, int | float) else value


def _dated(value: Any) -> Any:
    value = _worded(value)
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("a date is written 2016, 2016-04 or 2016-04-19")
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise ValueError(f"{value} is not a day of the calendar") from None
    return value


def address_problem(value: str) -> str:
    """Why words are not the web address of a site or page; nothing when they are."""
    if not re.fullmatch(r"https?://[^\s\"'<>\\]+", value):
        return "a web address starts with https:// (or http://)"
    parts = urlsplit(value)
    if not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        return "a web address has a host, and no `?` or `#`"
    return ""


def _web_address(value: Any) -> Any:
    if not isinstance(value, str) or (problem := address_problem(value)):
        raise ValueError(problem if isinstance(value, str) else "a web address is expected")
    return value


def _tagged(value: Any) -> Any:
    value = _worded(value)
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w &'’.-]{0,63}", value):
        raise ValueError("a tag is made of letters, digits, spaces and hyphens")
    return value


def _languaged(value: Any) -> Any:
    # BCP 47's outer form; `en`, `en-GB`, `zh-Hant`.
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError("a language is a tag such as `en`, `en-GB` or `zh-Hant`")
    return value


Words = Annotated[str, BeforeValidator(_worded)]
SomeWords = Annotated[str, BeforeValidator(_worded), Field(min_length=1)]
List = Annotated[list[SomeWords], BeforeValidator(_listed)]
Tags = Annotated[list[Annotated[str, BeforeValidator(_tagged)]], BeforeValidator(_listed)]
Date = Annotated[str, BeforeValidator(_dated)]
Address = Annotated[str, BeforeValidator(_web_address)]
Language = Annotated[str, BeforeValidator(_languaged)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: Any) -> Any:
        """A key without a value is a key that was not given; an unknown one stays, to be reported."""
        if not isinstance(value, dict):
            return value
        return {k: v for k, v in value.items() if v is not None or k not in cls.model_fields}


class FigureForm(_Form):
    """A picture, or the caption of one that the source had."""

    image: Words = Field("", description="File name in content/images/.")
    alt: Words = Field("", description="What the picture shows, for those who cannot see it.")
    caption: Words = Field("", description="The source's caption.")
    credit: Words = Field("", description="The source's credit line.")
    creator: Words = Field("", description="The photographer.")
    dateline: Words = Field("", description="The caption's own dateline.")


class SourceForm(_Form):
    """The file that a text was made from; written by import."""

    file: SomeWords
    sha256: str = Field("", pattern="^([0-9a-f]{64})?$")
    encoding: str = ""


class TextForm(_Form):
    """The front matter of a file in content/texts/."""

    title: SomeWords = Field(description="In square brackets where the editor supplied it.")
    subtitle: Words = Field("", description="The line below the title, as the source has it.")
    creator: List = Field([], description="Who wrote it: persons or bodies.")
    contributor: List = []
    publisher: Words = ""
    date: Date | None = Field(None, description="2016, 2016-04 or 2016-04-19.")
    dateline: Words = Field("", description="Place and day as the source gives them.")
    section: Words = Field("", description="The source's section label.")
    credit: Words = Field("", description="The source's own credit line for the text.")
    language: Language | None = None
    rights: Words = ""
    source: SourceForm | None = None
    identifier: List = Field([], description="Web addresses, ISBN, shelf marks.")
    subject: Tags = []
    alias: List = Field([], description="Other titles that links may use.")
    figures: list[FigureForm] = []
    review: Words = Field("", description="`needed` while an editor has still to look at it.")
    draft: bool = False


class EntryForm(_Form):
    """The front matter of a file in content/glossary/."""

    title: SomeWords
    kind: Literal["person", "organisation", "place", "event", "work", "term"]
    alias: List = Field([], description="Other forms of the name, as they stand in the texts.")
    summary: Words = ""
    date: Words = Field("", description="Years of life or existence, in words: 1953–.")
    subject: Tags = []
    identifier: List = Field([], description="Web addresses of authority records.")
    match: bool = Field(True, description="Whether the names are looked for in the texts.")
    draft: bool = False


class PageForm(_Form):
    """The front matter of a file in content/pages/."""

    title: SomeWords
    summary: Words = ""
    menu: int | None = Field(None, description="Place in the menu; footer only without it.")
    draft: bool = False


class NotesForm(_Form):
    """The front matter of a file in content/notes/: defaults for its notes."""

    text: Words = Field("", description="The slug of the text that the notes are about.")
    kind: Words = ""
    tags: Tags = []
    by: Words = ""
    date: Date | None = None
    modified: Date | None = None
    on: Literal["", "paragraph", "quote", "text"] = ""
    lang: Language | None = None


class EditorForm(_Form):
    """A person or body that notes may name with `by:`."""

    name: SomeWords
    url: Address | None = None


class KindForm(_Form):
    """A kind of note."""

    label: SomeWords
    plural: Words = ""
    motivation: Literal[
        "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
        "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
    ] = "commenting"  # fmt: skip
    colour: Literal["amber", "blue", "green", "rose", "violet", "teal", "slate"] = "amber"


class ThemeForm(_Form):
    """Theme folders, first that has a file wins, and the options that its theme.yaml names."""

    folders: List = []
    options: dict[str, Words] = {}


class SiteForm(_Form):
    """site.yaml."""

    format: Literal[1]
    title: SomeWords
    subtitle: Words = ""
    description: Words = ""
    base_url: Address | None = Field(None, description="Where the site is published.")
    language: Language = "en"
    repository: Address | None = Field(None, description="Web address of the repository.")
    branch: Words = "main"
    editors: dict[str, EditorForm] = {}
    kinds: dict[str, KindForm] = Field({}, description="The kinds of note.")
    theme: ThemeForm = ThemeForm()
    search: bool = Field(True, description="Whether the site has a search.")
    parallels: bool = Field(True, description="Whether shared passages are looked for.")
    publish_sources: bool = Field(True, description="Whether the sources may be published.")


Form = TypeVar("Form", bound=BaseModel)


def read(form: type[Form], loaded: Loaded, path: str) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """A value held against its form: the model, or None and a diagnostic for each thing wrong."""
    value = {} if loaded.value is None else loaded.value
    if not isinstance(value, dict):
        message = "keys and values are expected here (`title: …`)"
        return None, (Diagnostic("value-invalid", message, path, *loaded.place(())),)
    try:
        return form.model_validate(value), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_diagnostic(form, detail, loaded, path) for detail in details)


def salvage(form: type[Form], loaded: Loaded) -> Form | None:
    """What is left of a value when everything that is wrong in it is taken out; None if too little."""
    if not isinstance(loaded.value, dict):
        return None
    value = copy.deepcopy(loaded.value)
    # Taking a part out may show that the part round it is wrong; the schemas are four levels deep.
    for _ in range(4):
        value = {key: inner for key, inner in value.items() if inner is not None}
        try:
            return form.model_validate(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _take_out(value, detail["loc"])
    return None


def _take_out(value: Any, where: tuple[str | int, ...]) -> None:
    """Delete the part at ``where``, or the nearest part round it that is there."""
    for part in where[:-1]:
        inner = value[part] if isinstance(value, dict) and part in value else None
        if not isinstance(inner, dict):
            if isinstance(value, dict):
                value.pop(part, None)
            return
        value = inner
    if isinstance(value, dict):
        value.pop(where[-1], None)


def _diagnostic(
    form: type[BaseModel], detail: ErrorDetails, loaded: Loaded, path: str
) -> Diagnostic:
    where = tuple(detail["loc"])
    line, column = loaded.place(where)
    name = ".".join(str(part) for part in where)
    if detail["type"] == "extra_forbidden":
        hint = did_you_mean(str(where[-1]), _known(form, where[:-1]))
        message = f"unknown key `{where[-1]}`"
        return Diagnostic("key-unknown", message, path, line, column, hint)
    if detail["type"] == "missing":
        hint = f"add `{where[-1]}: …`"
        message = f"the key `{name}` is missing"
        return Diagnostic("key-missing", message, path, line, column, hint)
    given = detail.get("input")
    own_words = detail["type"] == "value_error"
    shown = f", not {given!r}" if isinstance(given, str | int | float) and not own_words else ""
    says = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "literal_error":
        says = f"one of {detail.get('ctx', {}).get('expected', '')} is expected"
    message = f"`{name}`: {says[0].lower() + says[1:]}{shown}"
    hint = ""
    if detail["type"] == "string_type" and isinstance(given, list):
        message = f"`{name}`: words are expected, not a list"
        hint = 'put words that begin with a bracket in double quotes: "[…]"'
    elif detail["type"] == "string_type":
        message = f"`{name}`: words are expected"
    return Diagnostic("value-invalid", message, path, line, column, hint)


def _known(form: type[BaseModel], where: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a path of a form, by way of its JSON Schema."""
    schema: dict[str, Any] = form.model_json_schema()
    definitions = schema.get("$defs", {})
    here = schema
    for part in where:
        here = here.get("items", {}) if isinstance(part, int) else _property(here, part)
        while "$ref" in here or "anyOf" in here:
            if "anyOf" in here:
                here = next((o for o in here["anyOf"] if o.get("type") != "null"), {})
            else:
                here = definitions[here["$ref"].rsplit("/", 1)[1]]
    return list(here.get("properties", {}))


def _property(schema: dict[str, Any], name: str) -> dict[str, Any]:
    found = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
    return found if isinstance(found, dict) else {}


#: The forms that editors meet, by the name of the JSON Schema file that describes each.
FORMS: dict[str, type[BaseModel]] = {
    "site": SiteForm,
    "text": TextForm,
    "entry": EntryForm,
    "page": PageForm,
    "notes": NotesForm,
}


def json_schema(form: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a form, as editors' programs want it for completion.

    Where a list may be given as one word, the schema says so: pydantic knows only the result.
    """
    schema = form.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for one in (schema, *schema.get("$defs", {}).values()):
        for name, value in one.get("properties", {}).items():
            if value.get("type") == "array" and value.get("items", {}).get("type") == "string":
                rest = {k: v for k, v in value.items() if k not in ("type", "items")}
                word = {"type": ["string", "number"]}
                one["properties"][name] = {
                    "anyOf": [{"type": "array", "items": value["items"]}, word],
                    **rest,
                }
    return schema
