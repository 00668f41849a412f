import json

import pytest

from grader.course.assignment import Course
from grader.course.reference import read_reference, read_sections, substitute
from grader.errors import AssignmentError
from tests.notebooks import answer, as_bytes, given, text_answer, write

SOLUTION = [
    given("import torch", "given-1"),
    answer("1.1", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
    answer("2.1", "w = 1") | {"outputs": [{"output_type": "stream"}], "execution_count": 2},
    text_answer("2.2", "Because."),
]
MANIFEST = """
schema = 1
slug = "digits"
title = "Digits"
version = "1"
seed = 1
""" + "".join(
    f'[[task]]\nid = "{task}"\ntitle = "T"\nkind = "code"\npoints = 1\n'
    for task in ["1.1", "2.1", "2.2", "3.1"]
)


@pytest.fixture
def assignment(tmp_path):
    folder = tmp_path / "assignments/digits"
    write(folder / "digits.ipynb", SOLUTION)
    (folder / "assignment.toml").write_text(MANIFEST)
    write(tmp_path / "reference/digits/solution.ipynb", SOLUTION)
    return Course.find(tmp_path).assignment("digits")


def sections(tmp_path, text, task="2.1", markdown_tasks=("2.2",)):
    path = tmp_path / f"{task}.py"
    path.write_text(text)
    return read_sections(path, set(markdown_tasks))


def fault(tmp_path, text, task="2.1"):
    with pytest.raises(AssignmentError) as caught:
        sections(tmp_path, text, task)
    return str(caught.value).removeprefix(str(tmp_path))


def sources(data):
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"]]


def test_sections_are_read_with_what_they_say(tmp_path):
    plus, stale = sections(
        tmp_path,
        "# ruff: noqa\n\n# %% plus-sign | adds | the gradient\nw += 1\n\nb += 1\n\n"
        "# %% stale | old gradients\n# fails: 2.1 3.1\n# also: 2.2\n# slow\nw = 0\n# cell 1.1\nx = 0\n\n",
    )
    assert (plus.name, plus.description, plus.task) == ("plus-sign", "adds | the gradient", "2.1")
    assert plus.replaces == {"2.1": "w += 1\n\nb += 1"}
    assert (plus.fails, plus.also, plus.slow, plus.line) == ((), (), False, 3)
    assert stale.replaces == {"2.1": "w = 0", "1.1": "x = 0"}
    assert (stale.fails, stale.also, stale.slow, stale.line) == (("2.1", "3.1"), ("2.2",), True, 8)


def test_a_section_may_replace_only_other_tasks(tmp_path):
    assert sections(tmp_path, "# %% a | b\n# cell 1.1\nx = 0")[0].replaces == {"1.1": "x = 0"}


def test_a_text_answer_is_written_as_comments(tmp_path):
    text = "# %% a | b\n# It is *steep*.\n#\n# - so\n# cell 1.1\nx = 0\n"
    assert sections(tmp_path, text, "2.2")[0].replaces == {"2.2": "It is *steep*.\n\n- so", "1.1": "x = 0"}


def test_an_empty_file_has_no_sections(tmp_path):
    assert sections(tmp_path, "# nothing yet\n") == ()


@pytest.mark.parametrize(
    ("text", "task", "words"),
    [
        ("import x\n# %% a | b\nw", "2.1", "/2.1.py, line 1: code before the first"),
        ("w = 1\n", "2.1", "/2.1.py, line 1: code before the first"),
        ("\n# %% a\nw", "2.1", "/2.1.py, line 2: a section begins with"),
        ("# %% | b\nw", "2.1", "line 1: a section begins with"),
        ("# %% a | b\n", "2.1", "line 1: section 'a' is empty"),
        ("# %% a | b\nw\n# %% a | c\nw", "2.1", "line 3: 'a' is also in line 1"),
        ("# %% a | b\nw\n# cell 2.1\nw", "2.1", "line 4: task 2.1 is replaced twice"),
        ("# %% a | b\nw\n# cell 1.1\n\n", "2.1", "line 4: there is no code for task 1.1"),
        ("# %% a | b\nw\n# fails: 2.1\n", "2.1", "line 3: `# fails:` belongs right below"),
        ("# %% a | b\n# text\ntext\n", "2.2", "line 3: each line of a text answer"),
    ],
)
def test_a_badly_written_file_names_the_line(tmp_path, text, task, words):
    assert words in fault(tmp_path, text, task)


def test_slow_is_said_right_below_the_header_and_is_text_elsewhere(tmp_path):
    section = sections(tmp_path, "# %% a | b\n\n# slow", "2.2")[0]
    assert (section.replaces, section.slow) == ({"2.2": "slow"}, False)


def test_a_file_that_cannot_be_read_is_an_assignment_error(tmp_path):
    with pytest.raises(AssignmentError, match="cannot be read"):
        read_sections(tmp_path / "none.py")


def test_a_substitute_is_the_solution_with_other_answers():
    data = substitute(as_bytes(SOLUTION), {"2.1": "w = 2", "2.2": "Since."})
    assert sources(data) == [
        "import torch",
        "# Task 1.1: do it\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "# Task 2.1: do it\nw = 2",
        "Since.",
    ]
    assert json.loads(data)["cells"][2]["outputs"] == []


def test_a_source_with_a_marker_of_its_own_keeps_it():
    assert sources(substitute(as_bytes(SOLUTION), {"2.1": "# Task 2.1\nw = 2"}))[2] == "# Task 2.1\nw = 2"


def test_a_substitute_for_an_unknown_task_is_refused():
    with pytest.raises(AssignmentError, match=r"no answer cell for task 9.9"):
        substitute(as_bytes(SOLUTION), {"9.9": "x"})


def test_a_reference_has_the_solution_variants_and_mutants(assignment):
    for folder, text in (("variants", "# %% v | ok\nw = 1"), ("mutants", "# %% m | bad\nw = 0")):
        (assignment.reference / folder).mkdir()
        (assignment.reference / folder / "2.1.py").write_text(text)
    (assignment.reference / "mutants/2.2.py").write_text("# %% n | bad\n# fails: 1.1\n# No.")
    reference = read_reference(assignment)
    assert reference.solution == (assignment.reference / "solution.ipynb").read_bytes()
    assert [(s.name, s.fails) for s in reference.variants] == [("v", ())]
    assert [(s.name, s.fails) for s in reference.mutants] == [("m", ("2.1",)), ("n", ("1.1",))]
    assert reference.mutants[1].replaces == {"2.2": "No."}


def test_a_reference_without_variants_and_mutants_is_fine(assignment):
    assert read_reference(assignment).mutants == ()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("variants/2.1.py", "# %% v | ok\n# fails: 2.1\nw", "line 1: a variant fails nothing"),
        ("mutants/3.1.py", "# %% m | bad\nw", "line 1: the solution has no answer cell for task '3.1'"),
        ("mutants/2.1.py", "# %% m | bad\nw\n# cell 9.9\nx", "no answer cell for task '9.9'"),
        ("mutants/2.1.py", "# %% m | bad\n# fails: 9.9\nw", "line 1: there is no task '9.9'"),
    ],
)
def test_a_reference_that_does_not_fit_the_assignment_is_refused(assignment, name, text, words):
    path = assignment.reference / name
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(AssignmentError) as caught:
        read_reference(assignment)
    assert words in str(caught.value)


def test_a_missing_reference_or_solution_says_so(assignment):
    (assignment.reference / "solution.ipynb").unlink()
    with pytest.raises(AssignmentError, match=r"solution.ipynb cannot be read"):
        read_reference(assignment)
    assignment.reference.rmdir()
    with pytest.raises(AssignmentError, match="only staff has it"):
        read_reference(assignment)
