"""Points that a person gave, in the store: added and undone, never changed, whatever is graded again."""

import json
import sqlite3
from pathlib import Path

from grader.batch.database import speaking, transaction
from grader.batch.rows import plain
from grader.batch.values import now
from grader.errors import InputError
from grader.models import Override

__all__ = ["Overrides"]


class Overrides:
    """What people decided about the tasks of students."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def of(self, student: str, slug: str) -> tuple[Override, ...]:
        """Those that were not undone, oldest first."""
        with speaking(self._path):
            rows = self._db.execute(
                "SELECT task, points, reason, author, time FROM overrides"
                " WHERE assignment = ? AND student = ? AND undone_at IS NULL ORDER BY id",
                (slug, student),
            ).fetchall()
        fields = ("task", "points", "reason", "author", "time")
        return tuple(Override(**dict(zip(fields, row, strict=True))) for row in rows)

    def add(self, student: str, slug: str, task: str, points: float, *, reason: str, author: str) -> Override:
        """Give points to one task of a student, whatever the checks say now and later.

        Raises:
            InputError: there is no such student or task, it is not worth that much, or no reason is given.

        """
        if not reason.strip():
            raise InputError("points that a person gives need a reason")
        with speaking(self._path), transaction(self._db):
            worth = self._worth(student, slug)
            if task not in worth:
                raise InputError(f"{slug} has no task {task}; its tasks are {', '.join(worth)}")
            if not 0 <= points <= worth[task]:  # NaN is neither
                raise InputError(f"task {task} gives 0 to {worth[task]:g} points, not {points:g}")
            made = Override(
                task=task, points=points, reason=plain(reason.strip()), author=plain(author), time=now()
            )
            self._db.execute(
                "INSERT INTO overrides (student, assignment, task, points, reason, author, time)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (student, slug, *made.model_dump().values()),
            )
        return made

    def _worth(self, student: str, slug: str) -> dict[str, float]:
        """What the tasks are worth in the edition that the student's submission was registered for."""
        row = self._db.execute(
            "SELECT e.points FROM submissions s JOIN editions e ON e.content = s.content"
            " WHERE s.assignment = ? AND s.student = ? AND s.current",
            (slug, student),
        ).fetchone()
        if row is None:
            raise InputError(f"{student} has handed in nothing for {slug}")
        return dict(json.loads(row[0]))

    def undo(self, student: str, slug: str, task: str, author: str) -> Override:
        """Take back the newest one of a task; the one before it, if any, counts again. Gives what was undone.

        Raises:
            InputError: there is none.

        """
        with speaking(self._path), transaction(self._db):
            row = self._db.execute(
                "SELECT id, points, reason, author, time FROM overrides"
                " WHERE assignment = ? AND student = ? AND task = ? AND undone_at IS NULL ORDER BY id DESC",
                (slug, student, task),
            ).fetchone()
            if row is None:
                raise InputError(f"nobody has given {student} points for task {task} of {slug}")
            self._db.execute(
                "UPDATE overrides SET undone_by = ?, undone_at = ? WHERE id = ?", (author, now(), row[0])
            )
        return Override(task=task, points=row[1], reason=row[2], author=row[3], time=row[4])
