import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from grader.models import CellOutcome, CellRole, Notice, Status
from grader.report import terminal, text
from tests.reports import HOSTILE, MARKUP, hostile, report, sample, task, verdict


def shown(made, *, width=100, encoding="utf-8", tty=False, show_passed=True, staff=False, **more):
    """What a console of this kind receives."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console(file=file, width=width, force_terminal=tty, _environ={}, **more)
    terminal.render(made, console, show_passed=show_passed, staff=staff)
    file.flush()
    return raw.getvalue().decode(encoding)


def words(page):
    return " ".join(page.split())


def test_the_header_says_what_whose_and_how_much():
    page = shown(sample())
    assert page.startswith(
        "Crop yields: from rain to harvest, version 1.2.0\ncrop-yields-mueller.ipynb · Zoë Müller\n"
    )
    assert "4 of 13 points · 2.75 points pending" in page
    assert "3 of 14 tasks are right; 1 waits for a person" in page


def test_the_header_says_that_only_a_set_of_tasks_was_asked():
    made = sample()
    asked = made.assignment.model_copy(update={"asked": "exercises"})
    page = shown(made.model_copy(update={"assignment": asked}))
    assert "crop-yields-mueller.ipynb · Zoë Müller · only the set exercises\n" in page


def test_every_task_has_a_line_with_symbol_word_title_and_points():
    page = shown(sample())
    for expected in (
        r"^✓ passed +1\.1 Load the table +1 of 1$",
        r"^✗ failed +2\.1 A line through the harvest +0\.5 of 1\.5$",
        r"^■ out of memory +3\.2 All pairs at once +0 of 0\.5$",
        r"^… pending +5\.1 What would you tell the farmer\? +0\.25 of 2, 1\.75 pending$",
        r"^\? internal +4\.2 Which of these curves overfits\? +0 of 0\.5, not final$",
    ):
        assert re.search(expected, page, re.MULTILINE), expected


def test_a_failed_check_teaches():
    page = shown(sample())
    assert "✗ Your model has one weight and one bias. (failed, 0 of 0.5)" in page
    assert "The model has 3 trainable numbers, and a line has 2." in page
    assert re.search(r"^ +Expected +Found$", page, re.MULTILINE)
    assert re.search(r"last loss < 0\.42 +last loss = 1\.873", page)
    assert "Try: Use `nn.Linear(1, 1)`: it brings its own bias." in page


def test_expected_and_found_stand_below_each_other_on_a_narrow_console():
    page = shown(sample(), width=50)
    assert re.search(r"Expected\n +2 trainable numbers\n.*\n.*\n +Found\n +3 trainable", page)


def test_what_all_checks_of_a_task_say_is_said_once():
    assert shown(sample()).count("The answer cell is as it was handed out.") == 1


def test_hidden_checks_are_shown_as_existing():
    page = words(shown(sample()))
    assert "Hidden check 2 (hidden check, failed, 0 of 0.5) This check is hidden" in page
    assert "Try: Look at the units of the bias." in page


def test_pending_points_are_open_and_never_lost():
    page = shown(sample())
    assert "A person reads your answer. (pending, 1.75 open)" in page
    assert "0 of 1.75" not in page
    assert "- Names the trend and its direction." in page


def test_tasks_that_are_right_can_be_left_out():
    page = shown(sample(), show_passed=False)
    assert "Load the table" not in page
    assert "3 tasks passed, not listed here." in page
    one = report((task("1.1", "t", verdict("a")), task("1.2", "u", verdict("b", Status.FAILED))))
    assert "1 task passed, not listed here." in shown(one, show_passed=False)


def test_notices_for_staff_need_asking_for():
    assert "staff eyes only" not in shown(sample())
    assert "- (staff) staff eyes only" in shown(sample(), staff=True)


def test_a_cell_outside_the_tasks_that_failed_is_told():
    page = shown(sample())
    assert "! error  cell 9 (your own)\n    ZeroDivisionError: division by zero" in page


def test_a_stray_cell_without_a_message_still_has_its_line():
    cell = CellOutcome(index=0, role=CellRole.GIVEN, status=Status.TIMEOUT)
    assert "  ◷ timeout  cell 1 (given)\n" in shown(report((), (cell,)))


def test_the_last_line_says_what_it_was_graded_with():
    assert shown(sample()).endswith(
        "\nPython 3.11.2 · torch 2.13.0+cpu · cpu · isolation bwrap + cgroup · 15 s\n"
    )


def test_our_fault_is_named_as_ours():
    assert "It is not your fault" in words(shown(sample()))
    fine = report((task("1.1", "t", verdict("a")),))
    assert "fault" not in shown(fine)


def test_a_pipe_gets_plain_text_without_boxes_colour_or_trailing_blanks():
    page = shown(sample())
    assert "\x1b" not in page
    assert not set(page) & set("╭╮╰╯│─█▒░")
    assert not re.search(r"[ \t]$", page, re.MULTILINE)
    assert "\n\n\n" not in page


def test_a_terminal_gets_colour_a_box_and_a_bar():
    page = shown(sample(), tty=True, color_system="standard")
    assert "\x1b[" in page
    assert "╭" in page
    assert re.search(r"32m█+\x1b\[0m\x1b\[33m▒+\x1b\[0m\x1b\[2m░+", page)


def test_no_color_leaves_the_words(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    raw = io.StringIO()
    console = Console(file=raw, width=80, force_terminal=True, color_system="standard")
    terminal.render(sample(), console)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", raw.getvalue()))
    assert not {c for code in codes for c in code.split(";") if c.startswith(("3", "4", "9")) and len(c) > 1}
    assert "✗ failed" in re.sub(r"\x1b\[[0-9;]*m", "", raw.getvalue())


@pytest.mark.parametrize("tty", [False, True])
@pytest.mark.parametrize("width", [40, 57, 70, 100, 200, 500])
def test_no_line_is_wider_than_the_console_and_no_message_is_cut(width, tty):
    page = re.sub(r"\x1b\[[0-9;]*m", "", shown(sample(), width=width, tty=tty))
    assert max(map(cell_len, page.splitlines())) <= min(width, 200)
    flat = "".join(page.split())
    for item in sample().tasks:
        assert "".join(item.title.split()) in flat.replace(item.id, "") or width < 100
        for check in item.verdicts:
            for wanted in (check.message, check.hint):
                assert "".join(wanted.split()) in flat or item.status is Status.PASSED


def test_a_console_that_only_knows_ascii_gets_ascii():
    page = shown(sample(), encoding="ascii", tty=True)
    assert page.isascii()
    assert "x failed" in page
    assert "Zo\\xeb M\\xfcller" in page


def test_markup_in_texts_is_just_text():
    page = words(shown(hostile(MARKUP)))
    assert MARKUP in page


@pytest.mark.parametrize("tty", [False, True])
def test_hostile_text_brings_no_escape_to_the_terminal(tty):
    page = shown(hostile(*HOSTILE), tty=tty, color_system="standard" if tty else None)
    left = re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert not set(left) & set("\x1b\x07\x9b\x08\r\u202e\u2066\u200b")
    assert "characters more)" in words(page)
    assert len(page) < 2_500_000


@given(st.text(st.characters()))
@settings(max_examples=40, deadline=None)
def test_no_text_whatever_brings_a_control_character(value):
    page = shown(hostile(value), width=60)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_a_report_without_anything_is_still_a_page():
    page = shown(report((), notices=(Notice(text=""),)), tty=True)
    assert "There are no tasks." in page
    assert text.score_line(report(())) in page
