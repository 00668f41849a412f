"""What lies outside of a submission: things to steal, to break and to fill; looked at afterwards."""

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil

import grader.kernel.answers
from grader.sandbox.interface import Level, Promise

__all__ = ["IPC_KEY", "LEFT", "SECRET", "World", "traces"]

SECRET = "hunter2-of-the-attacked"
LEFT = "left-by-an-attack"
"""How the name of everything begins that an attack leaves behind."""
IPC_KEY = 0x41545441
LIBRARIES = [str(find_spec(name).origin) for name in ("torch", "IPython", "json")]
SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")


class World:
    """The outside: files, a process, sockets."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder = folder
        folder.chmod(0o755)
        for name, mode in (("closed", 0o700), ("open", 0o777)):
            (folder / name).mkdir()
            (folder / name).chmod(mode)
        self.files = [folder / "public", folder / "closed" / "secret"]
        for file in self.files:
            file.write_text(SECRET)
        self.victim = psutil.Popen(["sleep", "1000"], env={"VALUE": SECRET}, start_new_session=True)
        stack.callback(self.victim.wait)
        stack.callback(self.victim.kill)
        kinds = {
            "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            "unix": (socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
            "datagrams": (socket.AF_UNIX, socket.SOCK_DGRAM, str(folder / "datagrams")),
            "abstract": (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{folder.name}"),
        }
        self.sockets = {}
        for name, (family, kind, address) in kinds.items():
            sock = stack.enter_context(socket.socket(family, kind))
            sock.bind(address)
            if kind == socket.SOCK_STREAM:
                sock.listen()
            sock.setblocking(False)
            self.sockets[name] = sock
        for name in ("socket", "datagrams"):
            (folder / name).chmod(0o777)
        self.settle()

    def settle(self) -> None:
        """From here on nothing may change."""
        self._before = self._state()

    @classmethod
    @contextlib.contextmanager
    def made(cls) -> Iterator["World"]:
        """Make it, and clear it away at the end."""
        with tempfile.TemporaryDirectory(prefix="outside-") as name, contextlib.ExitStack() as stack:
            yield cls(Path(name), stack)

    def targets(self) -> dict[str, Any]:
        """What an attack may aim at; plain data."""
        return {
            "public": str(self.files[0]),
            "closed": str(self.files[1]),
            "open": str(self.folder / "open"),
            "course": str(self.folder / "course"),
            "victim": self.victim.pid,
            "grader": os.getpid(),
            "code": grader.kernel.answers.__file__,
            "libraries": LIBRARIES,
            "key": IPC_KEY,
            "left": LEFT,
            "shared": [*SHARED, "~"],
        } | {name: sock.getsockname() for name, sock in self.sockets.items()}

    def harm(self, level: Level) -> list[str]:
        """What has changed since it was made, or can be seen of an attack."""
        found = []
        if self.victim.status() != psutil.STATUS_SLEEPING:
            found.append("the process outside is not well")
        if self._state() != self._before:
            found.append("something outside has changed")
        for name, sock in self.sockets.items():
            came = 0
            with contextlib.suppress(BlockingIOError):
                while True:
                    sock.recv(1) if sock.type == socket.SOCK_DGRAM else sock.accept()[0].close()
                    came += 1
            found += [f"somebody came to the socket {name}"] if came else []
        if Promise.LEFTOVERS not in level.lacks:
            found += [str(p) for f in SHARED if os.access(f, os.X_OK) for p in Path(f).glob(f"{LEFT}*")]
            found += [f"System V {kind}" for kind in ("shm", "sem", "msg") if _has_key(kind)]
        return found

    def _state(self) -> dict[str, Any]:
        code = Path(grader.kernel.answers.__file__).parent
        watched = [*self.folder.rglob("*"), *code.glob("*.py"), *map(Path, LIBRARIES)]
        stats = {str(p): p.stat() for p in watched if "__pycache__" not in p.parts}
        found: dict[str, Any] = {p: (s.st_mode, s.st_uid, s.st_size, s.st_mtime) for p, s in stats.items()}
        found["scheduling"] = (self.victim.nice(), self.victim.cpu_affinity())
        found["text"] = [file.read_text() for file in self.files]
        return {p: f for p, f in found.items() if not Path(p).is_dir()}


def _has_key(kind: str) -> bool:
    lines = Path("/proc/sysvipc", kind).read_text().splitlines()[1:]
    return any(int(line.split()[0]) == IPC_KEY for line in lines)


def traces(*folders: Path) -> list[str]:
    """Processes and mounts that have to do with these folders."""
    names = [str(folder) for folder in folders]
    found = [line for line in Path("/proc/self/mountinfo").read_text().splitlines() if _names(line, names)]
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):  # a working folder may be too deep for a name
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            known = [*process.cmdline(), *process.environ().values(), process.cwd()]
            if any(_names(text, names) for text in known):
                found.append(f"{process.pid} {process.cmdline()}")
    return found


def _names(text: str, names: list[str]) -> bool:
    return any(name in text for name in names)
