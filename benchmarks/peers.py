"""Installs the tools that we are compared with, each into an environment of its own under `.bench/`.

Run with `python benchmarks/peers.py [NAME ...]`; what is there already is left alone.
"""

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

__all__ = ["PEERS", "activated", "install", "run"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".bench"
REQUIREMENTS = Path(__file__).parent / "requirements"
PEERS = tuple(sorted(path.stem for path in REQUIREMENTS.glob("*.txt")))
STAMP = "installed"
SHOW = """
import importlib.metadata, torch
names = [d.name for d in importlib.metadata.distributions()]
print(torch.__version__, *[n for n in names if n.lower().startswith(("nvidia", "cuda", "triton"))])
"""


def install(name: str) -> Path:
    """Give the folder of programs of a peer's environment, made first if need be.

    Raises:
        SystemExit: pip failed, or the environment has another torch than ours: times would not compare.

    """
    home = FOLDER / name
    wanted = REQUIREMENTS / f"{name}.txt"
    digest = hashlib.sha256(wanted.read_bytes() + (ROOT / "constraints.txt").read_bytes()).hexdigest()
    stamp = home / STAMP
    if not stamp.exists() or stamp.read_text() != digest:
        print(f"installing {name} into {home} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", home], check=True)
        # torch first and alone: resolved together with the rest, pip may take another build of it
        _pip(home, "torch")
        _pip(home, "-r", str(wanted))
        _check_torch(home, name)
        stamp.write_text(digest)
    return home / "bin"


def activated(programs: Path) -> dict[str, str]:
    """The variables that a peer runs with, as in a shell where its environment is active."""
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    return dict(os.environ) | {"PATH": path, "VIRTUAL_ENV": str(programs.parent)}


def run(programs: Path, folder: Path, *command: str) -> str:
    """Run a program of a peer to its end; give what it printed.

    Raises:
        SystemExit: it failed; the message has the end of what it said.

    """
    variables = activated(programs)
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _pip(home: Path, *arguments: str) -> None:
    python = str(home / "bin" / "python")
    options = ["-qq", "--no-input", "--disable-pip-version-check", "-c", str(ROOT / "constraints.txt")]
    pip = [sys.executable, "-m", "pip", "--python", python, "install", *options]
    if subprocess.run([*pip, *arguments], check=False).returncode:
        sys.exit(f"pip could not install {' '.join(arguments)} into {home}; its message is above")


def _check_torch(home: Path, name: str) -> None:
    shown = subprocess.run([home / "bin" / "python", "-c", SHOW], capture_output=True, text=True, check=True)
    version, *extra = shown.stdout.split()
    ours = metadata.version("torch")
    if version != ours or (extra and "+cpu" in ours):
        sys.exit(f"{name} has torch {version} {' '.join(extra)}, and we have {ours}: times would not compare")


if __name__ == "__main__":
    for peer in sys.argv[1:] or PEERS:
        install(peer)
