"""The figures of a text's front matter as the document's first blocks."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.model import Block, Document, Figure, LinkUse, Mark
from readingroom.readers.splice import addressed


def figures_document(figures: Sequence[Figure], line: int = 1) -> Document:
    """Captions and credits as citable words, in ``figure`` elements; pictures as images.

    A caption that stands without its picture is shown as one: the words are the source's all the same.
    """
    words = ""
    marks: list[Mark] = []
    blocks: list[Block] = []
    links: list[LinkUse] = []
    for figure in figures:
        parts = [("caption", figure.caption), ("credit", figure.credit)]
        said = [(kind, " ".join(text.split())) for kind, text in parts if text.strip()]
        if not said and not figure.image:
            continue
        if words and said:
            words += "\n\n"
        whole = len(marks)
        begin = len(words)
        marks.append(Mark(begin, begin, 0, "figure", (("class", "figure"),)))
        if figure.image:
            source = f"../images/{figure.image}"
            links.append(LinkUse(len(marks), "src", source, True, line, 1))
            marks.append(Mark(begin, begin, 1, "img", (("src", source), ("alt", figure.alt))))
        if said:
            caption = len(marks)
            marks.append(Mark(begin, begin, 1, "figcaption"))
            for position, (kind, text) in enumerate(said):
                words += "\n" if position else ""
                start, end = len(words), len(words) + len(text)
                name = "caption" if kind == "caption" else "figure-credit"
                blocks.append(Block(start, end, 0, "", kind, len(marks), line))
                marks.append(Mark(start, end, 2, "p", (("class", name),)))
                words += text
            marks[caption] = Mark(begin, len(words), 1, "figcaption")
        marks[whole] = Mark(begin, len(words), 0, "figure", (("class", "figure"),))
    return addressed(Document(words, tuple(marks), tuple(blocks), tuple(links)))
