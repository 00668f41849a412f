import io
import re
import threading

import pytest
from rich.console import Console

from grader.models import CellRole, Status
from grader.report.progress import Progress


def run(*, tty, encoding="utf-8", **more):
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console(file=file, width=80, force_terminal=tty, _environ=more)
    with Progress(console) as progress:
        progress.cell(0, 4, CellRole.GIVEN)
        progress.cell(0, 4, CellRole.GIVEN, None, Status.PASSED, 0.25)
        progress.cell(1, 4, CellRole.ANSWER, "2.1", Status.ERROR, 75)
        progress.check("2.1", "[red]\x1b[31mYour line\u202e\ud800")
        progress.check("2.1", "Your line", Status.FAILED)
        during = threading.active_count()
    file.flush()
    return raw.getvalue().decode(encoding), during


def test_a_terminal_sees_each_cell_and_check_on_one_line():
    page, _ = run(tty=True)
    assert "cell 1 of 4 · given · running" in page
    assert "✓ cell 1 of 4 · given · passed · 0.2 s" in page
    assert "! cell 2 of 4 · answer 2.1 · error · 75 s" in page
    assert "checking 2.1 · [red]Your line⟨U+202E⟩⟨U+D800⟩" in page
    assert "✗ checked 2.1 · Your line · failed" in page
    assert "█" * 10 + "░" * 10 in page


def test_the_line_is_gone_at_the_end():
    page, _ = run(tty=True)
    assert re.search(r"\x1b\[2K\x1b\[\?25h$|\x1b\[1A\x1b\[2K$", page)


@pytest.mark.parametrize("world", [{"tty": False}, {"tty": True, "TERM": "dumb"}])
def test_nothing_is_printed_where_no_line_can_live(world):
    page, _ = run(**world)
    assert page == ""


def test_no_thread_runs_beside_the_grader():
    before = threading.active_count()
    _, during = run(tty=True)
    assert during == before


def test_the_terminal_is_put_right_after_an_exception():
    raw = io.StringIO()
    console = Console(file=raw, width=80, force_terminal=True, _environ={})

    def interrupted():
        with Progress(console) as progress:
            progress.cell(0, 1, CellRole.EXTRA)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert raw.getvalue().rindex("\x1b[?25h") > raw.getvalue().rindex("\x1b[?25l")


def test_a_console_that_only_knows_ascii_gets_ascii():
    page, _ = run(tty=True, encoding="ascii")
    assert page.isascii()
    assert "x checked 2.1 - Your line - failed" in page


def test_no_cells_at_all_are_no_division_by_zero():
    raw = io.StringIO()
    with Progress(Console(file=raw, width=80, force_terminal=True, _environ={})) as progress:
        progress.cell(0, 0, CellRole.GIVEN, status=Status.PASSED)
    assert "cell 1 of 0" in raw.getvalue()
