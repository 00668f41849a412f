import json

import nbformat
import pytest

from grader.course.release import Asked, difference, is_released, release
from grader.errors import AssignmentError
from tests.notebooks import answer, as_bytes, code, given, markdown, text_answer

REGION = "### BEGIN SOLUTION\nw = 1\nb = 2\n### END SOLUTION"
SOLUTION = [
    markdown("# Title", "text-1"),
    given("import torch", "given-1") | {"execution_count": 3, "outputs": [{"output_type": "stream"}]},
    answer("2.1", f"{REGION}\nprint(w)"),
    text_answer("2.2", "Say why.\n\n### BEGIN SOLUTION\nBecause ü.\n### END SOLUTION\n"),
]


def released(cells):
    return json.loads(release(as_bytes(cells)))


def source(cell):
    return "".join(cell["source"])


def test_solutions_are_replaced_by_placeholders():
    cells = released(SOLUTION)["cells"]
    assert source(cells[2]) == "# Task 2.1: do it\n...  # your code here\nprint(w)"
    assert source(cells[3]) == "Say why.\n\n*Your answer here.*\n"
    assert "Because" not in json.dumps(cells)


def test_several_regions_are_replaced_each_at_its_indentation():
    text = (
        "def f():\n    ### BEGIN SOLUTION\n    a = 1\n    ### END SOLUTION\n    c = 2\n\n"
        "for i in x:\n\t### BEGIN SOLUTION\n  pass\n### END SOLUTION  \n"
    )
    assert source(released([answer("2.1", text)])["cells"][0]) == (
        "# Task 2.1: do it\ndef f():\n    ...  # your code here\n    c = 2\n\n"
        "for i in x:\n\t...  # your code here\n"
    )


def test_outputs_and_what_running_left_are_cleared():
    cell = given("1 + 1", "given-1") | {"execution_count": 3, "outputs": [{"output_type": "stream"}]}
    cell["metadata"] |= {"execution": {"iopub.status.busy": "now"}, "tags": ["keep"]}
    made = released([cell])["cells"][0]
    assert (made["execution_count"], made["outputs"]) == (None, [])
    assert made["metadata"] == {"grader": {"role": "given"}, "tags": ["keep"]}


def test_a_release_is_deterministic_readable_and_a_valid_notebook():
    made = release(as_bytes(SOLUTION))
    assert made == release(as_bytes(SOLUTION))
    assert made.endswith(b"}\n")
    assert made.startswith(b'{\n "cells"')
    nbformat.validate(nbformat.reads(made.decode(), as_version=4))


def test_what_is_no_solution_is_handed_out_as_it_is():
    made = released(SOLUTION)
    assert made["cells"][0] == markdown(["# Title"], "text-1")
    assert made["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            [answer("2.1", "### BEGIN SOLUTION\nx = 1")],
            "(task-2-1), line 2: `### BEGIN SOLUTION` without",
        ),
        ([answer("2.1", "x = 1\n### END SOLUTION")], "cell 1 (task-2-1), line 3: `### END SOLUTION` without"),
        (
            [answer("2.1", f"### BEGIN SOLUTION\n{REGION}")],
            "cell 1 (task-2-1), line 3: the region of line 2 has not ended",
        ),
        (
            [answer("2.1", "## begin solution\nx\n## end solution")],
            "line 2: the marker `## begin",
        ),
        ([answer("2.1", "### BEGIN SOLUTION 1\nx")], "line 2: the marker"),
        ([given(REGION, "g")], "cell 1 (g), line 1: the marker `### BEGIN SOLUTION` stands in a cell"),
        ([markdown(REGION, "g")], "stands in a cell that is no answer"),
        ([answer("2.1", "x = 1")], "the answer has no `### BEGIN SOLUTION`"),
        (
            [answer("2.1", REGION, marker=False)],
            "line 1: the answer to task 2.1 must begin with",
        ),
        ([answer("2.1", REGION), answer("2.1", REGION, "other")], "task 2.1 has two answer cells"),
        ([code("x", "c")], "a code cell needs metadata.grader"),
        ([given("x", "c"), given("y", "c")], "cell 2: the id 'c' is missing or used twice"),
        ([given("x")], "the id None is missing"),
        ([code("x", "c", role="boss")], "metadata.grader is wrong"),
        ([code("x", "c", role="answer")], "an answer cell needs a task"),
        ([text_answer("2.1", REGION) | {"cell_type": "raw"}], "a raw cell"),
        ([{"cell_type": "code", "source": "x"}], "cell 1: its cell_type, source or metadata"),
        ([7], "cell 1: its cell_type"),
    ],
)
def test_a_badly_written_solution_names_cell_and_line(cells, words):
    data = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
    with pytest.raises(AssignmentError) as caught:
        release(data)
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"nbformat": 3, "cells": []}', b'{"nbformat": 4}'])
def test_what_is_no_notebook_is_an_assignment_error(data):
    with pytest.raises(AssignmentError, match=r"solution.ipynb is no notebook"):
        release(data)


def test_a_starter_is_in_step_when_it_is_what_release_makes():
    solution = as_bytes(SOLUTION)
    assert is_released(solution, release(solution))
    assert difference(solution, release(solution)) == ""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"import torch", b"import numpy", "cell 2 (given-1) of the starter differs"),
        (b'"python3"', b'"python4"', "metadata differs"),
        (b"\n", b"\n ", "metadata or layout differs"),
    ],
)
def test_a_starter_that_is_out_of_step_says_where(old, new, words):
    solution = as_bytes(SOLUTION)
    starter = release(solution).replace(old, new)
    assert words in difference(solution, starter)
    assert not is_released(solution, starter)


def test_a_starter_with_another_number_of_cells_is_out_of_step():
    assert (
        difference(as_bytes(SOLUTION), release(as_bytes(SOLUTION[:3])))
        == "the starter has 3 cells instead of 4"
    )


# --- some tasks only ------------------------------------------------------------------------------


def test_only_the_asked_tasks_are_open_and_the_others_are_given_with_their_answers():
    cells = [answer("1.1", f"{REGION}\nprint(w)"), answer("1.2", REGION)]
    made = json.loads(release(as_bytes(cells), asked=Asked("second", frozenset({"1.2"}))))
    first, second = made["cells"]
    assert source(first) == "# Task 1.1: do it (given)\nw = 1\nb = 2\nprint(w)"
    assert first["metadata"]["grader"] == {"role": "given", "task": "1.1"}
    assert source(second) == "# Task 1.2: do it\n...  # your code here"
    assert made["metadata"]["grader"]["asked"] == "second"
