"""pytest drives the notebook: checks in task order, fixtures `student` and `rng`, outcomes -> verdicts."""

import inspect
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.checks.failures import Unmet
from grader.checks.grading import Grading, Judged
from grader.checks.marks import CheckMark, mark_of
from grader.checks.measures import collected
from grader.checks.student import Student
from grader.kernel.frames import without_addresses
from grader.models import Measurement, StaffDetail, Status, Verdict

__all__ = ["GradingPlugin"]

HIDDEN_TITLE = "A hidden check"
HIDDEN_MESSAGE = "A hidden check did not pass: it tries your answer on inputs that you have not seen."
HIDDEN_UNREAD = "Your cell or its answer to a hidden check broke a limit, so it could not be judged."
HIDDEN_HINT = "Make sure that your answer holds for any input, not only for the numbers in the notebook."


class GradingPlugin:
    """Judges one submission with the checks that pytest collects."""

    def __init__(self, grading: Grading, course: Path, hidden: Path | None) -> None:
        self._grading = grading
        self._course = course
        self._hidden = hidden
        self._began: dict[str, float] = {}
        self._students: dict[str, Student] = {}
        self._measured: list[Measurement] = []

    # --- collection ------------------------------------------------------------------------------

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make `@task` a known marker."""
        config.addinivalue_line(
            "markers", "task(mark): the task that a check judges (see grader.checks.task)"
        )

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A check file that cannot be loaded is our fault, and no check of it may be missing silently."""
        if report.failed:
            self._grading.problems.append(f"{report.nodeid}: {report.longreprtext.strip().splitlines()[-1]}")

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """In task order, visible before hidden; what belongs to no task of this run is left out."""
        order = self._grading.order
        kept = []
        for item in items:
            mark = mark_of(item)
            if mark is not None and mark.task in order:
                kept.append(item)
        dropped = [item for item in items if item not in kept]
        if dropped:
            config.hook.pytest_deselected(items=dropped)

        def position(item: pytest.Item) -> tuple[int, bool]:
            mark = mark_of(item)
            assert mark is not None
            return order[mark.task], self._is_hidden(item)

        items[:] = sorted(kept, key=position)

    def _is_hidden(self, item: pytest.Item) -> bool:
        return self._hidden is not None and self._hidden in item.path.parents

    # --- fixtures --------------------------------------------------------------------------------

    @pytest.fixture(autouse=True)
    def _notebook_at_task(self, request: pytest.FixtureRequest) -> Generator[None]:
        """Also for a check that asks for nothing: the notebook stands at the end of the task."""
        mark = mark_of(request.node)
        if mark is None:
            yield
        else:
            self._began[request.node.nodeid] = time.monotonic()
            self._measured = []
            with collected() as self._measured:
                self._students[request.node.nodeid] = self._grading.student(mark)
                yield

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest, _notebook_at_task: None) -> Student:
        """The notebook as it was right after the task's last cell."""
        return self._students[request.node.nodeid]

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> torch.Generator:
        """A generator for probes, seeded per submission and check after the notebook has run."""
        return self._grading.generator(request.node.name)

    # --- verdicts --------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Turn how a check ended into a verdict, and into words instead of our traceback."""
        report = yield
        mark = mark_of(item)
        ends = call.when == "call" or (call.when == "setup" and call.excinfo is not None)
        if mark is None or not ends:
            return report
        error = call.excinfo.value if call.excinfo is not None else None
        judged = self._judge(item, mark, error, str(report.longreprtext) if error is not None else "")
        self._grading.record(judged)
        if error is not None:
            report.longrepr = _words(judged.detail.verdict)
        return report

    def _judge(self, item: pytest.Item, mark: CheckMark, error: BaseException | None, trace: str) -> Judged:
        unmet, earned = self._grading.explain(error, mark)
        hidden = self._is_hidden(item)
        pictures = self._grading.pictures(mark)
        function: Any = getattr(item, "function", None)
        real = Verdict(
            check=f"{mark.task}/{item.name.removeprefix('test_')}",
            title=_title(function, item.name),
            status=Status.PASSED if unmet is None or earned == 1.0 else unmet.status,
            message=unmet.message if unmet else "",
            hint=_hint(unmet, mark),
            expected=unmet.expected if unmet else "",
            found=unmet.found if unmet else "",
            hidden=hidden,
            seconds=round(time.monotonic() - self._began.get(item.nodeid, time.monotonic()), 4),
            picture=pictures[-1] if pictures else None,
        )
        shown = real if not hidden else _masked(real, mark, self._number(mark))
        detail = StaffDetail(
            check=shown.check,
            verdict=real,
            path=_relative(item.path, self._course),
            source=inspect.getsource(function) if function is not None else "",
            measurements=tuple(self._measured),
            traceback=without_addresses("\n".join(filter(None, [unmet.detail if unmet else "", trace]))),
        )
        return Judged(mark, hidden, shown, detail, earned)

    def _number(self, mark: CheckMark) -> int:
        return 1 + sum(j.hidden and j.mark.task == mark.task for j in self._grading.judged)


def _masked(real: Verdict, mark: CheckMark, number: int) -> Verdict:
    """What the student sees of a hidden check."""
    name = f"{mark.task}/hidden-{number}"
    if mark.reveal:
        return real.model_copy(update={"check": name, "expected": "", "found": ""})
    wrong = real.status in (Status.FAILED, Status.ERROR)
    unread = real.status is Status.LIMIT  # whoever sends junk must not be told what was asked
    return real.model_copy(
        update={
            "check": name,
            "title": HIDDEN_TITLE,
            "message": HIDDEN_MESSAGE if wrong else HIDDEN_UNREAD if unread else _harmless(real),
            "hint": (mark.hint or HIDDEN_HINT) if wrong else real.hint,
            "expected": "",
            "found": "",
            "picture": None,
        }
    )


def _harmless(real: Verdict) -> str:
    return "" if real.status is Status.PASSED else real.message


def _hint(unmet: Unmet | None, mark: CheckMark) -> str:
    if unmet is None:
        return ""
    return unmet.hint or (mark.hint if unmet.status in (Status.FAILED, Status.ERROR) else "")


def _title(function: Any, name: str) -> str:
    text = inspect.getdoc(function) or name.removeprefix("test_").replace("_", " ")
    return " ".join(text.split("\n\n", 1)[0].split())


def _words(verdict: Verdict) -> str:
    parts = [verdict.title, verdict.message]
    parts += [f"expected: {verdict.expected}"] if verdict.expected else []
    parts += [f"found: {verdict.found}"] if verdict.found else []
    parts += [f"try: {verdict.hint}"] if verdict.hint else []
    return "\n".join(filter(None, parts))


def _relative(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else path.name
