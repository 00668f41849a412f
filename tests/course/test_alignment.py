import time

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from grader.course.alignment import align
from grader.course.assignment import Task
from grader.models import CellRole, TaskKind
from tests.notebooks import answer, as_notebook, code, given, markdown, text_answer

TASKS = [
    Task(id="1.1", title="Data", kind=TaskKind.CODE, points=1, names=("x",)),
    Task(id="2.1", title="Model", kind=TaskKind.CODE, points=1, names=("w", "b")),
    Task(id="2.2", title="Why", kind=TaskKind.TEXT, points=1),
    Task(id="3.1", title="Train", kind=TaskKind.CODE, points=1, names=("loss",)),
    Task(id="4.1", title="Look", kind=TaskKind.CODE, points=1),
]
STARTER_CELLS = [
    markdown("# Task 1.1: read this", "text-1"),
    given("import torch", "given-1"),
    answer("1.1", "x = ...  # your code here\n"),
    given("y = x + 1\nprint(y)", "given-2"),
    answer("2.1"),
    text_answer("2.2"),
    answer("3.1"),
    given("print(loss)", "given-3", task="4.1"),
]
STARTER = as_notebook(STARTER_CELLS)


def aligned(cells, starter=STARTER):
    return align(starter, as_notebook(cells), TASKS)


def changed(number, **values):
    """The starter's cells with one changed."""
    cells = [dict(cell) for cell in STARTER_CELLS]
    cells[number] |= values
    return cells


def bare(cell, source=None):
    """A cell without id and metadata, as some editors leave it."""
    text = cell["source"] if source is None else source
    return code(text) if cell["cell_type"] == "code" else markdown(text)


def texts(alignment):
    return " ".join(notice.text for notice in alignment.notices)


def sources(alignment):
    return [cell.source for cell in alignment.cells]


def given_sources(alignment):
    return [cell.source for cell in alignment.cells if cell.role == CellRole.GIVEN]


def answers(alignment):
    return [cell.task for cell in alignment.cells if cell.role == CellRole.ANSWER]


def test_the_starter_aligned_with_itself_says_nothing_and_nothing_is_attempted():
    alignment = aligned(STARTER_CELLS)
    assert alignment.notices == ()
    assert sources(alignment) == [cell["source"] for cell in STARTER_CELLS[1:]]
    assert not any(alignment.attempted(task.id) for task in TASKS)


def test_cells_without_ids_and_metadata_are_found_all_the_same():
    alignment = aligned([bare(cell) for cell in STARTER_CELLS])
    assert [cell.matched_by for cell in alignment.cells] == [
        "source", "marker", "source", "marker", "marker", "marker", "source",
    ]  # fmt: skip


def test_a_changed_given_cell_is_restored_with_a_notice():
    alignment = aligned(changed(1, source="import numpy"))
    assert given_sources(alignment)[0] == "import torch"
    assert "`import torch`" in texts(alignment)
    assert "graded as handed out" in texts(alignment)


def test_comments_and_blank_lines_in_a_given_cell_need_no_notice():
    assert aligned(changed(1, source="# for tensors\n\nimport torch  ")).notices == ()


def test_a_deleted_given_cell_is_put_back_with_a_notice():
    alignment = aligned(STARTER_CELLS[:3] + STARTER_CELLS[4:])
    assert given_sources(alignment) == ["import torch", "y = x + 1\nprint(y)", "print(loss)"]
    assert "put back: `y = x + 1`" in texts(alignment)


def test_a_changed_given_cell_without_id_is_recognised_by_its_place():
    cells = changed(3)
    cells[3] = bare(cells[3], "y = x + 2\nprint(y)")
    alignment = aligned(cells)
    assert [cell.matched_by for cell in alignment.cells][2] == "place"
    assert CellRole.EXTRA not in [cell.role for cell in alignment.cells]


def test_a_copy_of_a_given_cell_is_the_students_own():
    alignment = aligned([*STARTER_CELLS, bare(STARTER_CELLS[3])])
    assert alignment.cells[-1].role == CellRole.EXTRA
    assert alignment.notices == ()


@pytest.mark.parametrize(
    ("cell", "how"),
    [
        (code("w, b = 1, 2", role="answer", task="2.1"), "metadata"),
        (code("w, b = 1, 2", "task-2-1"), "id"),
        (code("# Task 2.1: my model\nw = 1"), "marker"),
        (code("\n  #task  2.1\nw = 1"), "marker"),
        (code("#  TASK 2.1\nw = 1"), "marker"),
        (code("%matplotlib inline\nw = 1\nb: int = 2"), "names"),
        (code("%%time\ndef w():\n    pass\nclass b: pass"), "names"),
        (code("for w, b in [(1, 2)]:\n    pass"), "names"),
        (code("import numpy as w\nfrom os import path as b\n!ls\nx = !ls"), "names"),
    ],
)
def test_an_answer_is_found_by_metadata_then_id_then_marker_then_names(cell, how):
    alignment = aligned([*STARTER_CELLS[:4], cell, *STARTER_CELLS[5:]])
    found = alignment.answer("2.1")
    assert (found.matched_by, found.source, found.attempted) == (how, cell["source"], True)
    assert answers(alignment) == ["1.1", "2.1", "2.2", "3.1"]


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    w = b = 1",
        "[w for w in b]",
        "w = 1",
        "w = b = (",
        "%%bash\nw=1\nb=2",
        "w = b = '\0'",
        "w = b = " + "-" * 50_000 + "1",
        "w = b = 1 #" + "x" * 200_000,
    ],
)
def test_code_that_does_not_define_the_names_at_top_level_is_no_answer(source):
    alignment = aligned([*STARTER_CELLS[:4], code(source), *STARTER_CELLS[5:]])
    assert alignment.answer("2.1").matched_by == "missing"
    assert source in sources(alignment)


def test_names_decide_nothing_when_two_cells_could_be_meant():
    alignment = aligned([*STARTER_CELLS[:4], code("w = b = 1"), code("w = b = 2"), *STARTER_CELLS[5:]])
    assert alignment.answer("2.1").matched_by == "missing"
    assert "task 2.1 was not found" in texts(alignment)


def test_names_decide_nothing_when_two_answers_could_be_meant():
    cells = [*STARTER_CELLS[:2], STARTER_CELLS[3], code("x = w = b = 1"), *STARTER_CELLS[5:]]
    assert aligned(cells).answer("1.1").matched_by == "missing"


def test_a_warning_about_a_students_string_is_not_ours():
    cells = [*STARTER_CELLS[:4], code(r"w = b = '\d'"), *STARTER_CELLS[5:]]
    assert aligned(cells).answer("2.1").matched_by == "names"


def test_an_answer_beside_its_untouched_cell_is_found_by_names():
    alignment = aligned([*STARTER_CELLS[:5], code("w = b = 1"), *STARTER_CELLS[5:]])
    assert alignment.answer("2.1").source == "w = b = 1"
    assert alignment.attempted("2.1")
    assert "found by the names" in texts(alignment)


def test_names_defined_elsewhere_do_not_answer_an_untouched_cell():
    alignment = aligned([*STARTER_CELLS, code("w = b = 1")])
    assert not alignment.attempted("2.1")
    assert alignment.notices == ()


def test_a_missing_answer_is_the_starters_cell_and_not_attempted():
    alignment = aligned(STARTER_CELLS[:4] + STARTER_CELLS[5:])
    assert alignment.answer("2.1").source == STARTER_CELLS[4]["source"]
    assert not alignment.attempted("2.1")
    assert "`# Task 2.1`" in texts(alignment)


def test_of_two_answers_the_last_one_that_was_worked_on_counts():
    first, last = code("# Task 2.1\nw = 1"), code("# Task 2.1\nw = 2")
    alignment = aligned([*STARTER_CELLS[:4], first, last, STARTER_CELLS[4], *STARTER_CELLS[5:]])
    assert alignment.answer("2.1").source == "# Task 2.1\nw = 2"
    assert first["source"] not in sources(alignment)
    assert "More than one cell answers task 2.1" in texts(alignment)


def test_an_untouched_copy_of_an_answer_needs_no_notice():
    cells = [*STARTER_CELLS[:4], code("# Task 2.1\nw = 1"), *STARTER_CELLS[4:]]
    alignment = aligned(cells)
    assert alignment.answer("2.1").source == "# Task 2.1\nw = 1"
    assert alignment.notices == ()


def test_a_copied_cell_whose_marker_names_another_task_answers_that_one():
    first = code("# Task 2.1\nw = b = 1", role="answer", task="2.1")
    copied = code("# Task 3.1\nloss = 1", role="answer", task="2.1")
    alignment = aligned([*STARTER_CELLS[:4], first, STARTER_CELLS[5], copied, STARTER_CELLS[7]])
    assert alignment.answer("2.1").source == first["source"]
    assert alignment.answer("3.1").source == copied["source"]
    assert alignment.notices == ()


def test_an_answer_split_in_two_by_jupyter_stays_whole():
    first = code("# Task 2.1\nw = 1", "task-2-1", role="answer", task="2.1")
    second = code("b = 2", "new", role="answer", task="2.1")
    alignment = aligned([*STARTER_CELLS[:4], first, second, *STARTER_CELLS[5:]])
    assert sources(alignment)[3:5] == ["# Task 2.1\nw = 1", "b = 2"]
    assert alignment.cells[4].matched_by == "split"
    assert alignment.last_cell("2.1") == 4
    assert alignment.notices == ()


def test_an_untouched_answer_that_was_split_is_not_attempted():
    first = code("# Task 2.1: do it", role="answer", task="2.1")
    second = code("...  # your code here", role="answer", task="2.1")
    assert not aligned([*STARTER_CELLS[:4], first, second, *STARTER_CELLS[5:]]).attempted("2.1")


def test_an_emptied_answer_is_continued_by_the_cells_after_it():
    cells = [*changed(4, source="# Task 2.1")[:5], code(""), code("model = 1"), *STARTER_CELLS[5:]]
    alignment = aligned(cells)
    assert not alignment.answer("2.1").attempted
    assert alignment.attempted("2.1")
    assert alignment.last_cell("2.1") == 5


def test_an_emptied_answer_alone_is_not_attempted():
    assert not aligned([*changed(4, source="# Task 2.1")[:5], code(" "), *STARTER_CELLS[5:]]).attempted("2.1")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Task 2.1: do it\n...", False),
        ("# Task 2.1: mine\n\n...   \n\n# later", False),
        ("", False),
        ("# Task 2.1: do it\npass", True),
        ("# Task 2.1: do it\n...\nw = 1", True),
        ("# Task 2.1: do it\nw = (", True),
        ("# Task 2.1: do it\n'''", True),
        ("%%time\nw = 1", True),
    ],
)
def test_an_answer_is_attempted_when_more_than_comments_and_layout_differ(source, expected):
    assert aligned(changed(4, source=source)).attempted("2.1") is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", False),
        ("\n*Your answer here.*  \n", False),
        ("Because.", True),
        ("*Your answer here.*\nNo.", True),
    ],
)
def test_a_text_answer_is_attempted_when_it_has_a_line_of_its_own(source, expected):
    assert aligned(changed(5, source=source)).attempted("2.2") is expected


def test_a_text_answer_in_a_code_cell_is_read_and_not_run():
    alignment = aligned(changed(5, source="It is steep", cell_type="code"))
    assert (alignment.answer("2.2").kind, alignment.answer("2.2").source) == ("markdown", "It is steep")


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_code_answer_that_is_no_code_cell_is_not_attempted_and_a_notice_says_why(kind):
    alignment = aligned(changed(4, source="# Task 2.1\nw = 1", cell_type=kind))
    assert not alignment.attempted("2.1")
    assert "task 2.1 is no code cell any more" in texts(alignment)


def test_extra_cells_stay_behind_the_cell_they_follow():
    own = [code(f"own = {n}", f"own-{n}") for n in range(4)]
    cells = [own[0], *STARTER_CELLS[:2], own[1], markdown("note"), own[2], *STARTER_CELLS[2:], own[3]]
    alignment = aligned(cells)
    assert sources(alignment)[:4] == ["own = 0", "import torch", "own = 1", "own = 2"]
    assert sources(alignment)[-1] == "own = 3"
    assert alignment.cells[0].id == "own-0"
    assert "note" not in sources(alignment)
    assert alignment.notices == ()


def test_an_extra_cell_with_an_id_of_the_starter_loses_it():
    alignment = aligned([*STARTER_CELLS, code("mine", "given-1")])
    assert alignment.cells[-1].id is None


def test_reordered_answers_go_back_with_a_notice_and_take_their_extras_along():
    cells = [*STARTER_CELLS[:2], STARTER_CELLS[6], code("own"), *STARTER_CELLS[2:6], STARTER_CELLS[7]]
    alignment = aligned(cells)
    assert answers(alignment) == ["1.1", "2.1", "2.2", "3.1"]
    assert sources(alignment)[6] == "own"
    assert "order of the assignment: task 3.1" in texts(alignment)


def test_merged_cells_are_taken_apart_at_the_marker():
    merged = code("import torch\n\n# Task 1.1: do it\nx = 1", "given-1", role="given")
    alignment = aligned([STARTER_CELLS[0], merged, *STARTER_CELLS[3:]])
    assert alignment.answer("1.1").source == "# Task 1.1: do it\nx = 1"
    assert "task 1.1 stood inside another cell" in texts(alignment)
    assert "handed out" not in texts(alignment)


def test_a_marker_inside_a_cell_cuts_nothing_when_the_answer_has_its_cell():
    cells = changed(4, source="# Task 2.1\nw = 1\n# Task 3.1 comes next")
    assert aligned(cells).answer("2.1").source == cells[4]["source"]


def test_a_given_cell_may_begin_like_an_answer():
    starter = [given("# Task 1.1: data\nz = 0", "given-0"), answer("1.1")]
    alignment = align(as_notebook(starter), as_notebook([bare(cell) for cell in starter]), TASKS)
    assert alignment.notices == ()
    assert not alignment.attempted("1.1")


def test_metadata_of_another_assignment_is_ignored():
    alignment = aligned([*STARTER_CELLS, code("z", role="answer", task="9.9")])
    assert alignment.cells[-1].role == CellRole.EXTRA


def test_another_version_is_a_notice():
    starter = as_notebook(STARTER_CELLS, metadata={"grader": {"version": "2"}})
    submission = as_notebook(STARTER_CELLS, metadata={"grader": {"version": "1"}})
    assert "from version 1 of this assignment; it was graded as version 2" in texts(
        align(starter, submission, TASKS)
    )


def test_long_lists_in_notices_are_cut():
    starter = as_notebook([given(f"a{n} = {n}") for n in range(9)])
    notice = align(starter, as_notebook([code("z")]), TASKS).notices[0].text
    assert notice.endswith("`a3 = 3` and 5 more.")


def test_a_task_without_an_answer_ends_with_its_last_given_cell():
    alignment = aligned([*STARTER_CELLS, code("own")])
    assert alignment.last_cell("4.1") == 6
    assert alignment.last_cell("9.9") is None
    assert alignment.answer("4.1") is None


def test_a_task_without_an_answer_is_attempted_with_any_other():
    assert aligned(changed(4, source="# Task 2.1\nw = 1")).attempted("4.1")


def test_the_cells_of_an_answer_end_with_the_extras_after_it():
    alignment = aligned([*STARTER_CELLS[:5], code("own"), *STARTER_CELLS[5:]])
    assert alignment.last_cell("2.1") == 4
    assert alignment.cells[5].task == "2.2"


def test_thousands_of_cells_are_aligned_in_no_time():
    own = [code(f"w = {n}\nb = w") for n in range(5000)]
    copies = [answer("2.1", f"w = {n}") for n in range(500)]
    start = time.process_time()
    aligned([*STARTER_CELLS[:4], *own, *copies, *STARTER_CELLS[5:]])
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "cell",
    [
        code("w=b=1;" * 3000),
        code("w = b = " + "(" * 19_000),
        answer("2.1", "...\n" + "#\n" * 9000),
        answer("2.1", "w = 1\n" * 3000),
        code("#" * 100_000),
        code("\n" * 100_000 + "x"),
        code("x\n" + "# task 3.1\n" * 5000),
    ],
)
def test_a_notebook_made_to_be_slow_is_aligned_in_seconds(cell):
    start = time.process_time()
    alignment = aligned([*STARTER_CELLS[:4], *[cell] * 100])
    assert answers(alignment) == ["1.1", "2.1", "2.2", "3.1"]
    assert time.process_time() - start < 10


own_cells = st.builds(code, st.text(max_size=20) | st.sampled_from(["w = b = 1", "x = 1", "# Task 3.1\n"]))


@settings(max_examples=200, deadline=None)
@drawn(
    st.lists(
        st.sampled_from(STARTER_CELLS).map(bare) | st.sampled_from(STARTER_CELLS) | own_cells, max_size=14
    )
)
def test_any_mixture_of_cells_gives_each_starter_cell_once_and_in_order(cells):
    alignment = aligned(cells)
    assert given_sources(alignment) == ["import torch", "y = x + 1\nprint(y)", "print(loss)"]
    assert answers(alignment) == ["1.1", "2.1", "2.2", "3.1"]
    assert aligned(cells) == alignment


@settings(max_examples=100, deadline=None)
@drawn(st.permutations(STARTER_CELLS))
def test_any_permutation_is_repaired_and_a_notice_says_when_something_moved(cells):
    alignment = aligned(cells)
    assert sources(alignment) == sources(aligned(STARTER_CELLS))
    moved = [cell for cell in cells if cell["id"] != "text-1"] != STARTER_CELLS[1:]
    assert bool(alignment.notices) is moved


@settings(max_examples=100, deadline=None)
@drawn(st.sets(st.integers(1, len(STARTER_CELLS) - 1)))
def test_any_deletion_is_repaired_with_a_notice(gone):
    alignment = aligned([cell for number, cell in enumerate(STARTER_CELLS) if number not in gone])
    assert sources(alignment) == sources(aligned(STARTER_CELLS))
    assert bool(alignment.notices) is bool(gone)


@settings(max_examples=200, deadline=None)
@drawn(st.integers(1, 7), st.text(max_size=60))
def test_any_text_in_any_cell_never_raises(number, text):
    assert len(answers(aligned(changed(number, source=text)))) == 4
