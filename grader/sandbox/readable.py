"""What student code may read: Python, its libraries and the system's, and nothing that holds a secret."""

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.errors import SandboxError

__all__ = ["DEVICES", "libraries", "refuse_to_show", "settings_of_the_system"]

OF_A_PREFIX = ("bin", "sbin", "lib", "lib32", "lib64", "libexec", "share", "include", "pyvenv.cfg")
"""Parts of a prefix (`/usr`, an environment) that hold libraries; a project may lie beside them."""
SYSTEM = ("/usr", "/usr/local", "/usr/local/cuda", "/nix/store")
AT_ROOT = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")
IN_ETC = (
    "alternatives",
    "fonts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "mime.types",
    "nsswitch.conf",
    "timezone",
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
SITES = ("site-packages", "dist-packages")
PACKAGE = Path(__file__).parents[1]


@functools.cache
def libraries() -> tuple[Path, ...]:
    """Folders and files that Python needs, none inside another one."""
    prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix, *SYSTEM[:3]]
    wanted = [Path(prefix) / part for prefix in prefixes for part in OF_A_PREFIX]
    wanted += [Path(SYSTEM[3]), PACKAGE, *map(Path, AT_ROOT), *_links(Path(sys.executable))]
    wanted += [Path(p) for p in sys.path if Path(p).name in SITES]  # through a .pth file
    resolved = [w.resolve() for w in wanted if not _is_root_link(w)]
    kept: list[Path] = []
    for path in sorted({*wanted, *resolved}):
        if path.exists() and not any(path.is_relative_to(k) and not _is_root_link(k) for k in kept):
            kept.append(path)
    return tuple(kept)


def _is_root_link(path: Path) -> bool:
    """`/lib` is a link to `usr/lib` on most systems, and stays one."""
    return str(path) in AT_ROOT and path.is_symlink()


def _links(path: Path) -> Iterator[Path]:
    """A link, the link behind it, and so on to the file."""
    for _ in range(20):
        yield path
        if not path.is_symlink():
            return
        path = path.parent / path.readlink()
        path = Path(os.path.normpath(path))


def settings_of_the_system() -> tuple[Path, ...]:
    """Files of /etc that libraries read."""
    return tuple(p for p in (Path("/etc") / name for name in IN_ETC) if p.exists())


def refuse_to_show(secret: Path) -> None:
    """Make sure that a folder is not among what student code may read.

    Raises:
        SandboxError: it is; the message says where it has to go.

    """
    place = secret.resolve()
    for path in libraries():
        if place.is_relative_to(path.resolve()):
            raise SandboxError(
                f"{secret} lies in {path}, which student code has to read; move the course out of there"
            )
