"""Whatever is done to a store in whatever order, it holds what a plain dictionary would."""

import tempfile
from pathlib import Path

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from grader.batch.store import Store
from grader.batch.values import Ending, Mode, Result
from grader.errors import InputError
from tests.batch.results import WORTH, edition, new, result

STUDENTS = strategies.sampled_from(["anna", "ben", "Ä' OR 1=1 --"])
FILES = strategies.sampled_from([b"", b"a", b"b" * 5000])
TASKS = strategies.sampled_from(sorted(WORTH))
SCORES = strategies.sampled_from([0.0, 0.5, 2.0])


class StoreModel(RuleBasedStateMachine):
    """The store, and beside it what it should hold."""

    @initialize()
    def make(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "store.sqlite"
        self.store = Store.open(self.path, create=True)
        self.edition = 1
        self.store.use(edition(whole="1"))
        self.counts = {}  # student -> what identifies the submission that counts
        self.results = {}  # what identifies a submission -> score, or None for a fault of ours
        self.again = set()
        self.given = {}  # (student, task) -> points, oldest first

    @rule(student=STUDENTS, data=FILES)
    def register(self, student, data):
        self.store.register([new(student, data)])
        self.counts[student] = (student, data, self.edition)

    @rule(number=strategies.integers(1, 3))
    def use(self, number):
        self.edition = number
        self.store.use(edition(whole=str(number)))

    @rule(student=STUDENTS, score=SCORES)
    def record(self, student, score):
        line = self.store.line(student, "tiny")
        if line is not None:
            self.store.record(line.key, result((score, 0.0)))
            self.results[self.counts[student]] = score
            self.again.discard(self.counts[student])

    @rule(student=STUDENTS)
    def fail(self, student):
        line = self.store.line(student, "tiny")
        if line is not None:
            self.store.record(line.key, Result(Ending.INTERNAL, reason="oops"))
            self.results[self.counts[student]] = None
            self.again.discard(self.counts[student])

    @rule(student=STUDENTS, score=SCORES)
    def rescore(self, student, score):
        line = self.store.line(student, "tiny")
        if line is not None and line.ending is Ending.GRADED:
            self.store.record_rescored(line.key, result((score, 0.0)))
            self.counts[student] = (*self.counts[student][:2], self.edition)
            self.results[self.counts[student]] = score
            self.again.discard(self.counts[student])

    @rule()
    def regrade(self):
        wanted = {job.student for job in self.store.waiting(Mode.REGRADE)}
        assert wanted == {s for s, c in self.counts.items() if c[2] == self.edition}
        self.again |= {c for c in self.counts.values() if c in self.results and c[2] == self.edition}

    @rule(student=STUDENTS, task=TASKS, points=SCORES)
    def override(self, student, task, points):
        try:
            self.store.overrides.add(student, "tiny", task, points, reason="r", author="a")
        except InputError:
            assert student not in self.counts
        else:
            self.given.setdefault((student, task), []).append(points)

    @rule(student=STUDENTS, task=TASKS)
    def undo(self, student, task):
        given = self.given.get((student, task))
        try:
            undone = self.store.overrides.undo(student, "tiny", task, "a")
        except InputError:
            assert not given
        else:
            assert undone.points == given.pop()

    @rule()
    def reopen(self):
        self.store.close()
        self.store = Store.open(self.path)
        self.store.use(edition(whole=str(self.edition)))

    @invariant()
    def holds_what_it_should(self):
        if not hasattr(self, "store"):
            return
        entries = {e.student: e for e in self.store.entries("tiny")}
        assert list(entries) == sorted(self.counts, key=str.encode)
        for student, entry in entries.items():
            score = self.results.get(self.counts[student])
            assert (entry.graded.report.score if entry.graded else None) == score
            newest = {o.task: o.points for o in entry.overrides}
            assert newest == {t: p[-1] for (s, t), p in self.given.items() if s == student and p}
        waiting = {job.student: job.data for job in self.store.waiting()}
        assert waiting == {
            s: c[1]
            for s, c in self.counts.items()
            if c[2] == self.edition and (c not in self.results or c in self.again)
        }

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


StoreModel.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestStore = StoreModel.TestCase
