"""`grade doctor FILE`: what it finds in a notebook, what its repair keeps, and what it does not touch."""

import json

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from grader.course.submission import read_submission
from grader.doctor import machine, repair
from grader.doctor.fresh import compare, same_text
from grader.doctor.notebook import examine, read_patient
from grader.errors import AssignmentError, InputError
from grader.settings import Limits
from tests.courses import add_assignment, code_task, manifest
from tests.notebooks import answer, code, given, markdown, write
from tests.sources import ROOT

STARTER = [
    markdown("# Title", "text-1"),
    given("import random\nimport math", "given-1"),
    answer("1.1"),
    markdown("More", "text-2"),
    given("# Given: half\nhalf = x / 2", "given-2"),
    answer("1.2"),
]
DONE = [
    STARTER[0],
    STARTER[1],
    answer("1.1", "x = 4"),
    STARTER[3],
    STARTER[4],
    answer("1.2", "y = half + math.pi"),
]


@pytest.fixture
def course(tmp_path):
    tasks = code_task("1.1", names=["x"]) + code_task("1.2", names=["y"], builds_on=["1.1"])
    add_assignment(tmp_path, "tiny", manifest("tiny", tasks), STARTER)
    return tmp_path


@pytest.fixture
def see(course):
    """Everything that is wrong with a notebook of these cells."""

    def look(*cells, **counts):
        path = write(course / "tiny-ann.ipynb", [*cells])
        return [f.text for f in examine(read_patient(path, None, None)) if f.wrong]

    return look


def test_a_right_notebook_and_an_untouched_one_have_nothing_wrong(see):
    assert see(*DONE) == []
    assert see(*STARTER) == []


@pytest.mark.parametrize("slug", ["crop-yields", "fc-nets", "feature-nets", "pytorch-intro", "toy-nets"])
def test_nothing_is_wrong_with_any_starter_or_solution(slug):
    for path in (ROOT / "assignments" / slug / f"{slug}.ipynb", ROOT / "reference" / slug / "solution.ipynb"):
        assert [f.text for f in examine(read_patient(path, ROOT, slug)) if f.wrong] == []


def test_a_deleted_answer_cell_is_told(see):
    (text,) = (t for t in see(*DONE[:5]) if "not found" in t)
    assert "task 1.2" in text


def test_two_cells_for_one_task_are_told(see):
    assert any("More than one cell answers task 1.1" in t for t in see(*DONE, answer("1.1", "x = 5")))


def test_a_changed_given_cell_is_told(see):
    changed = [*DONE[:4], given("half = 3", "given-2"), DONE[5]]
    assert any("had been changed" in t and "Given: half" in t for t in see(*changed))


def test_a_name_from_an_old_kernel_is_told_with_its_cell(see):
    early = [*DONE[:2], answer("1.1", "x = y"), *DONE[3:]]
    assert see(*early) == ["Cell 3 (task 1.1), line 2, uses `y`, which only cell 6 (task 1.2) defines."]
    gone = [*DONE[:2], answer("1.1", "x = old"), *DONE[3:]]
    assert see(*gone) == ["Cell 3 (task 1.1), line 2, uses `old`, which no cell defines."]


def test_cells_that_ran_out_of_order_are_told(see):
    cells = [dict(c) for c in DONE]
    for number, count in ((1, 1), (2, 7), (4, 3)):
        cells[number]["execution_count"] = count
    assert see(*cells) == [
        (
            "The cells did not run from top to bottom: cell 3 (task 1.1) ran as [7], and "
            "cell 5 (`# Given: half`) below it as [3]."
        )
    ]


def test_a_package_that_is_not_installed_is_told_unless_the_code_does_without(see):
    assert see(*DONE, code("import no_such_package.part")) == [
        "Cell 7 (`import no_such_package.part`) imports `no_such_package`, which is not installed here."
    ]
    assert see(*DONE, code("try:\n    import no_such_package\nexcept ImportError:\n    pass")) == []


def test_a_module_beside_the_notebook_is_installed_enough(see, course):
    (course / "mine.py").write_text("a = 1\n")
    assert see(*DONE, code("from mine import *\na")) == []


def test_a_cell_that_is_no_python_is_told(see):
    assert see(*DONE, code("x = (")) == ["Cell 7 (`x = (`) is no Python: line 1: '(' was never closed."]


def test_a_notebook_of_no_assignment_is_looked_at_all_the_same(tmp_path, course):
    path = write(course / "other.ipynb", [code("print(nothing)")])
    found = [f.text for f in examine(read_patient(path, None, None)) if f.wrong]
    assert len(found) == 2
    assert "not known which assignment" in found[0]


def test_an_assignment_that_is_named_and_not_there_is_an_error(course):
    path = write(course / "x.ipynb", DONE)
    with pytest.raises(AssignmentError, match="no assignment is called 'nope'"):
        read_patient(path, None, "nope")


# --- repair ---------------------------------------------------------------------------------------


def mended(course, cells):
    path = write(course / "tiny-ann.ipynb", cells)
    made = repair.write_repaired(read_patient(path, None, None))
    return made, json.loads(made.read_text())["cells"]


BROKEN = [
    markdown("My own thoughts"),
    given("import random\nimport math, os", "given-1"),
    answer("1.2", "y = half + math.pi"),
    code("mine = 1"),
    answer("1.1", "x = 3"),
    answer("1.1", "x = 4"),
]


def test_a_repaired_notebook_has_nothing_left_to_repair(course):
    path, _ = mended(course, BROKEN)
    assert [f.text for f in examine(read_patient(path, None, "tiny")) if f.wrong] == []


def test_repair_loses_nothing_that_the_student_wrote(course):
    _, cells = mended(course, BROKEN)
    text = "\n".join(c["source"] if isinstance(c["source"], str) else "".join(c["source"]) for c in cells)
    for own in ("My own thoughts", "math, os", "half + math.pi", "mine = 1", "x = 3", "x = 4"):
        assert own in text
    assert [c["id"] for c in cells if c["cell_type"] == "code"] == [
        "given-1", "task-1-1", "given-2", "task-1-2", "own-3"
    ]  # fmt: skip


def test_repair_keeps_the_outputs_of_answers(course):
    done = [dict(c) for c in DONE]
    done[2] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "4\n"}], "execution_count": 2}
    _, cells = mended(course, done[:5])
    assert cells[2]["outputs"] == done[2]["outputs"]
    assert cells[2]["execution_count"] == 2


def test_repair_writes_a_notebook_that_jupyter_accepts(course):
    import nbformat

    path, _ = mended(course, BROKEN)
    nbformat.validate(nbformat.read(path, 4))


def test_repair_overwrites_nothing(course):
    path, _ = mended(course, BROKEN)
    before = path.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        mended(course, DONE)
    assert path.read_bytes() == before
    assert json.loads((course / "tiny-ann.ipynb").read_text())["cells"] == DONE


@over(st.lists(st.sampled_from([*BROKEN, *DONE, code("z = 1"), markdown("note")]), max_size=9))
def test_repair_of_any_mixture_loses_nothing_and_is_in_order(tmp_path_factory, cells):
    root = tmp_path_factory.mktemp("c")
    tasks = code_task("1.1", names=["x"]) + code_task("1.2", names=["y"], builds_on=["1.1"])
    add_assignment(root, "tiny", manifest("tiny", tasks), STARTER)
    cells = cells or [code("z = 1")]
    path, made = mended(root, cells)
    text = "\n".join(c["source"] if isinstance(c["source"], str) else "".join(c["source"]) for c in made)
    assert all(cell["source"].strip() in text for cell in cells)
    ids = [c["id"] for c in made if c["id"] in {s["id"] for s in STARTER}]
    assert ids == [s["id"] for s in STARTER]
    assert read_submission(path, Limits()).notices == ()


# --- a fresh run ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<a.B object at 0x7f0112345678>", "<a.B object at 0x55aa99abcdef>"),
        ("took 1.25 s", "took 9.5 s"),
        ("CPU times: user 1 s", "CPU times: user 2 ms, sys: 3"),
        ("0.1234567", "0.1234568"),
        ("12:30:01 done", "09:12:44 done"),
        ("50%\r100%", "100%"),
        ("a  b\n\n", "a b"),
    ],
)
def test_addresses_times_and_last_digits_do_not_count(one, other):
    assert same_text(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("0.12", "0.13"), ("a", "b"), ("1", "1 2"), ("", "x"), ("nan", "1.0")]
)
def test_another_number_or_word_counts(one, other):
    assert not same_text(one, other)


@pytest.mark.kernel
def test_outputs_that_a_fresh_run_does_not_give_are_told(course):
    def shown(text, cell):
        output = {"output_type": "stream", "name": "stdout", "text": text}
        return cell | {"outputs": [output], "execution_count": 1}

    cells = [
        *DONE[:2],
        shown("4\n", answer("1.1", "x = 4\nprint(x)")),
        *DONE[3:],
        shown("5\n", code("print(x)")),
        code("late = from_an_old_kernel"),
    ]
    path = write(course / "tiny-ann.ipynb", cells)
    wrong = [f.text for f in compare(read_patient(path, None, None)) if f.wrong]
    assert wrong == [
        "Cell 7 (`print(x)`) shows “5”, and a fresh run gives “4”.",
        (
            "Cell 8 (`late = from_an_old_kernel`) fails in a fresh run: "
            "NameError: name 'from_an_old_kernel' is not defined"
        ),
    ]


# --- the machine ----------------------------------------------------------------------------------


def test_this_machine_can_grade(course):
    found = list(machine.examine(course))
    assert [f.text for f in found if f.wrong] == []
    assert any("1 assignments: tiny" in f.text for f in found)


def test_a_folder_for_temporary_files_that_is_not_there_is_told(tmp_path):
    (found,) = machine._disk(tmp_path / "gone")
    assert found.wrong
    assert "TMPDIR" in found.hint


def test_a_manifest_that_cannot_be_read_is_told(course):
    (course / "assignments" / "tiny" / "assignment.toml").write_text("slug = ")
    wrong = [f.text for f in machine._course(course, None) if f.wrong]
    assert len(wrong) == 1
    assert "assignment.toml cannot be read" in wrong[0]
