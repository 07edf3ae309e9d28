"""What an import says: a line for each source, what to look at, what it shares, the sum of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text as Styled

from readingroom.cli.import_files import shown
from readingroom.cli.import_shares import Likeness
from readingroom.importing import ImportPlan, Source
from readingroom.importing.remarks import Remark
from readingroom.importing.removed import removed_inside
from readingroom.sources import RECORD

#: Passages of one text that are shown; the record has more.
_SHOWN = 3
#: Stretches removed from within paragraphs and from between them that are shown; the record has all.
_MOST_WITHIN, _MOST_BETWEEN = 12, 4
#: Skipped files that are named.
_NAMED = 6
#: In the order of the last line.
OUTCOMES = ("new", "unchanged", "edited", "updated", "to update", "to look at", "refused")


def says(plan: ImportPlan, *, dry_run: bool, yes: bool) -> str:
    """What is, or would be, done with one source, in words."""
    text = f"content/texts/{plan.slug}.md"
    would = "would be " if dry_run else ""
    same = plan.text == plan.existing_markdown
    if plan.action == "create":
        return f"{text} {would}written"
    if plan.action == "restore":
        return _restored(plan, text, dry_run=dry_run, yes=yes)
    if plan.action == "unchanged":
        return f"{text} is as import makes it; nothing to do"
    if plan.action == "edited":
        return f"{text} was edited since it was imported, and is left as it is"
    if plan.action == "apart":
        return (
            f"{text} was edited, and import now makes another; its record is too old to tell one "
            "from the other, so nothing is written: see --diff"
        )
    if same:
        if yes or dry_run:
            return f"{text} stays as it is; the record {would}written anew"
        if plan.damaged:
            return f"{text} stays as it is; its record cannot be read, and --yes writes it anew"
        if plan.recorded:
            return (
                f"content/texts/{plan.recorded}.md, which its record names, is not there, and {text} "
                "has this source; --yes writes the record anew"
            )
        if plan.existing_record:
            return f"{text} stays as it is; the record would say other things now: see --yes"
        return f"{text} stays as it is; it has lost its record, which --yes writes anew"
    hers = ", your words kept" if plan.action == "merge" else ""
    if yes or dry_run:
        return f"{text} {would}written anew, as the rules now make it{hers}"
    return f"the rules now make another {text}{hers}: see --diff, then --yes"


def _restored(plan: ImportPlan, text: str, *, dry_run: bool, yes: bool) -> str:
    """The words for a source that has a record and no text."""
    end = f"{text} {'would be ' if dry_run else ''}written"
    if not (yes or dry_run):
        end = f"--yes writes {text}"
    if plan.damaged:
        return f"its record cannot be read, and no text has this source; {end} and the record anew"
    # An import that was killed half-way leaves the same.
    gone = f"content/texts/{plan.recorded or plan.slug}.md"
    return f"{gone}, which its record names, was deleted or never finished; {end} again"


def tell(plan: ImportPlan, name: str, to: Console, *, dry_run: bool, diff: bool, yes: bool) -> None:
    """A line on one source, what to look at, and the files or differences that were asked for."""
    # A look at what is not written is no promise that --yes was given.
    would = dry_run or (diff and (yes or plan.action == "create"))
    to.print(Styled.assemble((shown(name), "bold"), ": ", says(plan, dry_run=would, yes=yes)))
    if plan.action in ("create", "restore", "update", "merge"):
        _tell_remarks(plan, name, to)
        _tell_removed(plan.source, to)
    for what in plan.kept:
        to.print(Styled.assemble(("  stays as you have it: ", "yellow"), shown(what)))
    if dry_run and not diff and plan.action in ("create", "restore"):
        to.print(Styled(f"--- content/texts/{plan.slug}.md", "dim"))
        print(plan.markdown, end="")
        to.print(Styled(f"--- content/sources/{shown(name)}{RECORD}", "dim"))
        print(plan.record, end="")
    elif diff or dry_run:
        for difference in plan.differences():
            if to.is_terminal:
                to.print(Syntax(difference, "diff", background_color="default"))
            else:
                print(difference, end="")


def _tell_remarks(plan: ImportPlan, name: str, to: Console) -> None:
    """What to look at, a line for each kind, and how a question is answered."""
    kinds: dict[str, list[Remark]] = {}
    for remark in plan.source.remarks:
        kinds.setdefault(remark.about, []).append(remark)
    for about, few in kinds.items():
        words = "; ".join(remark.placed for remark in few if remark.words)
        line = f"{about}: {words}" if words else about
        to.print(Styled.assemble(("  look at: ", "yellow"), shown(line)))
    for question in plan.source.questions[:1]:
        file = f"content/sources/{shown(name)}"
        day = question.days[0].isoformat()
        answer = f"to answer: import {file} --date {day} --yes; or write date: into the text"
        to.print(Styled(f"    {answer}", "dim"))


def _tell_removed(source: Source, to: Console) -> None:
    """What was taken out of the midst of the text: all that stood in a paragraph, and some lines."""
    inside = removed_inside(source)
    for about, stretches, most in (
        ("removed within a paragraph", [one for one in inside if one.within], _MOST_WITHIN),
        ("removed between paragraphs", [one for one in inside if not one.within], _MOST_BETWEEN),
    ):
        if not stretches:
            continue
        words = "; ".join(f"“{one.words}”{_line(one.line)}" for one in stretches[:most])
        more = f"; and {len(stretches) - most:,} more" if len(stretches) > most else ""
        to.print(Styled.assemble((f"  {about}: ", "dim"), shown(words + more)))


def _line(number: int) -> str:
    return f" (line {number})" if number else ""


def tell_likeness(found: Sequence[Likeness], to: Console) -> None:
    """Which texts share much with a new one, and the first words of the passages."""
    for one in found:
        shared = one.shared
        line = (
            f"{shared.share:.0%} of its words are in content/texts/{shared.text}.md"
            f" ({one.other_share:.0%} of that one's)"
        )
        to.print(Styled.assemble(("  shares: ", "yellow"), line))
        longest = sorted(one.passages, key=lambda passage: -passage[1])
        for words, count in longest[:_SHOWN]:
            to.print(Styled(f"    “{shown(words)} …” ({count} words)", "dim"))
        if len(longest) > _SHOWN:
            to.print(Styled(f"    and {_counted(len(longest) - _SHOWN, 'passage')} more", "dim"))


def told_as_skipped(paths: Sequence[Path]) -> str:
    """Which files of folders are left alone, as they are no texts by their names."""
    named = ", ".join(shown(path.name) for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    return (
        f"Skipped {_counted(len(paths), 'file')}: {named}{more}. In folders only .txt, .html and .md "
        "are read, without README and the like; to import another, name it."
    )


def summed(outcomes: Counter[str]) -> str:
    """``12 sources: 3 new, 7 unchanged, 2 edited``."""
    total = sum(count for outcome, count in outcomes.items() if outcome != "to look at")
    parts = [f"{outcomes[outcome]:,} {outcome}" for outcome in OUTCOMES if outcomes[outcome]]
    return f"{_counted(total, 'source')}: {', '.join(parts)}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
