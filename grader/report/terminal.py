"""The report on a terminal, or as plain text where the output goes to a file or a pipe."""

from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from grader.models import Report, Status, TaskResult, Verdict
from grader.report import text
from grader.report.looks import LOOKS

__all__ = ["render"]

WIDEST: Final = 200
LINE: Final = 110
"""Prose wider than this is hard to read."""
ROOMY: Final = 70
"""From this width on, things stand beside each other."""
STYLES: Final = {"good": "green", "bad": "red", "wait": "yellow", "idle": "dim", "ours": "magenta"}


def render(report: Report, console: Console, *, show_passed: bool = True, staff: bool = False) -> None:
    """Print the report.

    Args:
        report: what to show.
        console: where; its width, colour and encoding are honoured.
        show_passed: also list tasks that are right; otherwise only their number is given.
        staff: also show notices that are for staff only.

    """
    page = _Page(console)
    page.put(_header(report, page))
    hidden = 0
    for task in report.tasks:
        if task.status is Status.PASSED and not show_passed:
            hidden += 1
        else:
            page.put(*_task(task, page))
            if task.status is not Status.PASSED:
                page.gap()
    if hidden:
        page.gap()
        page.put(Text(f"{hidden} task{'' if hidden == 1 else 's'} passed, not listed here."))
    page.gap()
    page.put(*_footer(report, page, staff=staff))


class _Page:
    """A console and the room on it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDEST)
        self.blank = True
        self.roomy = self.width >= ROOMY
        self.ascii = not console.encoding.lower().startswith("utf")

    def put(self, *blocks: RenderableType) -> None:
        """Print blocks, without the blanks that rich fills lines with."""
        options = self.console.options.update(width=self.width, highlight=False, overflow="fold")
        for block in blocks:
            made = []
            for row in self.console.render_lines(block, options, pad=False):
                while row and not row[-1].text.strip():
                    row.pop()
                if row:
                    row[-1] = Segment(row[-1].text.rstrip(), row[-1].style)
                self.blank = not row
                made += [*row, Segment.line()]
            self.console.print(Segments(made), end="")

    def gap(self) -> None:
        """One empty line, unless there is one already."""
        if not self.blank:
            self.put(Text())

    def text(self, content: str, style: str = "") -> Text:
        """Text that means nothing to rich, in characters that the console can encode."""
        if self.ascii:
            content = content.replace("…", "...").replace("·", "-")
            encoding = self.console.encoding
            content = content.encode(encoding, "backslashreplace").decode(encoding)
        return Text(content, style=style, overflow="fold", tab_size=4)

    def long(self, content: str, style: str = "") -> RenderableType:
        """Prose, kept to a width that reads well."""
        return Padding(self.text(content, style), (0, max(0, self.width - LINE), 0, 0), expand=False)

    def line(self, content: str, style: str = "") -> Text:
        return self.text(text.line(content), style)

    def badge(self, status: Status) -> Text:
        look = LOOKS[status]
        return self.text(f"{look.ascii if self.ascii else look.symbol} {look.word}", STYLES[look.tone])


def _header(report: Report, page: _Page) -> RenderableType:
    title = page.line(f"{report.assignment.title}, version {report.assignment.version}", "bold")
    name = report.submission.name
    if report.submission.student:
        name = f"{name} · {report.submission.student}"
    if report.assignment.asked:
        name = f"{name} · only the set {report.assignment.asked}"
    score = page.text(text.score_line(report), "bold")
    if note := text.pending_note(report.pending_points):
        score.append_text(page.text(f" · {note}", "yellow"))
    rows: list[RenderableType] = [title, page.line(name, "dim"), score]
    if page.console.is_terminal:
        rows.append(_bar(report, page))
    rows.append(page.text(f"{text.summary(report)}."))
    if report.status is Status.INTERNAL:
        rows.append(page.text(OUR_FAULT, "bold magenta"))
    if page.console.is_terminal:
        width = min(page.width, LINE)
        return Panel(Group(*rows), box=box.ROUNDED, border_style="dim", padding=(0, 2), width=width)
    return Group(*rows, Text())


def _bar(report: Report, page: _Page) -> Text:
    """Earned, pending and open points, told apart by the glyph and not by colour alone."""
    width = min(page.width, LINE) - 6
    whole = max(report.max_score, report.score + report.pending_points) or 1.0
    earned = int(width * report.score / whole)
    pending = min(width - earned, round(width * report.pending_points / whole))
    full, half, empty = "#~-" if page.ascii else "█▒░"
    rest = width - earned - pending
    return Text.assemble((full * earned, "green"), (half * pending, "yellow"), (empty * rest, "dim"))


def _task(task: TaskResult, page: _Page) -> Iterator[RenderableType]:
    yield _task_line(task, page)
    if task.status is Status.PASSED:
        return
    shared = text.common_message(task)
    if shared:
        yield Padding(page.long(shared), (0, 0, 0, 4))
    for verdict in task.verdicts:
        yield Padding(Group(*_verdict(verdict, page, shared=shared)), (0, 0, 0, 4))
    if task.pending_points and task.rubric:
        yield Padding(page.text("What a person looks for:"), (0, 0, 0, 4))
        for entry in task.rubric:
            yield Padding(_item(Text("-"), page.long(text.plain(entry))), (0, 0, 0, 6))


def _task_line(task: TaskResult, page: _Page) -> RenderableType:
    worth = text.worth(task.score, task.max_score, task.pending_points, task.status)
    badge = page.badge(task.status)
    title = page.line(f"{task.id}  {task.title}", "" if task.status is Status.PASSED else "bold")
    if not page.roomy:
        return Group(Text.assemble(badge, f"  {worth}"), Padding(title, (0, 0, 0, 2)))
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    row.add_column(width=15)
    row.add_column(ratio=1, overflow="fold")
    row.add_column(justify="right", overflow="fold", max_width=24)
    row.add_row(badge, title, page.text(worth))
    return Padding(row, (0, max(0, page.width - LINE), 0, 0))


def _verdict(verdict: Verdict, page: _Page, *, shared: str) -> Iterator[RenderableType]:
    look = LOOKS[verdict.status]
    facts = ["hidden check"] if verdict.hidden else []
    if verdict.status is not Status.PASSED:
        facts += [look.word, text.verdict_worth(verdict)]
    title = page.line(verdict.title)
    if facts:
        title.append_text(page.text(f" ({', '.join(facts)})", "dim"))
    yield _item(page.text(look.ascii if page.ascii else look.symbol, STYLES[look.tone]), title)
    if verdict.status is Status.PASSED:
        return
    message = text.message_of(verdict)
    if message != shared:
        yield Padding(page.long(message), (0, 0, 0, 2))
    if verdict.expected or verdict.found:
        yield Padding(_compared(verdict, page), (0, 0, 0, 2))
    if verdict.hint:
        yield Padding(page.long(f"Try: {text.plain(verdict.hint).strip()}", "cyan"), (0, 0, 0, 2))


def _item(mark: Text, body: RenderableType) -> RenderableType:
    """A list entry whose further lines stand under its first."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column()
    row.add_column(overflow="fold")
    row.add_row(mark, body)
    return row


def _compared(verdict: Verdict, page: _Page) -> RenderableType:
    """Expected and found: beside each other where there is room."""
    sides = [
        Group(page.text(name, "dim"), page.text(text.plain(value)))
        for name, value in (("Expected", verdict.expected), ("Found", verdict.found))
        if value
    ]
    if not page.roomy or len(sides) == 1:
        return Group(*sides)
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        grid.add_column(ratio=1, overflow="fold")
    grid.add_row(*sides)
    return grid


def _footer(report: Report, page: _Page, *, staff: bool) -> Iterator[RenderableType]:
    stray = text.stray_cells(report)
    if stray:
        yield Text("Cells outside the tasks that had a problem", style="bold")
    for cell in stray:
        head = page.badge(cell.status)
        head.append_text(page.text(f"  cell {cell.index + 1} ({ROLES[cell.role]})"))
        yield Padding(head, (0, 0, 0, 2))
        what = f"{cell.error.name}: {cell.error.message}" if cell.error else cell.message
        if what.strip():
            yield Padding(page.long(text.plain(what).strip()), (0, 0, 0, 4))
    if stray:
        yield Text()
    shown = text.notices(report, staff=staff)
    if shown:
        yield Text("Notices", style="bold")
    for notice in shown:
        whom = "(staff) " if notice.staff_only else ""
        body = page.long(f"{whom}{text.plain(notice.text).strip()}")
        yield Padding(_item(Text("-"), body), (0, 0, 0, 2))
    if shown:
        yield Text()
    made = report.environment
    about = f"Python {made.python} · torch {made.torch} · {made.device} · isolation {made.isolation}"
    yield page.text(f"{text.line(about)} · {text.seconds(report.seconds)}", "dim")


ROLES: Final = {"given": "given", "answer": "an answer", "extra": "your own"}
OUR_FAULT: Final = (
    "The grader failed on part of this. It is not your fault, the score is not final, "
    "and it will be graded again."
)
