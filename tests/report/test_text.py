import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.models import CellOutcome, CellRole, Notice, Status, TaskKind
from grader.report import text
from grader.report.looks import LOOKS
from tests.reports import ANSI, report, sample, task, verdict


def test_terminal_escapes_leave_only_their_text():
    assert text.plain(ANSI) == "red link "
    assert text.plain("\x1bP1;2q payload \x1b\\after") == "after"
    assert text.plain("\x1b(Btext\x1b7") == "text"


def test_an_unterminated_escape_does_not_swallow_what_follows():
    assert text.plain("\x1b]0;important") == "0;important"
    assert text.plain("a\x1b[") == "a"
    assert text.plain("\x1b\x1b[0m[31mred") == "[31mred"


def test_newlines_and_tabs_stay_and_other_controls_go():
    assert text.plain("a\tb\r\nc\x00\x08\x7f\x85d") == "a\tb\ncd"


def test_a_carriage_return_overwrites_its_line_as_in_a_progress_bar():
    assert text.plain(" 10%\r 50%\r100%\r\ndone") == "100%\ndone"


def test_what_would_be_invisible_is_named():
    assert text.plain("\u202egnp.exe") == "⟨U+202E⟩gnp.exe"
    assert text.plain("a\u200bb\U000e0041\ud800") == "a⟨U+200B⟩b⟨U+E0041⟩⟨U+D800⟩"


def test_no_control_or_format_character_of_unicode_gets_through():
    every = (chr(code) for code in range(0x110000))
    risky = [
        c for c in every if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c not in "\n\t"
    ]
    assert not set(risky) & set(text.plain("".join(risky), limit=10**9))


def test_letters_of_all_scripts_and_emoji_stay():
    wanted = "Zoë Müller 王小明 مرحبا שלום नमस्ते 🙂 ∂L/∂w ≤ ½"
    assert text.plain(wanted) == wanted


def test_a_long_text_says_how_much_is_missing():
    assert text.plain("x" * 12_350, limit=5) == "xxxxx… (12,345 characters more)"
    assert text.plain("x" * 5, limit=5) == "xxxxx"


@pytest.mark.parametrize(
    "part", ["\x9d", "\x1b]", "\x1b]a", "\x1b[", "\x1b[1;", "\x1b[ ", "\x1bP\x1b", "a\r", "\x1b"]
)
def test_hostile_text_is_cleaned_in_linear_time(part):
    start = time.process_time()
    text.plain(part * (1_000_000 // len(part)))
    assert time.process_time() - start < 3


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(value):
    once = text.plain(value)
    assert text.plain(once, 2 * text.LIMIT) == once


def test_a_title_is_one_line():
    assert text.line(" a\n\tb \r\n c ") == "a b c"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.25, "0.25"),
        (1.0, "1"),
        (2.5, "2.5"),
        (0, "0"),
        (-0.0, "0"),
        (1 / 3, "0.333"),
        (100.0, "100"),
        (0.125, "0.125"),
    ],
)
def test_points_have_no_trailing_zeros(value, shown):
    assert text.points(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.04, "0.0 s"), (2.44, "2.4 s"), (61.2, "61 s"), (600, "10 min")]
)
def test_durations_are_as_exact_as_a_person_wants(value, shown):
    assert text.seconds(value) == shown


RIGHT = task("1.1", "a", verdict("a"))
WRONG = task("1.2", "b", verdict("b", Status.FAILED))
PERSON = task("1.3", "c", verdict("c", Status.PENDING), kind=TaskKind.TEXT)
LATER = task("1.4", "d", verdict("d", Status.PENDING, hidden=True))
OURS = task("1.5", "e", verdict("e", Status.INTERNAL))


@pytest.mark.parametrize(
    ("tasks", "sentence"),
    [
        ((), "There are no tasks"),
        ((RIGHT,), "The task is right"),
        ((WRONG,), "The task is not right yet"),
        ((PERSON,), "The task waits for a person"),
        ((LATER,), "The task is decided by hidden checks after hand-in"),
        ((OURS,), "The task could not be judged"),
        ((RIGHT, RIGHT), "All 2 tasks are right"),
        ((RIGHT, WRONG), "1 of 2 tasks is right"),
        ((RIGHT, RIGHT, WRONG, PERSON), "2 of 4 tasks are right; 1 waits for a person"),
        ((WRONG, PERSON, PERSON), "0 of 3 tasks are right; 2 wait for a person"),
        ((WRONG, LATER), "0 of 2 tasks are right; 1 is decided by hidden checks after hand-in"),
        ((RIGHT, LATER, LATER), "1 of 3 tasks is right; 2 are decided by hidden checks after hand-in"),
        ((RIGHT, OURS), "1 of 2 tasks is right; 1 could not be judged"),
    ],
)
def test_the_summary_counts_in_good_english(tasks, sentence):
    assert text.summary(report(tasks)) == sentence


def test_the_score_names_pending_points_as_pending():
    made = sample()
    assert text.score_line(made) == "4 of 13 points"
    assert text.pending_note(made.pending_points) == "2.75 points pending"
    assert text.pending_note(1.0) == "1 point pending"
    assert text.pending_note(0.0) == ""


def test_worth_says_what_is_not_final():
    assert text.worth(0.5, 2, 0, Status.FAILED) == "0.5 of 2"
    assert text.worth(0.25, 2, 1.75, Status.PENDING) == "0.25 of 2, 1.75 pending"
    assert text.worth(0, 2, 0, Status.INTERNAL) == "0 of 2, not final"
    assert text.verdict_worth(verdict("a", Status.PENDING, worth=2)) == "2 open"
    assert text.verdict_worth(verdict("a", Status.FAILED)) == "0 of 0.5"


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.PASSED])
def test_a_verdict_without_message_says_what_its_status_means(status):
    assert text.message_of(verdict("a", status)).endswith(".")
    assert text.message_of(verdict("a", status, message=" said \n")) == "said"


def test_a_failed_hidden_check_without_message_says_that_it_is_hidden():
    assert "hidden" in text.message_of(verdict("a", Status.FAILED, hidden=True))
    assert text.message_of(verdict("a")) == ""


def test_a_message_that_all_verdicts_share_is_found():
    same = verdict("a", Status.NOT_ATTEMPTED)
    assert text.common_message(task("1.1", "t", same, same)) == text.message_of(same)
    assert text.common_message(task("1.1", "t", same)) == ""
    other = verdict("b", Status.NOT_ATTEMPTED, message="other")
    assert text.common_message(task("1.1", "t", same, other)) == ""
    told = verdict("c", Status.NOT_ATTEMPTED, found="2")
    assert text.common_message(task("1.1", "t", told, told)) == ""


def test_staff_notices_are_for_staff():
    made = report((RIGHT,), notices=(Notice(text="a"), Notice(text="b", staff_only=True)))
    assert [n.text for n in text.notices(made, staff=False)] == ["a"]
    assert [n.text for n in text.notices(made, staff=True)] == ["a", "b"]


def test_bad_cells_outside_the_tasks_are_told():
    cells = [
        CellOutcome(index=0, role=CellRole.EXTRA, status=Status.ERROR),
        CellOutcome(index=1, role=CellRole.EXTRA, status=Status.PASSED),
        CellOutcome(index=2, role=CellRole.ANSWER, task="1.1", status=Status.ERROR),
        CellOutcome(index=3, role=CellRole.ANSWER, task="9.9", status=Status.TIMEOUT),
    ]
    assert [c.index for c in text.stray_cells(report((RIGHT,), tuple(cells)))] == [0, 3]


def test_every_status_has_a_look_of_its_own():
    assert set(LOOKS) == set(Status)
    assert len({look.symbol for look in LOOKS.values()}) == len(Status)
    assert len({look.ascii for look in LOOKS.values()}) >= len(Status) - 1
    assert all(look.word == status.value.replace("_", " ") for status, look in LOOKS.items())
    assert all(look.ascii.isascii() and len(look.symbol) == 1 for look in LOOKS.values())
