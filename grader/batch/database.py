"""The SQLite file behind the store: opened, migrated, locked. Knows nothing of what it holds."""

import contextlib
import fcntl
import os
import sqlite3
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

from grader.errors import InputError, InternalError

__all__ = ["Lock", "connect", "transaction"]

APPLICATION = 0x67726472
"""Tells our files from other SQLite files: `grdr`."""
BUSY_SECONDS = 60.0
"""How long a writer waits for another one; a write takes milliseconds."""


def _first(connection: sqlite3.Connection) -> None:
    for statement in FIRST.split(";\n\n"):
        connection.execute(statement)


FIRST = """
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE editions (  -- an assignment as it was at one time
  content TEXT PRIMARY KEY,  -- hash of everything in it
  run TEXT NOT NULL,
  checks TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT NOT NULL,
  points TEXT NOT NULL,  -- JSON: task -> points
  seen TEXT NOT NULL
) STRICT;

CREATE TABLE files (  -- once for equal bytes
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  data BLOB NOT NULL  -- zlib
) STRICT;

CREATE TABLE submissions (
  key TEXT PRIMARY KEY,
  student TEXT NOT NULL,
  assignment TEXT NOT NULL,
  content TEXT NOT NULL REFERENCES editions,
  grader TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES files,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  late INTEGER CHECK (late IN (0, 1)),
  attempt INTEGER NOT NULL,
  registered TEXT NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX one_submission_counts ON submissions (assignment, student) WHERE current;

CREATE TABLE results (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL REFERENCES submissions,
  ran TEXT NOT NULL REFERENCES editions,  -- in which the notebook ran; it may be judged by a later one
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  again INTEGER NOT NULL CHECK (again IN (0, 1)),  -- has to be graded again
  ending TEXT NOT NULL CHECK (ending IN ('graded', 'unreadable', 'internal')),
  reason TEXT NOT NULL,
  rerun TEXT NOT NULL,  -- JSON: tasks for which it has to be graded again
  score REAL,
  max_score REAL,
  pending REAL,
  status TEXT,
  seconds REAL NOT NULL,
  finished TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  report BLOB,  -- zlib, JSON
  claims BLOB
) STRICT;

CREATE UNIQUE INDEX one_result_counts ON results (key) WHERE current;

CREATE INDEX results_of_a_submission ON results (key);

CREATE TABLE overrides (
  id INTEGER PRIMARY KEY,
  student TEXT NOT NULL,
  assignment TEXT NOT NULL,
  task TEXT NOT NULL,
  points REAL NOT NULL CHECK (points >= 0),
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  time TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT
) STRICT;

CREATE INDEX overrides_of_a_student ON overrides (assignment, student);

CREATE TRIGGER overrides_are_never_deleted BEFORE DELETE ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are never deleted'); END
"""
MIGRATIONS = (_first,)
"""Number n brings a file from schema n - 1 to schema n. Released ones are never changed."""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open the database and bring it to the schema of today.

    Raises:
        InputError: there is no such file, or it is no store, or a newer grader has written it.
        InternalError: it cannot be written.

    """
    if not create and not path.is_file():
        raise InputError(f"there is no store {path}; `grade batch` makes one in its results folder")
    with speaking(path):
        connection = _open(path)
        try:
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise InputError(f"the store {path} cannot be opened: {error}") from None
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        _check(connection, path)
        _use_wal(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        raise InputError(f"the store {path} cannot be opened: {error}") from None
    except sqlite3.DatabaseError:
        connection.close()
        raise InputError(f"{path} is no store of grade batch; name its results folder") from None
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer at the same time. SQLite does not wait for this one by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _check(connection: sqlite3.Connection, path: Path) -> int:
    """The schema of the file; 0 for a new one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (tables or version):
        raise InputError(f"{path} is no store of grade batch; name its results folder")
    if version > len(MIGRATIONS):
        text = f"the store {path} was written by a newer grader (schema {version}; this one knows up to"
        raise InputError(f"{text} {len(MIGRATIONS)}): update the grader")
    return int(version)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the schema of today, in one transaction: two processes may come here at once."""
    if _check(connection, path) == len(MIGRATIONS):
        return
    with transaction(connection):
        version = _check(connection, path)
        for number, migration in enumerate(MIGRATIONS[version:], version + 1):
            migration(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing; a second writer waits for the first."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Say in one line what the database says."""
    try:
        yield
    except sqlite3.Error as error:
        raise InternalError(f"the store {path} cannot be read or written: {error}") from None


class Lock:
    """Says that this process works on a store. It ends with the process, however that ends."""

    def __init__(self, path: Path, what: str) -> None:
        """Take the lock.

        Raises:
            InputError: another process has it; the message names it.

        """
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            by = f"process {holder}" if holder.isdigit() else "another process"
            raise InputError(f"{by} is working on {what}; wait until it has ended") from None
        except BaseException:
            os.close(self._descriptor)
            raise
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        self._open = True
        _held.add(self)

    def close(self) -> None:
        """Give it back. The file stays: whoever removed it would let two processes in."""
        if self._open:
            self._open = False
            os.close(self._descriptor)


_held: "weakref.WeakSet[Lock]" = weakref.WeakSet()


def _forget() -> None:
    """In a fork: the lock is the parent's, and must not outlive it in here."""
    for lock in list(_held):
        lock.close()


os.register_at_fork(after_in_child=_forget)
