"""Which day is meant: asked at a terminal, or settled by what the call said of all dates."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text as Styled

from readingroom.cli.import_files import shown
from readingroom.importing.questions import Question, spoken


class Asker:
    """Settles dates that may be several days; ``day_first`` is the order of their numbers, if known.

    ``pause`` keeps a progress bar from the terminal while an answer is typed.
    """

    def __init__(
        self,
        console: Console,
        *,
        day_first: bool | None,
        asks: bool,
        pause: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._console, self._pause = console, pause
        self._day_first = day_first
        self._asks = asks and console.is_terminal and sys.stdin.isatty()

    def day(self, name: str, question: Question, *, new: bool) -> str:
        """The day that is meant, in ISO's form; empty where that stays open.

        Only of a ``new`` source is it asked: of another it was, when that was imported.
        """
        if self._day_first is not None:
            question = question.by_order(day_first=self._day_first)
            if len(question.days) == 1:
                return question.days[0].isoformat()
        if not (self._asks and new):
            return ""
        with self._pause():
            return self._typed(name, question)

    def _typed(self, name: str, question: Question) -> str:
        choices = {str(n): day for n, day in enumerate(question.days, 1)}
        where = f" (line {question.line})" if question.line else ""
        self._console.print(
            Styled.assemble((shown(name), "bold"), f": which day is {question.words}{where}?")
        )
        for key, day in choices.items():
            self._console.print(Styled(f"  {key}  {spoken(day)}"))
        orders = {"d": True, "m": False} if self._day_first is None else {}
        for key, day_first in orders.items():
            order = "the day" if day_first else "the month"
            self._console.print(
                Styled(f"  {key}  {order} comes first, here and in all that follow")
            )
        try:
            answer = Prompt.ask(
                "  Type your choice; Enter leaves it open",
                console=self._console,
                choices=[*choices, *orders, ""],
                default="",
                show_choices=False,
                show_default=False,
            )
        except EOFError:
            return ""
        if answer not in orders:
            return choices[answer].isoformat() if answer else ""
        self._day_first = orders[answer]
        return self.day(name, question, new=True)
