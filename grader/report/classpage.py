"""The class page: how a whole class did in one assignment, for staff, as one HTML file.

Entries come in one at a time and only small rows are kept. The page works without its script, which sorts and
searches; nothing else may run, and nothing is loaded from elsewhere.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from grader.models import Entry, Status
from grader.report import charts, lines, pages, text
from grader.report.tallies import Failure, Tallies, TaskTally

__all__ = ["ClassPage", "Summary"]

SLOWEST: Final = 10
MESSAGES: Final = 5
"""Messages shown per task, the commonest first."""
NOTICES: Final = 40
"""Notices shown of each kind, the commonest first."""
NAMED: Final = 60
"""Students named in a list that unfolds; of the others their number is told."""

CODES: Final = dict(zip(Status, "pfnetmlkbwi", strict=True))
"""One letter per status, for the script."""


class Summary(NamedTuple):
    """A class in numbers."""

    submissions: int
    graded: int
    """Those with a final score from a report."""
    right: int
    """Those where nothing is wrong."""
    wrong: int
    """Those where something is."""
    again: int
    """Those that have to be graded again."""
    unreadable: int
    late: int
    pending: int
    """Those that wait for a person."""
    mean: float | None
    median: float | None
    top: float
    """Points that can be reached."""


class Row(NamedTuple):
    """One student as the template reads it."""

    name: str
    """Never empty, so that a link can be clicked."""
    link: str | None
    """Where the student's report is, seen from the page."""
    line: lines.Line

    @property
    def right(self) -> int:
        """Number of tasks that are right."""
        return sum(mark.status is Status.PASSED for mark in self.line.marks.values())

    @property
    def again(self) -> bool:
        """Whether it has to be graded again, with or without a score until then."""
        return self.line.status == Status.INTERNAL or bool(self.line.marks and self.line.reason)

    @property
    def kinds(self) -> str:
        """The lists that this student is in, for the script."""
        status = {Status.PASSED: "right", Status.FAILED: "wrong", lines.UNREADABLE: "unreadable"}
        made = [status[self.line.status]] if self.line.status in status else []
        made += ["again"] if self.again else []
        made += ["late"] if self.line.late else []
        made += ["pending"] if self.line.pending else []
        return " ".join(made)


class Many(NamedTuple):
    """Students who share something: some by name, the others as a number."""

    number: int
    named: tuple[Row, ...]


class Mistakes(NamedTuple):
    """The commonest messages of one task."""

    task: TaskTally
    students: int
    shown: tuple[tuple[Failure, Many], ...]
    more: int
    """Messages that are not shown."""


class ClassPage:
    """The page of one assignment; `add` every entry, then `render`."""

    def __init__(self, slug: str, title: str) -> None:
        self.slug = slug
        self.title = title
        self._rows: list[Row] = []
        self._tallies = Tallies()

    def add(self, entry: Entry, link: str | None) -> None:
        """Take in one student. `link` is the address of the student's report, seen from the page."""
        line = lines.line(entry)
        if line.marks and (report := lines.final(entry, staff=True)) is not None:
            self._tallies.add(report, len(self._rows))
        self._rows.append(Row(text.line(line.student) or "(no name)", link, line))

    def summary(self) -> Summary:
        """The class in numbers."""
        made = [row.line for row in self._rows]
        kinds = [line.status for line in made]
        scores = self._scores()
        return Summary(
            submissions=len(made),
            graded=len(scores),
            right=kinds.count(Status.PASSED),
            wrong=kinds.count(Status.FAILED),
            again=sum(row.again for row in self._rows),
            unreadable=kinds.count(lines.UNREADABLE),
            late=sum(line.late is True for line in made),
            pending=sum(line.pending > 0 for line in made),
            mean=statistics.fmean(scores) if scores else None,
            median=statistics.median(scores) if scores else None,
            top=max((line.max_score for line in made if line.max_score is not None), default=0.0),
        )

    def hardest(self, count: int) -> list[tuple[str, float]]:
        """Tasks that the fewest got right, and the share of students who did."""
        rates = [(task.id, task.rate) for task in self._tallies.tasks.values()]
        known = [(task, rate) for task, rate in rates if rate is not None and rate < 1]
        return sorted(known, key=lambda one: one[1])[:count]

    def slowest(self, count: int) -> list[tuple[str, float]]:
        """Students whose notebooks took longest, and the seconds."""
        known = [(row.line.student, row.line.seconds) for row in self._rows if row.line.seconds is not None]
        return sorted(known, key=lambda one: -one[1])[:count]

    def suspected(self) -> list[str]:
        """Students with a notice that is for staff alone."""
        who = {i for notice, some in self._tallies.notices.items() if notice.staff_only for i in some}
        return [row.line.student for row in sorted((self._rows[i] for i in who), key=_order)]

    def render(self) -> str:
        """The page as HTML text."""
        summary, tallies = self.summary(), self._tallies
        places = charts.places(tallies.order)
        rows = sorted(self._rows, key=_order)
        return pages.render(
            "classpage.html.j2",
            script=pages.script("classpage.js"),
            slug=self.slug,
            title=self.title,
            summary=summary,
            histogram=charts.histogram(self._scores(), summary.top),
            tasks=[tallies.tasks[task] for task in tallies.order],
            mistakes=self._mistakes(),
            students=[(row, _strip(row, places), _codes(row, places)) for row in rows],
            places=places,
            width=max(places.values(), default=0) + 1,
            sections=_sections(places),
            letters=" ".join(f"{code}:{status.value}" for status, code in CODES.items()),
            again=[row for row in rows if row.again],
            unreadable=[row for row in rows if row.line.status == lines.UNREADABLE],
            waiting=[
                (t, self._many(t.waiting)) for t in map(tallies.tasks.get, tallies.order) if t and t.waiting
            ],
            stops=[(status, self._many(who)) for status, who in tallies.stops.items()],
            suspicions=self._notices(staff_only=True),
            notices=self._notices(staff_only=False),
            **_durations(rows),
        )

    def _scores(self) -> list[float]:
        return [row.line.score for row in self._rows if row.line.marks and row.line.score is not None]

    def _many(self, who: Iterable[int]) -> Many:
        rows = sorted((self._rows[i] for i in who), key=_order)
        return Many(len(rows), tuple(rows[:NAMED]))

    def _mistakes(self) -> list[Mistakes]:
        """The commonest messages of every task that has any, in the order of the assignment."""
        grouped: dict[str, list[tuple[Failure, list[int]]]] = {}
        for failure, who in self._tallies.failures.items():
            grouped.setdefault(failure.task, []).append((failure, who))
        made = []
        for task in filter(grouped.__contains__, self._tallies.order):
            groups = sorted(grouped[task], key=lambda group: (-len(group[1]), group[0]))
            made.append(
                Mistakes(
                    task=self._tallies.tasks[task],
                    students=len({i for _, who in groups for i in who}),
                    shown=tuple((failure, self._many(who)) for failure, who in groups[:MESSAGES]),
                    more=max(len(groups) - MESSAGES, 0),
                )
            )
        return made

    def _notices(self, *, staff_only: bool) -> list[tuple[str, Many]]:
        groups = [(n.text, who) for n, who in self._tallies.notices.items() if n.staff_only is staff_only]
        groups.sort(key=lambda group: (-len(group[1]), group[0]))
        shown = [(words, self._many(who)) for words, who in groups[:NOTICES]]
        if rest := {i for _, who in groups[NOTICES:] for i in who}:
            shown.append((f"{len(groups) - NOTICES} more notices that are rarer.", self._many(rest)))
        return shown


def _order(row: Row) -> tuple[str, str, str]:
    return row.line.student.casefold(), row.line.student, row.line.source


def _strip(row: Row, places: Mapping[str, int]) -> Markup:
    marks = row.line.marks
    return charts.strip([(at, marks[task].status) for task, at in places.items() if task in marks])


def _codes(row: Row, tasks: Iterable[str]) -> str:
    """The status of each task, a letter each."""
    marks = row.line.marks
    return "".join(CODES[marks[task].status] if task in marks else "-" for task in tasks)


def _sections(places: Mapping[str, int]) -> list[tuple[str, int]]:
    """Each section's name, and where it begins."""
    made: dict[str, int] = {}
    for task, at in places.items():
        made.setdefault(task.partition(".")[0], at)
    return list(made.items())


def _durations(rows: Sequence[Row]) -> dict[str, object]:
    timed = [(row.line.seconds, row) for row in rows if row.line.seconds is not None]
    return {
        "median_seconds": statistics.median(seconds for seconds, _ in timed) if timed else None,
        "slowest": sorted(timed, key=lambda pair: -pair[0])[:SLOWEST],
    }
