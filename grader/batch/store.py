"""The store of a batch: submissions, results and what people decided, in one SQLite file.

Whatever is killed and whenever, a result is there as a whole or not at all. Exactly one submission counts for
a student and assignment, and exactly one result for a submission; the ones before are kept for comparison.
Large values are read one at a time, never all at once.
"""

import contextlib
import hashlib
import itertools
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Self

from grader.batch.database import Lock, connect, speaking, transaction
from grader.batch.overrides import Overrides
from grader.batch.rows import LINE, line_of, plain, result_of, row_of
from grader.batch.values import Edition, Ending, Job, Line, Mode, New, Result, key_of, now
from grader.course.content import Content
from grader.errors import InputError
from grader.models import Entry

__all__ = ["FILE", "Store", "grader_version"]

FILE = "store.sqlite"
"""Name of the store in a results folder."""
CHUNK = 100
"""Submissions that are registered in one transaction."""
ORDER = " ORDER BY s.assignment, s.student"
RESULT = (
    "SELECT r.ending, r.report, r.reason, r.claims, r.seconds, r.rerun"
    " FROM results r JOIN submissions s ON s.key = r.key WHERE "
)
UNKNOWN = "there is no submission {} in {}"


def grader_version() -> str:
    """The version of this grader."""
    return metadata.version("torch-notebook-grader")


class Store:
    """An open store; one thread uses it. Close it, or use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock | None) -> None:
        self.path = path
        self._db = connection
        self._lock = lock
        self._grader = grader_version()
        self._editions: dict[str, Edition] = {}
        self.overrides = Overrides(connection, path)

    @classmethod
    def open(cls, path: Path, *, create: bool = False, coordinate: bool = False) -> Self:
        """Open the store at `path`.

        Args:
            path: the file.
            create: make it if it is not there.
            coordinate: grade or judge again: only one process at a time may.

        Raises:
            InputError: it is not there, is no store or was written by a newer grader, or another process
                coordinates it.
            InternalError: it cannot be written.

        """
        lock = None
        if coordinate and (create or path.is_file()):
            try:
                lock = Lock(path.with_name(path.name + ".lock"), str(path))
            except OSError as error:
                raise InputError(f"the store {path} cannot be locked: {error.strerror}") from None
        try:
            return cls(path, connect(path, create=create), lock)
        except BaseException:
            if lock is not None:
                lock.close()
            raise

    def close(self) -> None:
        """Close the file, and let others coordinate."""
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # --- what is to be graded --------------------------------------------------------------------

    def use(self, edition: Edition) -> None:
        """Make this the edition that submissions to its assignment are registered for from now on."""
        self._editions[edition.slug] = edition
        content = edition.content
        values = (content.whole, content.run, content.checks, edition.slug, edition.title, edition.version)
        with self._writing():
            self._db.execute(
                "INSERT OR IGNORE INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, json.dumps(dict(edition.points)), now()),
            )
            self._db.execute(
                "INSERT INTO meta VALUES ('grader', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                (self._grader,),
            )

    def register(self, submissions: Iterable[New]) -> int:
        """Put submissions into the store; those that are in it already stay as they are.

        A submission to another edition of an assignment, or of another grader version, is another one: it
        counts from now on, and the old one with its result is history.

        Returns:
            how many were new.

        Raises:
            InputError: the assignment of one is not in use (see `use`).

        """
        found = iter(submissions)
        new = 0
        while chunk := list(itertools.islice(found, CHUNK)):
            with self._writing():
                new += sum([self._register(submission) for submission in chunk])
        return new

    def _register(self, new: New) -> bool:
        edition = self._editions.get(new.assignment)
        if edition is None:
            raise InputError(f"{new.source}: the assignment {new.assignment!r} is not in use in this batch")
        student, sha256 = plain(new.student), hashlib.sha256(new.data).hexdigest()
        key = key_of(sha256, student, edition, self._grader)
        row = self._db.execute("SELECT attempt, current FROM submissions WHERE key = ?", (key,)).fetchone()
        if row is None:
            self._db.execute(
                "INSERT OR IGNORE INTO files VALUES (?, ?, ?)",
                (sha256, len(new.data), zlib.compress(new.data)),
            )
            late = None if new.late is None else int(new.late)
            about = (edition.content.whole, self._grader, sha256, plain(new.name), plain(new.source), late)
            self._db.execute(
                "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (key, student, new.assignment, *about, new.attempt, now()),
            )
        else:
            self._db.execute(
                "UPDATE submissions SET name = ?, source = ?, late = ?, attempt = ? WHERE key = ?",
                (plain(new.name), plain(new.source), new.late, new.attempt, key),
            )
        self._make_current(key, student, new.assignment, new.attempt)
        return row is None

    def _make_current(self, key: str, student: str, slug: str, attempt: int) -> None:
        """Let this submission count, unless a later attempt of the same edition and grader does."""
        later = self._db.execute(
            "SELECT 1 FROM submissions o JOIN submissions s ON s.key = ?"
            " WHERE o.assignment = ? AND o.student = ? AND o.current AND o.attempt > ?"
            " AND o.content = s.content AND o.grader = s.grader",
            (key, slug, student, attempt),
        ).fetchone()
        if later is None:
            self._db.execute(
                "UPDATE submissions SET current = 0 WHERE assignment = ? AND student = ? AND current",
                (slug, student),
            )
            self._db.execute("UPDATE submissions SET current = 1 WHERE key = ?", (key,))

    def to_do(self, mode: Mode = Mode.RESUME) -> list[str]:
        """Keys of the submissions to grade, one assignment after the other, of the editions in use.

        Grading all or the failed ones again is remembered: when it is killed, resuming goes on with it.
        """
        condition = {
            Mode.RESUME: "(r.key IS NULL OR r.again)",
            Mode.ONLY_FAILED: "r.ending IN ('internal', 'unreadable')",
            Mode.REGRADE: "1",
        }[mode]
        used = [edition.content.whole for edition in self._editions.values()]
        among = ", ".join("?" * len(used))
        select = (
            f"{LINE} AND {condition} AND s.content IN ({among}) AND s.grader = ?"
            " ORDER BY s.assignment, s.rowid"
        )
        with self._writing() if mode is not Mode.RESUME else speaking(self.path):
            keys = [row[0] for row in self._db.execute(select, (*used, self._grader))]
            if mode is not Mode.RESUME:
                marks = [(key,) for key in keys]
                self._db.executemany("UPDATE results SET again = 1 WHERE key = ? AND current", marks)
        return keys

    def waiting(self, mode: Mode = Mode.RESUME) -> Iterator[Job]:
        """The submissions to grade; the files are read one at a time."""
        for key in self.to_do(mode):
            if (job := self.job(key)) is not None:
                yield job

    def job(self, key: str) -> Job | None:
        """One submission with its file; None when there is none of that key."""
        row = self._one(
            "SELECT s.student, s.assignment, s.name, s.source, f.data, coalesce(r.attempts, 0)"
            " FROM submissions s JOIN files f ON f.sha256 = s.sha256"
            " LEFT JOIN results r ON r.key = s.key AND r.current WHERE s.key = ?",
            (key,),
        )
        if row is None:
            return None
        student, slug, name, source, data, attempts = row
        return Job(key, student, slug, name, source, zlib.decompress(data), attempts)

    def submission_bytes(self, key: str) -> bytes:
        """The file that was handed in.

        Raises:
            InputError: there is no such submission.

        """
        job = self.job(key)
        if job is None:
            raise InputError(UNKNOWN.format(key, self.path))
        return job.data

    # --- results ---------------------------------------------------------------------------------

    def record(self, key: str, result: Result) -> None:
        """Keep what became of a submission, in place of an earlier result, in one transaction.

        Raises:
            InputError: there is no such submission.
            InternalError: it cannot be written; the earlier result still stands.

        """
        row = row_of(result)
        with self._writing():
            self._record(key, row)

    def record_rescored(self, key: str, result: Result) -> str:
        """Keep what a submission got when it was judged again with the edition in use; gives its new key.

        In one transaction: the old submission with its result is history, and the new one, of the same file,
        counts. The result holds the claims of the run.
        """
        row = row_of(result)
        with self._writing():
            old = self._db.execute(
                "SELECT student, assignment, sha256, name, source, late, attempt"
                " FROM submissions WHERE key = ?",
                (key,),
            ).fetchone()
            if old is None:
                raise InputError(UNKNOWN.format(key, self.path))
            student, slug, sha256 = old[:3]
            edition = self._editions[slug]
            new = key_of(sha256, student, edition, self._grader)
            about = (student, slug, edition.content.whole, self._grader, *old[2:])
            self._db.execute(
                "INSERT OR IGNORE INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (new, *about, now()),
            )
            run = self._db.execute(
                "SELECT ran, attempts FROM results WHERE key = ? AND current", (key,)
            ).fetchone()
            self._db.execute("UPDATE results SET claims = NULL WHERE key = ? AND current", (key,))
            self._record(new, row, run)
            self._make_current(new, student, slug, old[6])
        return new

    def _record(self, key: str, row: tuple[Any, ...], run: tuple[str, int] | None = None) -> None:
        """Put a result in; `run` is the edition and the number of attempts, when the notebook was not run."""
        if run is None:
            run = self._db.execute(
                "SELECT s.content, coalesce(r.attempts, 0) + 1 FROM submissions s"
                " LEFT JOIN results r ON r.key = s.key AND r.current WHERE s.key = ?",
                (key,),
            ).fetchone()
        if run is None:
            raise InputError(UNKNOWN.format(key, self.path))
        self._db.execute(
            "UPDATE results SET current = 0, again = 0, claims = NULL WHERE key = ? AND current", (key,)
        )
        self._db.execute(
            "INSERT INTO results (key, current, finished, ran, attempts, ending, reason, rerun, again, score,"
            " max_score, pending, status, seconds, report, claims)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, now(), *run, *row),
        )

    def result(self, key: str) -> Result | None:
        """The result of a submission that counts; None when it has none yet."""
        row = self._one(RESULT + "r.key = ? AND r.current", (key,))
        return None if row is None else result_of(row, self.path)

    def contents(self, key: str) -> tuple[Content, Content]:
        """The edition that a graded submission was judged by, and the one in which its notebook ran.

        Raises:
            InputError: there is no such submission, or it has no result.

        """
        row = self._one(
            "SELECT j.content, j.run, j.checks, e.content, e.run, e.checks FROM submissions s"
            " JOIN results r ON r.key = s.key AND r.current"
            " JOIN editions j ON j.content = s.content JOIN editions e ON e.content = r.ran WHERE s.key = ?",
            (key,),
        )
        if row is None:
            raise InputError(UNKNOWN.format(key, self.path))
        return Content(*row[:3]), Content(*row[3:])

    # --- lists -----------------------------------------------------------------------------------

    def slugs(self) -> tuple[str, ...]:
        """The assignments that have submissions."""
        rows = self._all("SELECT DISTINCT assignment FROM submissions WHERE current ORDER BY assignment")
        return tuple(row[0] for row in rows)

    def titles(self) -> dict[str, str]:
        """Slug -> title of the assignments that have submissions, as they are called now."""
        rows = self._all(
            "SELECT s.assignment, e.title FROM submissions s JOIN editions e ON e.content = s.content"
            " WHERE s.current ORDER BY s.rowid"
        )
        return dict(rows)  # of several titles the newest

    def lines(self, slug: str | None = None) -> list[Line]:
        """The submissions that count, with their results in short, by assignment and student."""
        condition, values = ("", ()) if slug is None else (" AND s.assignment = ?", (slug,))
        return [line_of(row) for row in self._all(LINE + condition + ORDER, values)]

    def line(self, student: str, slug: str) -> Line | None:
        """The submission of a student that counts."""
        row = self._one(LINE + " AND s.assignment = ? AND s.student = ?", (slug, plain(student)))
        return None if row is None else line_of(row)

    def entries(self, slug: str, *, earlier: bool = False) -> Iterator[Entry]:
        """The gradebook of an assignment by student, one report in memory at a time.

        With `earlier`, each report is the one before: of an earlier grading of the submission, or of the
        submission that counted before. Who has none is left out.
        """
        for line in self.lines(slug):
            if earlier:
                before = self.before(line)
                if before is not None:
                    yield self._entry(line, before)
            else:
                yield self.entry(line)

    def entry(self, line: Line) -> Entry:
        """One line of the gradebook in full."""
        return self._entry(line, self.result(line.key))

    def before(self, line: Line) -> Result | None:
        """The newest result of this student at this assignment that does not count any more."""
        row = self._one(
            RESULT
            + "s.assignment = ? AND s.student = ? AND NOT (r.current AND s.current) ORDER BY r.id DESC",
            (line.assignment, line.student),
        )
        return None if row is None else result_of(row, self.path)

    def _entry(self, line: Line, result: Result | None) -> Entry:
        reason = "not graded yet" if result is None else result.reason
        if result is not None and result.rerun:
            reason = f"has to be graded again for task {', '.join(result.rerun)}"
        return Entry(
            student=line.student,
            assignment=line.assignment,
            source=line.source,
            late=line.late,
            graded=None if result is None else result.report,
            reason=reason,
            ours=result is None or result.ending is not Ending.UNREADABLE,
            overrides=self.overrides.of(line.student, line.assignment),
        )

    # --- reading and writing ---------------------------------------------------------------------

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with speaking(self.path), transaction(self._db):
            yield

    def _one(self, select: str, values: tuple[Any, ...] = ()) -> Any:
        with speaking(self.path):
            return self._db.execute(select, values).fetchone()

    def _all(self, select: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with speaking(self.path):
            return self._db.execute(select, values).fetchall()
