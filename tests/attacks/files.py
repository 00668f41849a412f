"""Attacks by what is handed in, or shown: bombs, script, escape sequences, hostile notebook files."""

import json
from collections.abc import Callable
from typing import Any

from grader.models import Status
from tests.attacks.attack import NOTHING, Attack
from tests.notebooks import as_bytes, as_json, code, markdown

Cells = list[dict[str, Any]]

BOMBS = [
    Attack(
        "pickle",
        "answers with objects that run code where they are unpickled",
        """
import os, pickle
class Bomb:
    def __reduce__(self): return (os.system, ("kill -9 $PPID",))
w = Bomb()
def f(v): return pickle.dumps(Bomb())
torch.save({"w": Bomb()}, "model.pt")
""",
        (Status.FAILED, Status.ERROR),
    ),
    Attack(
        "zip bomb",
        "unpacks ten gigabytes out of ten megabytes",
        """
import io, zipfile
raw = io.BytesIO()
with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as file: file.writestr("zeros", bytes(200 * 2**20))
zipfile.ZipFile(raw).extractall()
""",
        (Status.LIMIT, Status.ERROR),
        limits={"file_mib": 16, "scratch_mib": 64, "cell_seconds": 30.0},
    ),
    Attack(
        "picture bomb",
        "displays a PNG of 60,000 by 60,000 pixels in a few kilobytes, in a figure as well",
        """
import base64, struct, zlib
from IPython.display import publish_display_data
def number(n): return struct.pack(">I", n)
def chunk(kind, data): return number(len(data)) + kind + data + number(zlib.crc32(kind + data))
png = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 1, 0, 0, 0, 0))
png += chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
publish_display_data({"image/png": base64.b64encode(png).decode(), "text/plain": "bomb"})
""",
        (Status.PASSED,),
        right=True,
    ),
    Attack(
        "exploding values",
        "answers with a list that holds itself, and with one of a billion items in a few bytes",
        """
w = []
w.append(w)
def f(v):
    lol = ["lol"]
    for _ in range(9): lol = [lol] * 10
    return lol
""",
        (Status.FAILED, Status.LIMIT),
        limits={"check_seconds": 10.0},
    ),
]

SCRIPT = "<script>document.title='LE'+'AK'</script><img src=x onerror=alert(1)>"

SHOWN = [
    Attack(
        "script in outputs",
        "puts script into every kind of output",
        f"""
from IPython.display import HTML, SVG, Javascript, Markdown, display, publish_display_data
bad = {SCRIPT!r}
print(bad)
for kind in ("text/html", "image/svg+xml", "application/javascript", "text/markdown", "image/png"):
    publish_display_data({{kind: bad, "text/plain": bad}}, metadata={{"isolated": False}})
class Evil:
    def __repr__(self): return bad
    def _repr_html_(self): return bad
w = Evil()
def f(v): raise type(bad[:20], (Exception,), {{}})(bad)
w
""",
        (Status.FAILED, Status.ERROR),
        quick=True,
    ),
    Attack(
        "escape sequences",
        "prints sequences that clear the screen, set the title, hide text, and change the reading direction",
        r"""
print("\x1b[2J\x1b[1;1H\x1b]0;title\x07\x1b]8;;http://x\x07link\x1b]8;;\x07\x1b[8mhidden\x1b[0m\x9b31m")
print("\u202egnp.exe\u2066\u200b\ufeff\x00\x08\x08\r\x7f\ud800".encode("utf-8", "replace").decode())
print("\x1bP+q544e\x1b\\\x1b[6n\x1b[>c\x05")
raise ValueError("\x1b]0;title\x07\x1b[2J" + "\u202e")
""",
        (Status.ERROR,),
    ),
    Attack(
        "names and keys",
        "answers with names that are formulas, paths and script",
        f"""
w = {{"=cmd|' /C calc'!A0": 1, "../../x": 2, {SCRIPT!r}: 3, "__proto__": 4, "$": "tensor", "v": 0}}
def f(v): return w
""",
        (Status.FAILED, Status.LIMIT),
    ),
]


def with_metadata(cells: Cells) -> bytes:
    """Metadata that asks for power over the grader."""
    for cell in cells:
        cell["metadata"] |= {"tags": ["raises-exception", "skip-execution"], "deletable": False, "id": SCRIPT}
    more = {
        "kernelspec": {"name": "../../bin/sh", "display_name": SCRIPT, "language": "sh"},
        "grader": {"assignment": "attacked", "asked": None, "points": 100, "checks": ["/etc/passwd"]},
        "papermill": {"parameters": {}},
        "signature": "x" * 1000,
    }
    return as_bytes(cells, metadata=more)


def with_many_cells(cells: Cells) -> bytes:
    """4,900 cells more."""
    return as_bytes(cells + [markdown(f"# {n}") if n % 2 else code(f"n = {n}") for n in range(200)] * 1)


def with_empty_cells(cells: Cells) -> bytes:
    """As many cells as are allowed, nearly all of them empty."""
    return as_bytes(cells + [code("") if n % 2 else markdown("x") for n in range(4990)])


def with_the_same_ids(cells: Cells) -> bytes:
    """All cells carry the id of the attacked answer, and there are copies of it that are wrong."""
    copies = [code("f = w = None", "task-2", role="answer", task="2"), *cells]
    return as_bytes([*copies, code("f = w = None", "task-2")])


def with_moved_roles(cells: Cells) -> bytes:
    """An answer that calls itself given, and a given cell that calls itself an answer to everything."""
    cells[2]["metadata"]["grader"] = {"role": "given"}
    cells[0] = code("def f(v): return v", None, role="answer", task="3")
    return as_bytes(cells)


def with_huge_cell(cells: Cells) -> bytes:
    """A cell of eight megabytes."""
    return as_bytes([*cells, code("# " + "x" * 8_000_000)])


def with_surrogates(cells: Cells) -> bytes:
    """Lone surrogates, controls and directions in sources, ids and names."""
    cells[2]["source"] += "\n# \ud800\udfff\u202e\u0000 \x1b[2J"
    cells[2]["metadata"]["\ud800"] = "\udfff"
    return as_bytes([*cells, markdown("\ud800 \u202e <script>")])


def with_odd_numbers(cells: Cells) -> bytes:
    """NaN, infinities and huge numbers where numbers do not matter."""
    notebook = as_json(cells, metadata={"x": float("nan"), "y": float("inf"), "z": 10**400})
    notebook["cells"][0]["execution_count"] = -(10**400)
    return json.dumps(notebook | {"nbformat_minor": 99}).encode()


def with_stored_outputs(cells: Cells) -> bytes:
    """Outputs in the file that claim to be right, with script; the answer itself is missing."""
    cells[2]["source"] = "# Task 2: do it\npass"
    cells[2]["outputs"] = [
        {"output_type": "display_data", "data": {"text/html": SCRIPT}, "metadata": {}}
    ] * 50
    cells[2]["execution_count"] = 3
    return as_bytes(cells)


def deep(cells: Cells) -> bytes:
    """Lists in lists, 200,000 deep."""
    return b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b', "nbformat": 4}'


def no_notebook(cells: Cells) -> bytes:
    """JSON that is no notebook."""
    return b'[{"cells": 7}]'


def wrong_types(cells: Cells) -> bytes:
    """Cells that are numbers, sources that are objects."""
    return json.dumps(as_json(cells) | {"cells": [7, {"cell_type": ["code"], "source": {"a": 1}}]}).encode()


def wrong_format(cells: Cells) -> bytes:
    """A format that does not exist."""
    return as_bytes(cells, nbformat="4; DROP TABLE")


def too_many_cells(cells: Cells) -> bytes:
    """20,000 cells."""
    return as_bytes([code("x")] * 20_000)


def too_large(cells: Cells) -> bytes:
    """60 MB of spaces."""
    return as_bytes(cells) + b" " * 60_000_000


def no_text(cells: Cells) -> bytes:
    """Bytes that are no text."""
    return b"\x89PNG\r\n\x1a\n\xff\xfe\x00" * 1000


def old_format(cells: Cells) -> bytes:
    """Format 3, with worksheets of a wrong kind."""
    return json.dumps(
        {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": 7, "input": {}}]}, None]}
    ).encode()


def honest_file(
    name: str, tries: str, make: Callable[[Cells], bytes], ends: tuple[Status, ...], limits: Any = NOTHING
) -> Attack:
    """A file that is graded."""
    return Attack(name, tries, "", ends, right=ends == (Status.PASSED,), limits=limits, file=make)


def refused_file(name: str, tries: str, make: Callable[[Cells], bytes]) -> Attack:
    """A file that is refused."""
    return Attack(name, tries, "", (), file=make, refused=True)


RIGHT = (Status.PASSED,)
FILES = [
    honest_file(
        "metadata with power",
        "asks in metadata for skipped cells, another kernel and points",
        with_metadata,
        RIGHT,
    ),
    honest_file("hundreds of cells", "adds 200 cells", with_many_cells, RIGHT),
    honest_file("thousands of cells", "adds 4,990 empty cells", with_empty_cells, RIGHT),
    honest_file("the same id everywhere", "gives copies of an answer its id", with_the_same_ids, RIGHT),
    honest_file(
        "roles exchanged", "calls an answer given, and a given cell an answer", with_moved_roles, RIGHT
    ),
    honest_file("huge cell", "hands in a cell of 8 MB", with_huge_cell, RIGHT),
    honest_file(
        "surrogates",
        "hands in characters that no encoding can write",
        with_surrogates,
        (Status.PASSED, Status.ERROR),
    ),
    honest_file("odd numbers", "hands in NaN and numbers of 400 digits", with_odd_numbers, RIGHT),
    honest_file(
        "stored outputs",
        "hands in outputs that look right, without an answer",
        with_stored_outputs,
        (Status.FAILED,),
    ),
    refused_file("deep JSON", "nests 200,000 lists", deep),
    refused_file("no notebook", "hands in other JSON", no_notebook),
    refused_file("wrong types", "hands in cells that are numbers", wrong_types),
    refused_file("wrong format", "names a format that does not exist", wrong_format),
    refused_file("too many cells", "hands in 20,000 cells", too_many_cells),
    refused_file("too large", "hands in 60 MB", too_large),
    refused_file("no text", "hands in a picture called notebook", no_text),
    refused_file("broken old format", "hands in format 3 with cells of a wrong kind", old_format),
]
