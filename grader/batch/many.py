"""Grade everything that waits in a store: send it to workers, record what comes back at once."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.batch.store import Store
from grader.batch.values import Ending, Job, Result
from grader.batch.worker import Outcome, Request, grade_on_worker
from grader.course.assignment import Assignment, Course
from grader.course.content import content
from grader.models import StaffReport
from grader.settings import Layer, resolve

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Events", "Requests", "Tally", "grade_waiting"]

AHEAD = 2
"""Submissions per thread of a worker that are on their way: the next one waits there already."""


class Events(NamedTuple):
    """Who wants to hear what happens meanwhile."""

    on_sent: Callable[[Job], None] = lambda _job: None
    on_result: Callable[[Job, Result], None] = lambda _job, _result: None


class Tally(NamedTuple):
    """How many submissions have a result now, and how many of them have to be graded again."""

    graded: int = 0
    internal: int = 0


class Known(NamedTuple):
    """What belongs to an assignment, worked out once for a batch."""

    assignment: Assignment
    version: str
    seconds: float


class Requests:
    """Makes the requests of one batch."""

    def __init__(
        self, course: Course, overrides: Sequence[Layer] = (), isolation: str = "auto", *, cold: bool = False
    ) -> None:
        self._course = course
        self._overrides = tuple(overrides)
        self._isolation = isolation
        self._cold = cold
        self._known: dict[str, Known] = {}

    def _about(self, slug: str) -> Known:
        if slug not in self._known:
            assignment = self._course.assignment(slug)
            seconds = resolve(assignment.layer, *self._overrides)[0].total_seconds
            self._known[slug] = Known(assignment, content(assignment).whole, seconds)
        return self._known[slug]

    def of(self, job: Job) -> Request:
        """The request for one submission."""
        about = self._about(job.assignment)
        return Request(
            course=str(self._course.root),
            slug=job.assignment,
            version=about.version,
            preload=tuple(about.assignment.preload),
            overrides=tuple((str(o.source), dict(o.values), o.where) for o in self._overrides),
            isolation=self._isolation,
            name=job.name,
            student=job.student,
            seconds=about.seconds,
            cold=self._cold,
        )


def grade_waiting(
    store: Store, jobs: Iterable[Job], client: "Client", requests: Requests, events: Events | None = None
) -> Tally:
    """Grade these jobs, and record each result in the store the moment it arrives.

    A worker that dies twice over a submission makes it `internal`; the others go on.

    Raises:
        InternalError: the store cannot be written.

    """
    from distributed import as_completed

    events = events or Events()
    sent = _Sent(iter(jobs), client, requests, events)
    room = AHEAD * max(1, sum(client.nthreads().values()))
    coming = as_completed(sent.some(room))
    graded = internal = 0
    for future in coming:
        job, result = sent.take(future)
        store.record(job.key, result)
        events.on_result(job, result)
        graded += 1
        internal += result.ending is Ending.INTERNAL
        for following in sent.some(1):
            coming.add(following)
    return Tally(graded, internal)


class _Sent:
    """What is on its way."""

    def __init__(self, jobs: Iterator[Job], client: "Client", requests: Requests, events: Events) -> None:
        self._jobs = jobs
        self._client = client
        self._requests = requests
        self._events = events
        self._running: dict[object, Job] = {}

    def some(self, count: int) -> "list[Future[Any]]":
        """Send up to so many more."""
        futures: list[Future[Any]] = []
        while len(futures) < count and (job := next(self._jobs, None)) is not None:
            future = self._client.submit(
                grade_on_worker, self._requests.of(job), job.data, key=f"grade-{job.key}", pure=False
            )
            self._running[future.key] = job._replace(data=b"")
            self._events.on_sent(job)
            futures.append(future)
        return futures

    def take(self, future: "Future[Any]") -> tuple[Job, Result]:
        """What came back for one of them."""
        job = self._running.pop(future.key)
        error = future.exception()
        outcome = Outcome(reason=_why(error)) if error is not None else future.result()
        future.release()
        return job, _result(outcome)


def _why(error: BaseException) -> str:
    """In one line, why a worker gave nothing back."""
    text = " ".join(str(error).split())
    return f"the worker failed: {type(error).__name__}: {text}"[:500]


def _result(outcome: Outcome) -> Result:
    if not outcome.report:
        ending = Ending.UNREADABLE if outcome.unreadable else Ending.INTERNAL
        return Result(ending, reason=outcome.reason)
    return Result.of(StaffReport.model_validate(json.loads(outcome.report)), outcome.claims or None)
