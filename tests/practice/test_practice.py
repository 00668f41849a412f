"""`%grade` in a live notebook: what it says, when, and that it leaves no trace."""

import pytest

from grader.kernel.answers import Answers
from grader.practice.live import asker
from grader.settings import Limits
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, given, text_answer
from tests.practice.live import LOAD, apart

pytestmark = pytest.mark.kernel
CHECKS = """
@task("1")
def test_x(student):
    \"\"\"x is one.\"\"\"
    expect.equal(student.value("x"), 1)

@task("2", needs="1")
def test_says(student):
    \"\"\"It says hello.\"\"\"
    expect.that("hello" in student.printed, "It does not say hello.")

@task("3")
def test_draws(student, rng):
    \"\"\"A line is drawn.\"\"\"
    import random, numpy, torch
    random.random(), numpy.random.rand(), torch.rand(1)
    expect.figure_shows(student.figures, series=1)
"""
GIVEN = "import random\nimport numpy as np\nimport torch\nimport matplotlib.pyplot as plt"
RIGHT = {
    "1": "# Task 1: do it\nx = 1",
    "2": "# Task 2: do it\nprint('hello')",
    "3": "# Task 3: do it\nplt.plot([1, 2])\nplt.show()",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    tasks = "".join(code_task(n) for n in "123") + code_task("4").replace('"code"', '"text"')
    cells = [given(GIVEN), answer("1"), answer("2"), answer("3"), text_answer("4")]
    add_assignment(root, "tiny", manifest("tiny", tasks), cells)
    add_check(root, "tiny", CHECKS)
    import grader.practice.aside
    import grader.report.card  # noqa: F401 - loaded once, before the forks

    return root


def found(notebook, *tasks):
    """Status, message and hint of the first verdict of each task."""
    report = notebook.practice.grade(tasks).report
    return {t.id: [t.verdicts[0].status, t.verdicts[0].message, t.verdicts[0].hint] for t in report.tasks}


def statuses(notebook, *tasks):
    return {id_: status for id_, (status, _, _) in found(notebook, *tasks).items()}


def test_every_task_is_judged_as_it_stood_after_its_own_cell(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, *RIGHT.values(), "x = 7")
        return statuses(notebook)

    assert apart(work, course) == {"1": "passed", "2": "passed", "3": "passed", "4": "pending"}


def test_a_task_that_was_left_is_judged_anew_when_its_cell_runs_again(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, "# Task 1: do it\nx = 5", RIGHT["2"])
        before = statuses(notebook, "1")
        notebook.run(RIGHT["1"])
        return [before, statuses(notebook, "1")]

    assert apart(work, course) == [{"1": "failed"}, {"1": "passed"}]


def test_cells_of_ones_own_behind_an_answer_belong_to_it(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, "# Task 1: do it\nx = 5", "x = 1", RIGHT["2"])
        return statuses(notebook, "1")

    assert apart(work, course) == {"1": "passed"}


def test_grade_in_the_first_line_of_a_cell_runs_the_cell_then_its_checks(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN)
        return notebook.run("%%grade 1\n# Task 1: do it\nx = 1\nprint('ran')")

    said = apart(work, course)
    assert said.index("ran") < said.index("passed")
    assert "Hidden checks run after you hand in" in said


def test_the_cell_is_the_latest_one_with_its_marker(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, RIGHT["1"], "# Task 1: do it\nx = 2")
        return found(notebook, "1")

    status, message, _ = apart(work, course)["1"]
    assert status == "failed"
    assert message


def test_what_ran_before_the_extension_is_asked_to_run_again_where_its_output_counts(course):
    def work(notebook):
        notebook.run(GIVEN, *RIGHT.values(), LOAD)
        return found(notebook)

    said = apart(work, course)
    assert said["1"][0] == "passed"
    assert said["2"][:2] == [
        "blocked",
        "This cell ran before `%load_ext grader`, so what it printed or drew is not known.",
    ]
    assert "again" in said["2"][2]


def test_a_task_whose_cell_has_not_run_is_told_so(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, RIGHT["1"])
        return found(notebook)

    status, message, _ = apart(work, course)["3"]
    assert status == "not_attempted"
    assert "has not been run" in message


def test_a_cell_that_raises_is_named_by_its_error(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, "# Task 1: do it\nx = 2\n1 / 0")
        return found(notebook, "1")

    assert apart(work, course)["1"][1] == "Your cell stopped with ZeroDivisionError: division by zero"


def test_a_task_that_needs_another_is_judged_when_that_one_is_right(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, "# Task 1: do it\nx = 2", RIGHT["2"])
        before = statuses(notebook)["2"]
        notebook.run(RIGHT["1"], RIGHT["2"])
        return [before, statuses(notebook)["2"]]

    assert apart(work, course) == ["blocked", "passed"]


def test_an_unknown_task_is_one_line_and_no_exception(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN)
        said = notebook.run("%grade 9")
        return [said, notebook.shell.last_execution_succeeded]

    said, went_on = apart(work, course)
    assert said == "%grade: tiny has no task 9; it has: 1, 2, 3, 4\n"
    assert went_on


def test_an_unknown_assignment_is_one_line_that_names_those_there_are(course):
    assert "there are tiny" in apart(lambda n: n.run(LOAD, "%grade --assignment nope"), course)


def test_a_question_that_takes_too_long_is_a_verdict(course):
    def work(notebook):
        notebook.run(GIVEN, "def forever():\n    while True:\n        pass")
        ask = asker(Answers(notebook.shell.user_ns, 2**20), Limits(check_seconds=0.2), 60.0)
        nothing = {"$": "dict", "v": []}
        arguments = {"args": [], "kwargs": nothing, "bind": nothing}
        answer = ask({"op": "call", "expr": "forever", "inputs": {}, "arguments": arguments})
        return [answer.status, answer.message]

    assert apart(work, course) == ["timeout", "Your code did not answer within 0.2 seconds."]


def test_the_kernel_is_as_it_was(course):
    watch = """
import sys, os, warnings
def state():
    import matplotlib
    generators = random.getstate(), np.random.get_state()[1].tolist(), torch.get_rng_state().tolist()
    names = sorted(n for n in get_ipython().user_ns if n[0] != "_")
    python = list(sys.path), sys.dont_write_bytecode, list(warnings.filters), getattr(sys, "last_value", None)
    drawing = plt.get_fignums(), sorted(matplotlib.rcParams.items(), key=str)
    outside = dict(os.environ), os.getcwd(), sys.stdout.write.__qualname__
    return *generators, names, *python, *drawing, *outside, dict(Out), torch.get_default_dtype()
"""

    def work(notebook):
        notebook.run(
            LOAD, GIVEN, watch, *RIGHT.values(), "before = after = unlike = None", "before = state()"
        )
        notebook.run("%grade", "%grade 1")
        notebook.run(
            "after = state()", "unlike = [n for n, (a, b) in enumerate(zip(before, after)) if a != b]"
        )
        return notebook.shell.user_ns["unlike"]

    assert apart(work, course) == []


def test_the_next_random_number_is_the_one_without_any_judging(course):
    draw = "drawn = [random.random(), np.random.rand(), torch.rand(1).item()]"
    seed = "random.seed(1); np.random.seed(1); torch.manual_seed(1);"

    def work(notebook, *also):
        notebook.run(*also[:1], GIVEN, seed, RIGHT["1"], RIGHT["3"], *also[1:], draw)
        return notebook.shell.user_ns["drawn"]

    with_it = apart(lambda n: work(n, LOAD, "%grade"), course)
    assert with_it == apart(work, course)


def test_nothing_listens_any_more_once_the_extension_is_unloaded(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, "%unload_ext grader")
        events = notebook.shell.events.callbacks
        ours = [f.__module__ for name in events for f in events[name] if "grader" in f.__module__]
        return [ours, "not found" in notebook.run("%grade")]

    assert apart(work, course) == [[], True]


def test_what_the_student_sees_is_what_they_would_see_without_us(course):
    cells = ["print('a')\n'b'", "import sys\nprint('c', file=sys.stderr)\n1 / 0", "display({'x': 1})\n2;"]

    def work(notebook, *also):
        return [notebook.run(*also), *(notebook.run(cell) for cell in cells)][1:]

    assert apart(lambda n: work(n, LOAD), course) == apart(lambda n: work(n, "None"), course)


def test_the_card_that_was_shown_does_not_count_as_printed_by_the_cell(course):
    def work(notebook):
        notebook.run(LOAD, GIVEN, RIGHT["1"], "# Task 2: do it\nprint('bye')\n%grade 1")
        return statuses(notebook, "2"), notebook.practice.watch.ran[-1].out

    status, out = apart(work, course)
    assert status == {"2": "failed"}
    assert "".join(output["text"] for output in out) == "bye\n"


def test_a_course_of_many_is_told_apart_by_its_cells(course, tmp_path):
    for slug in ("one", "two"):
        cells = [given(f"# given in {slug}\nimport random"), answer("1", marker=True)]
        cells[1]["source"] = f"# Task 1: of {slug}\n..."
        add_assignment(tmp_path, slug, manifest(slug, code_task("1")), cells)
        add_check(tmp_path, slug, '@task("1")\ndef test_x(student):\n    assert student.value("x") == 1\n')

    def work(notebook):
        notebook.run(LOAD, "# given in two\nimport random", "# Task 1: of two\nx = 1")
        return notebook.practice.grade().report.assignment.slug

    assert apart(work, tmp_path) == "two"


def test_a_task_that_could_not_be_judged_when_it_was_left_says_so_each_time(course):
    def work(notebook):
        notebook.run(GIVEN, RIGHT["1"], RIGHT["2"], "x = 9", LOAD, RIGHT["3"])
        first = [found(notebook, "1")["1"], found(notebook, "1")["1"]]
        notebook.run(RIGHT["1"])
        return [*first, found(notebook, "1")["1"]]

    first, second, third = apart(work, course)
    assert first == second
    assert first[0] == "failed"
    assert "Other cells have run since this one" in first[2]
    assert third[0] == "passed"


def test_an_endless_loop_in_an_answer_does_not_keep_the_next_cell_from_running(course):
    endless = (
        "# Task 1: do it\nclass Endless(dict):\n    def items(self):\n        while True: pass\nx = Endless()"
    )

    def work(notebook):
        from grader.practice import practice

        practice.LEAVING_SECONDS = 0.3
        notebook.run(LOAD, GIVEN, endless, RIGHT["2"] + "\nwent_on = True")
        return [notebook.shell.user_ns["went_on"], sorted(notebook.practice._kept)]

    assert apart(work, course) == [True, []]


def test_arguments_that_cannot_be_read_are_one_line(course):
    assert "%grade: No closing quotation" in apart(lambda n: n.run(LOAD, "%grade 'a"), course)
