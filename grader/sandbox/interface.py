"""What a level of isolation is: what it promises, and the steps by which it is put up and ended.

A submission's processes are the guard (guard.py), which is outside, and behind the walls the runner and
the kernel. Every step that fails raises SandboxError: our fault, never the student's.
"""

import enum
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel


__all__ = ["Level", "Place", "Promise"]


class Promise(enum.StrEnum):
    """What a level can keep from student code, or for it."""

    USER = "student code runs as another user than the grader, never as root"
    RIGHTS = "no rights of root, or of any other user, can be had"
    READING = "nothing outside the scratch folder and the libraries can be read"
    EXISTENCE = "it cannot be seen which files there are outside"
    WRITING = "nothing outside the scratch folder can be written, or have its rights changed"
    NETWORK = "no network"
    SOCKETS = "no other program's unix socket can be reached"
    SIGNALS = "no process outside can be signalled"
    MEMORY_OF_OTHERS = "no process outside can be traced, and its memory and environment not be read"
    PROCESS_LIST = "other processes and their command lines cannot be seen"
    LEFTOVERS = "nothing stays for the next submission: no file, shared memory or process"
    PROCESSES = "processes and threads are limited at the moment of starting one"
    MEMORY = "memory is limited, that of all processes together"
    DISK = "what is written is limited in all at the moment of writing"
    WORKERS = "multiprocessing can be used, and a DataLoader have workers"


class Place(NamedTuple):
    """Where one submission runs. `given` and `run` lie in the folder."""

    folder: Path
    """The session's own, the grader's."""
    scratch_bytes: int
    """How much may be written."""
    uid: int = -1
    """The user that student code becomes; -1 where it stays the same."""

    @property
    def given(self) -> Path:
        """What is handed out with the notebook; student code reads it."""
        return self.folder / "given"

    @property
    def run(self) -> Path:
        """The scratch folder: sockets, and the working folder `work`."""
        return self.folder / "run"

    @property
    def work(self) -> Path:
        """The working folder of the notebook."""
        return self.run / "work"

    @property
    def root(self) -> Path:
        """Where a file tree of the submission's own is put together."""
        return self.folder / "root"

    def make(self) -> None:
        """Make the folders, but not the working folder: it belongs to who runs in it."""
        for folder, mode in ((self.given, 0o755), (self.run, 0o700), (self.root, 0o755)):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)


class Level(Protocol):
    """One level of isolation."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    @property
    def lacks(self) -> Mapping[Promise, str]:
        """Promises that it does not make, each with the reason."""
        ...

    def obstacle(self) -> str:
        """What is missing here, found without trying; empty when nothing is."""
        ...

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Resource limits of the kernel, by their names in the resource module."""
        ...

    def outside(self, place: Place) -> Place:
        """In the guard, before it forks: what needs the grader's rights; gives the place with its user.

        Raises:
            SandboxError: it cannot be done here.
            OSError: the kernel refuses it.

        """
        ...

    def inside(self, place: Place) -> int | None:
        """In the first process behind the walls: put them up.

        Gives a descriptor of the scratch file system where it is the submission's own.

        Raises:
            SandboxError: it cannot be done here.
            OSError: the kernel refuses it.

        """
        ...

    def kernel(self) -> None:
        """In the kernel alone, before student code runs: what the runner still needed.

        Raises:
            OSError: the kernel refuses it.

        """
        ...

    def sweep(self, place: Place) -> bool:
        """In the guard, when every process is gone: remove what they left outside; False when some stays."""
        ...
