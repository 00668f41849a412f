"""pytest drives a notebook: how checks end, what students see of them, and that nothing leaks.

The notebook is a namespace in this process: no kernel is started.
"""

import json

import pytest

from grader.checks.grading import Grading, TaskPlan
from grader.checks.judge import judge
from grader.errors import InternalError
from grader.kernel.answers import Answers
from grader.models import CellError, CellOutcome, CellRole, StaffReport, Status
from grader.report import html
from grader.report import json as json_format
from grader.scoring import task_result
from tests import reports
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer
from tests.students import asker

SLUG = "tiny"


class FakeSession:
    """A notebook that has run: one cell per task, and a namespace to ask."""

    def __init__(self, statuses, namespace):
        self.counts = {n + 1: n for n in range(len(statuses))}
        self.ask = asker(Answers(namespace, 2**20))
        self.outcomes = []
        self._statuses = statuses

    def advance(self, last):
        for index in range(len(self.outcomes), last + 1):
            status = self._statuses[index]
            error = CellError(name="ValueError", message="oops") if status is Status.ERROR else None
            self.outcomes.append(
                CellOutcome(
                    index=index,
                    role=CellRole.ANSWER,
                    status=status,
                    error=error,
                    source="s",
                    message=f"cell {status}",
                )
            )


@pytest.fixture
def course(tmp_path):
    add_assignment(
        tmp_path, SLUG, manifest(SLUG, code_task("1") + code_task("2")), [answer("1"), answer("2")]
    )
    return tmp_path


def judged(
    course, *, attempted=(True, True), statuses=(Status.PASSED, Status.PASSED), builds_on=(), draw=1, **names
):
    """Judge two tasks with the checks of the course."""
    plans = [
        TaskPlan("1", attempted[0], (0,), 0),
        TaskPlan("2", attempted[1], (1,), 1, builds_on),
    ]
    grading = Grading(FakeSession(statuses, names), plans, draw)
    hidden = course / "reference" / SLUG / "checks"
    folders = [f for f in (course / "assignments" / SLUG / "checks", hidden) if f.is_dir()]
    judge(grading, folders, course, hidden if hidden.is_dir() else None)
    return grading.judged


def one(course, body, **keywords):
    """Judge with a single check of task 1."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    add_check(
        course,
        SLUG,
        f'@task("1", hint="the mark\'s hint")\ndef test_it(student, rng):\n    """Says so."""\n{lines}\n',
    )
    (found,) = judged(course, **keywords)
    return found


# --- how a check ends -----------------------------------------------------------------------------


def test_check_that_holds_passes(course):
    found = one(course, 'expect.equal(student.value("x"), 3)', x=3)
    assert (found.verdict.status, found.earned, found.verdict.title) == (Status.PASSED, 1.0, "Says so.")
    assert (found.verdict.check, found.verdict.message, found.verdict.hint) == ("1/it", "", "")


def test_check_that_does_not_hold_says_what_was_expected(course):
    found = one(course, 'expect.equal(student.value("x"), 3)', x=4)
    verdict = found.verdict
    assert (verdict.status, found.earned) == (Status.FAILED, 0.0)
    assert (verdict.expected, verdict.found, verdict.hint) == ("3", "4", "the mark's hint")


def test_hint_of_the_failure_comes_before_the_marks(course):
    assert one(course, 'expect.that(False, "no", hint="mine")').verdict.hint == "mine"


def test_plain_assert_fails_with_its_condition(course):
    verdict = one(course, 'assert student.value("x") == 3', x=4).verdict
    assert (verdict.status, verdict.message) == (Status.FAILED, "4 == 3")


def test_plain_assert_with_words_says_them(course):
    assert one(course, 'assert False, "This is why."').verdict.message == "This is why."


def test_part_of_the_points(course):
    found = one(course, 'expect.partial(0.25, "a quarter", "more")')
    assert (found.verdict.status, found.earned, found.verdict.message) == (Status.FAILED, 0.25, "a quarter")


def test_all_of_the_points_in_parts_is_a_pass(course):
    assert one(course, 'expect.partial(1, "all")').verdict.status is Status.PASSED


def test_missing_name_is_said_by_name(course):
    verdict = one(course, 'student.tensor("weights")').verdict
    assert (verdict.status, verdict.expected) == (Status.FAILED, "weights")


def test_task_that_was_not_attempted_is_not_judged(course):
    assert one(course, "assert False", attempted=(False, True)).verdict.status is Status.NOT_ATTEMPTED


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.KERNEL_DIED, Status.OUT_OF_MEMORY, Status.LIMIT])
def test_cell_that_did_not_end_leaves_nothing_to_judge(course, status):
    verdict = one(course, "pass", statuses=(status, Status.PASSED)).verdict
    assert (verdict.status, verdict.message) == (status, f"cell {status}")
    assert verdict.hint


def test_failure_after_an_exception_in_the_cell_names_the_exception(course):
    verdict = one(course, 'student.value("x")', statuses=(Status.ERROR, Status.PASSED)).verdict
    assert (verdict.status, verdict.message) == (Status.ERROR, "Your cell stopped with ValueError: oops")


def test_what_holds_in_spite_of_an_exception_passes(course):
    assert (
        one(course, 'student.value("x")', statuses=(Status.ERROR, Status.PASSED), x=1).verdict.status
        is Status.PASSED
    )


@pytest.mark.parametrize(
    "body",
    [
        "1 / 0",
        "import no_such_module",
        "student.nothing()",
        "expect.partial(2, 'x')",
        "import pytest; pytest.skip()",
    ],
)
def test_broken_check_is_our_fault_and_no_zero(course, body):
    found = one(course, body)
    assert found.verdict.status is Status.INTERNAL
    assert "graded again" in found.verdict.message


def test_broken_check_tells_staff_where(course):
    assert "ZeroDivisionError" in one(course, "1 / 0").detail.traceback


@pytest.mark.parametrize("source", ["def broken(:", "1 / 0", "import no_such_module"])
def test_broken_check_file_ends_grading(course, source):
    add_check(course, SLUG, source)
    with pytest.raises(InternalError, match=r"test_it\.py"):
        judged(course)


def test_check_file_that_exits_ends_grading(course):
    add_check(course, SLUG, "raise SystemExit")
    with pytest.raises(InternalError):
        judged(course)


def test_unknown_fixture_is_our_fault(course):
    add_check(course, SLUG, '@task("1")\ndef test_it(nobody):\n    pass\n')
    assert judged(course)[0].verdict.status is Status.INTERNAL


def test_interrupt_during_a_check_stops_grading(course):
    with pytest.raises(KeyboardInterrupt):
        one(course, "raise KeyboardInterrupt")


def test_warnings_and_prints_cost_nothing(course, capsys):
    found = one(course, 'import warnings\nwarnings.warn("w")\nprint("hello")')
    assert found.verdict.status is Status.PASSED
    assert capsys.readouterr().out == ""


# --- dependencies ---------------------------------------------------------------------------------

TWO = """
@task("1")
def test_first(student):
    expect.that(student.value("x") == 1, "x is not 1")

@task("2", needs="1")
def test_second(student):
    expect.that(student.value("y") == 1, "y is not 1")
"""


def test_needed_task_that_failed_blocks(course):
    add_check(course, SLUG, TWO)
    assert [j.verdict.status for j in judged(course, x=2, y=1)] == [Status.FAILED, Status.BLOCKED]


def test_needed_task_that_passed_does_not_block(course):
    add_check(course, SLUG, TWO)
    assert [j.verdict.status for j in judged(course, x=1, y=2)] == [Status.PASSED, Status.FAILED]


def test_failure_names_the_wrong_task_it_builds_on(course):
    add_check(course, SLUG, TWO.replace(', needs="1"', ""))
    hints = [j.verdict.hint for j in judged(course, x=2, y=2, builds_on=("1",))]
    assert "Task 1 is not right yet" in hints[1]
    hints = [j.verdict.hint for j in judged(course, x=1, y=2, builds_on=("1",))]
    assert "not right yet" not in hints[1]


def test_checks_come_in_task_order_whatever_their_files(course):
    add_check(course, SLUG, '@task("2")\ndef test_b(): pass', name="test_a.py")
    add_check(course, SLUG, '@task("1")\ndef test_a(): pass', name="test_b.py")
    add_check(course, SLUG, '@task("1")\ndef test_h(): pass', name="test_0.py", hidden=True)
    assert [j.detail.verdict.check for j in judged(course)] == ["1/a", "1/h", "2/b"]


def test_check_of_a_task_outside_of_this_run_is_left_out(course):
    add_check(course, SLUG, '@task("9")\ndef test_a(): assert False\n\ndef test_unmarked(): assert False')
    assert judged(course) == []


# --- the world outside ----------------------------------------------------------------------------


@pytest.mark.parametrize("options", ["-x", "-k nothing", "--maxfail=1", "--no-such-option"])
def test_options_in_the_environment_change_nothing(course, monkeypatch, options):
    add_check(course, SLUG, '@task("1")\ndef test_a(): assert False\n\n@task("1")\ndef test_b(): pass')
    monkeypatch.setenv("PYTEST_ADDOPTS", options)
    assert [j.verdict.status for j in judged(course)] == [Status.FAILED, Status.PASSED]


def test_next_course_in_this_process_is_judged_by_its_own_checks_and_helpers(course):
    def write(word):
        add_check(course, SLUG, "import helper\n\n@task('1')\ndef test_it():\n    assert False, helper.WORD")
        (course / "assignments" / SLUG / "checks" / "helper.py").write_text(f"WORD = 'This is {word}.'")

    write("one")
    assert judged(course)[0].verdict.message == "This is one."
    write("another, and longer")
    assert judged(course)[0].verdict.message == "This is another, and longer."


# --- probes ---------------------------------------------------------------------------------------

DRAWS = """
import torch

@task("1")
def test_a(rng):
    expect.that(False, str(torch.rand(3, generator=rng).tolist()))

@task("1")
def test_b(rng):
    expect.that(False, str(torch.rand(3, generator=rng).tolist()))
"""


def test_probes_are_the_same_whichever_other_checks_run(course):
    add_check(course, SLUG, DRAWS)
    a, b = (j.verdict.message for j in judged(course))
    add_check(course, SLUG, DRAWS.replace("test_a", "unused"))
    (again,) = (j.verdict.message for j in judged(course))
    assert a != b
    assert again == b


def test_probes_are_other_ones_for_another_submission(course):
    add_check(course, SLUG, DRAWS)
    assert judged(course, draw=1)[0].verdict.message != judged(course, draw=2)[0].verdict.message


# --- pictures -------------------------------------------------------------------------------------


def test_picture_is_attached_to_its_check_alone(course):
    add_check(
        course,
        SLUG,
        """
        import matplotlib.figure

        @task("1")
        def test_a(student):
            student.picture(matplotlib.figure.Figure(figsize=(1, 1)))

        @task("1")
        def test_b(student):
            pass
        """,
    )
    first, second = judged(course)
    assert first.verdict.picture.startswith("iVBOR")
    assert second.verdict.picture is None


# --- hidden checks --------------------------------------------------------------------------------

SECRET = '''
HELPER_SECRET = 1

@task("1"{mark})
def test_name_secret(student):
    """Title secret."""
    student.picture(__import__("matplotlib.figure").figure.Figure(figsize=(1, 1)))
    {body}
'''
BODIES = {
    "failed": (
        'expect.that(student.value("x") == 2, "message secret", hint="hint secret", '
        'expected="e secret", found="f secret")'
    ),
    "error": "student.value(\"x / (0 * len('expression secret'))\")",
    "missing": 'student.value("name_secret")',
    "refused": "student.module(\"x or 'expression secret'\")",
    "partial": 'expect.partial(0.5, "partial secret", "hint secret")',
    "assert": 'assert student.value("x") == "value secret"',
    "internal": 'raise RuntimeError("internal secret")',
    "unreadable": 'student._ask = lambda *_: student_lies()\n    student.value("expression_secret")',
    "passed": "pass",
}
LIES = """
from grader.kernel.session import Answer
from grader.models import Status

def student_lies():
    return Answer(Status.PASSED, {"$": "junk"})
"""


def staff_report(found):
    """A report on task 1 with these checks."""
    tasks = (task_result("1", "T", reports.TaskKind.CODE, 1, [j.verdict for j in found]),)
    return StaffReport(report=reports.report(tasks), details=tuple(j.detail for j in found))


@pytest.mark.parametrize("ending", BODIES)
def test_nothing_of_a_hidden_check_is_in_the_students_report(course, ending):
    source = LIES + SECRET.format(mark="", body=BODIES[ending])
    add_check(course, SLUG, source, hidden=True, name="test_file_secret.py")
    found = judged(course, x=1)
    staff = staff_report(found)
    assert found[0].verdict.hidden
    assert found[0].verdict.status is not Status.PASSED or ending == "passed"
    for text in (json_format.render(staff.report), html.render(staff.report), staff.report.model_dump_json()):
        assert "secret" not in text.lower()
        assert "reference" not in text
    assert found[0].verdict.picture is None


def test_staff_sees_all_of_a_hidden_check(course):
    add_check(course, SLUG, SECRET.format(mark="", body=BODIES["failed"]), hidden=True, name="test_secret.py")
    staff = staff_report(judged(course, x=1))
    text = json_format.render(staff.unmasked(), staff=True)
    for part in ("name_secret", "Title secret.", "message secret", "hint secret", "e secret", "f secret"):
        assert part in text
    (detail,) = staff.details
    assert detail.path == f"reference/{SLUG}/checks/test_secret.py"
    assert "def test_name_secret" in detail.source
    assert json.loads(text)["tasks"][0]["verdicts"][0]["picture"]


def test_hint_of_the_mark_is_shown_for_a_hidden_check(course):
    add_check(course, SLUG, SECRET.format(mark=', hint="look at zero"', body=BODIES["failed"]), hidden=True)
    assert judged(course, x=1)[0].verdict.hint == "look at zero"


def test_revealed_check_shows_title_and_message_and_keeps_the_key(course):
    add_check(course, SLUG, SECRET.format(mark=", reveal=True", body=BODIES["failed"]), hidden=True)
    verdict = judged(course, x=1)[0].verdict
    assert (verdict.title, verdict.message) == ("Title secret.", "message secret")
    assert (verdict.check, verdict.expected, verdict.found) == ("1/hidden-1", "", "")


def test_hidden_checks_of_a_task_are_numbered(course):
    add_check(course, SLUG, '@task("1")\ndef test_b(): pass\n\n@task("1")\ndef test_a(): pass', hidden=True)
    assert [j.verdict.check for j in judged(course)] == ["1/hidden-1", "1/hidden-2"]
