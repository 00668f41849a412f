from pathlib import Path

import pytest

from grader.course.assignment import Course
from grader.errors import AssignmentError
from grader.models import TaskKind
from grader.settings import Source
from tests.courses import TASKS, add_assignment, manifest


def fault(course, text):
    (course.root / "assignments/digits/assignment.toml").write_text(text)
    with pytest.raises(AssignmentError) as caught:
        course.assignment("digits")
    message = str(caught.value)
    assert "assignments/digits/assignment.toml" in message
    assert "\n" not in message
    return message


def test_a_manifest_is_read(course):
    assignment = course.assignment("crop-yields")
    assert (assignment.title, assignment.version, assignment.seed) == ("A title", "1", 7)
    assert [task.id for task in assignment.tasks] == ["1.1", "2.1", "2.2"]
    assert assignment.task("2.2").kind == TaskKind.TEXT
    assert assignment.task("1.1").names == ("x",)
    assert assignment.layer == (Source.ASSIGNMENT, {}, str(assignment.folder / "assignment.toml"))


def test_limits_of_the_manifest_are_a_layer_of_settings(course):
    text = manifest("digits", "[limits]\ncell_seconds = 30\n" + TASKS)
    (course.root / "assignments/digits/assignment.toml").write_text(text)
    assert course.assignment("digits").layer.values == {"cell_seconds": 30}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("slug = ", "cannot be read"),
        ("[[task]]\nid = 1", "schema: Field required"),
        (manifest("digits", seed=None), "seed: Field required"),
        (manifest("digits", seed=-1), "seed: Input should be greater"),
        (manifest("digits", schema=2), "schema: Input should be 1"),
        (manifest("digits", version=""), "version: String should have"),
        (manifest("digits", colour="red"), "colour: Extra inputs"),
        (manifest("digits", preload=["os; rm"]), "preload: 'os; rm' is no name of a module"),
        (manifest("other"), "slug is 'other', but must be the folder's name"),
        (manifest("digits", "task = 3"), "task: Input should be"),
        (manifest("digits", "task = [3]"), "task 1: Input should be"),
        (manifest("digits", ""), "task: Field required"),
        (manifest("digits", "[limits]\ncell_minutes = 1\n" + TASKS), "unknown limit 'cell_minutes'"),
        (manifest("digits", "[limits]\ncell_seconds = 0\n" + TASKS), "invalid cell_seconds 0"),
        (
            manifest("digits", TASKS.replace('["2.1"]', '["3.1"]')),
            "task 2.2 builds on '3.1', which is no earlier",
        ),
        (
            manifest("digits", TASKS.replace('["1.1"]', '["2.2"]')),
            "task 2.1 builds on '2.2', which is no earlier",
        ),
        (
            manifest("digits", TASKS.replace('["1.1"]', '["2.1"]')),
            "task 2.1 builds on '2.1', which is no earlier",
        ),
        (
            manifest("digits", TASKS.replace("points = 2", "points = inf")),
            "task 1.1, points: Input should be",
        ),
        (
            manifest("digits", TASKS.replace("points = 2", "points = nan")),
            "task 1.1, points: Input should be",
        ),
        (
            manifest("digits", TASKS.replace("points = 2", 'points = "2"')),
            "task 1.1, points: Input should be",
        ),
        (
            manifest("digits", TASKS.replace('rubric = ["says why"]', "")),
            "task 2.2: text_points need a rubric",
        ),
        (
            manifest("digits", TASKS.replace('kind = "text"', 'kind = "essay"')),
            "task 2.2, kind: Input should be",
        ),
    ],
)
def test_a_fault_in_a_manifest_names_file_and_field(course, text, words):
    assert words in fault(course, text)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"2.1"\nt', '"1.1"\nt', "two tasks have the id '1.1'"),
        ("points = 2", "points = -2", "task 1.1, points: Input should be"),
        ("= 0.5", "= 1.5", "task 2.2: text_points are more than points"),
        ('["x"]', '["x y"]', "task 1.1, names: 'x y' is no Python name"),
        ('id = "1.1"', 'id = "1 1"', "task 1 1, id: String should match"),
        ('id = "1.1"', "", "task number 1, id: Field required"),
    ],
)
def test_a_fault_in_a_task_names_the_task_and_the_field(course, old, new, words):
    assert words in fault(course, manifest("digits", TASKS.replace(old, new)))


def test_dependents_are_found_through_others(course):
    assignment = course.assignment("crop-yields")
    assert assignment.dependents(["1.1"]) == {"2.1", "2.2"}
    assert assignment.dependents(["2.2"]) == set()


def test_an_unknown_task_names_the_others(course):
    with pytest.raises(AssignmentError, match=r"no task '7.1'; its tasks are 1.1, 2.1, 2.2"):
        course.assignment("digits").task("7.1")


def test_files_are_what_the_notebook_may_read_and_nothing_else(course):
    assignment = course.assignment("digits")
    for name in ("data/a.csv", "checks/test_a.py", "__pycache__/x.pyc", ".hidden", "tool.py", "data/.x/y"):
        path = assignment.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert assignment.files() == (Path("data/a.csv"), Path("tool.py"))
    assert assignment.visible_checks == assignment.folder / "checks"


def test_the_reference_is_there_only_for_staff(course):
    assignment = course.assignment("digits")
    assert (assignment.reference, assignment.hidden_checks) == (None, None)
    (course.root / "reference/digits/checks").mkdir(parents=True)
    assert assignment.reference == course.root / "reference/digits"
    assert assignment.hidden_checks == course.root / "reference/digits/checks"


def test_a_missing_or_broken_starter_is_an_assignment_error(course):
    assignment = course.assignment("digits")
    assert len(assignment.starter().cells) == 3
    assignment.starter_path.write_text("[]")
    with pytest.raises(AssignmentError, match="the starter cannot be read"):
        assignment.starter()
    assignment.starter_path.unlink()
    with pytest.raises(AssignmentError, match="No such file"):
        assignment.starter()
    with pytest.raises(AssignmentError, match="staff make it by `grade release digits` with --ask"):
        assignment.starter("second")


def test_a_course_is_found_near_the_notebook_then_here_then_where_it_is_installed(tmp_path, monkeypatch):
    near, here = tmp_path / "near", tmp_path / "here"
    add_assignment(near, "digits")
    add_assignment(here, "digits")
    (near / "deep/assignments/mine").mkdir(parents=True)  # a student's folder, no course
    (here / "deep").mkdir()
    monkeypatch.chdir(here / "deep")
    assert Course.find(near=near / "deep/assignments/mine/a.ipynb").root == near
    assert Course.find(near=tmp_path / "a.ipynb").root == here
    assert Course.find().root == here


def test_the_installed_course_is_the_last_resort(tmp_path, monkeypatch):
    package = tmp_path / "lib/grader"
    monkeypatch.setattr("grader.course.assignment.__file__", str(package / "course/assignment.py"))
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    with pytest.raises(AssignmentError, match="--course"):
        Course.find()
    add_assignment(tmp_path / "lib", "digits")
    assert Course.find().root == tmp_path / "lib"
    add_assignment(package / "_course", "digits")
    assert Course.find().root == package / "_course"


def test_a_named_folder_without_assignments_is_no_course(tmp_path):
    with pytest.raises(AssignmentError, match="is no course"):
        Course.find(tmp_path)


def test_all_assignments_are_listed_by_slug(course):
    assert [a.slug for a in course.assignments()] == ["crop-yields", "crop-yields-2", "digits"]


@pytest.mark.parametrize("slug", ["crop-yeilds", "../crop-yields", ""])
def test_an_unknown_slug_names_the_known_ones(course, slug):
    with pytest.raises(AssignmentError, match="there are crop-yields, crop-yields-2, digits"):
        course.assignment(slug)


def test_a_misspelt_slug_gets_a_guess(course):
    with pytest.raises(AssignmentError, match=r"Did you mean digits\?"):
        course.assignment("digist")
