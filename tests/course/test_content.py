"""The hash of an assignment changes with what results depend on, and with nothing else."""

import shutil

import pytest

from grader.course.assignment import Course
from grader.course.content import content, content_hash
from tests.courses import add_assignment, add_check, manifest

CHECK = '@task("1.1")\ndef test_x(student):\n    expect.equal(student.value("x"), 1)\n'


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "course"
    folder = add_assignment(root, "tiny", manifest("tiny"))
    (folder / "data").mkdir()
    (folder / "data" / "x.csv").write_text("1,2\n")
    add_check(root, "tiny", CHECK)
    add_check(root, "tiny", CHECK, hidden=True)
    return root


def of(root):
    return content(Course.find(root).assignment("tiny"))


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_copy_of_the_course_elsewhere_is_the_same(root, tmp_path):
    shutil.copytree(root, tmp_path / "copy")
    assert of(tmp_path / "copy") == of(root)
    assert content_hash(Course.find(root).assignment("tiny")) == of(root).whole


@pytest.mark.parametrize(
    ("where", "old", "new", "changed"),
    [
        ("assignments/tiny/assignment.toml", "points = 2", "points = 4", {"whole"}),
        ("assignments/tiny/assignment.toml", 'title = "Data"', 'title = "Dates"', {"whole"}),
        ("assignments/tiny/assignment.toml", "seed = 7", "seed = 8", {"whole", "run"}),
        ("assignments/tiny/assignment.toml", 'builds_on = ["2.1"]', "", {"whole", "checks"}),
        ("assignments/tiny/data/x.csv", "1,2", "1,3", {"whole", "run"}),
        ("assignments/tiny/checks/test_it.py", ", 1)", ", 2)", {"whole", "checks"}),
        ("reference/tiny/checks/test_it.py", ", 1)", ", 2)", {"whole", "checks"}),
        ("assignments/tiny/tiny.ipynb", "import tin", "import tin, os", {"whole", "checks"}),
    ],
)
def test_each_part_changes_its_own_hash(root, where, old, new, changed):
    before = of(root)
    replace(root / where, old, new)
    after = of(root)
    assert {f for f in before._fields if getattr(before, f) != getattr(after, f)} == changed


@pytest.mark.parametrize(
    "where",
    ["assignments/tiny/checks/__pycache__/x.pyc", "assignments/tiny/.DS_Store", "reference/tiny/x.json"],
)
def test_litter_and_calibration_change_nothing(root, where):
    before = of(root)
    (root / where).parent.mkdir(exist_ok=True)
    (root / where).write_text("litter")
    assert of(root) == before


def test_a_file_under_another_name_is_another_content(root):
    before = of(root)
    (root / "assignments/tiny/data/x.csv").rename(root / "assignments/tiny/data/y.csv")
    assert of(root).run != before.run
