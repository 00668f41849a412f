import os
import re
from pathlib import Path

import pytest

from grader.batch import survey
from grader.batch.collect import Found, collect, newest
from grader.batch.survey import Place
from grader.errors import InputError, NotebookError, SettingError
from grader.settings import Limits
from tests.batch.submissions import NOTEBOOK, archive, look, packed, students, tree

LIMITS = Limits()


def lines(*paths, **keywords):
    return "\n".join(collect(paths, **keywords).skipped)


def refusal(*paths, **keywords):
    with pytest.raises(InputError) as caught:
        collect(paths, **keywords)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def found(student="ada", source="a", attempt=0, modified=0.0):
    return Found(student, "hw.ipynb", source, Place(Path(source)), attempt=attempt, modified=modified)


# --- what is found ---


def test_a_folder_for_each_student(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/hw.ipynb")
    collected = collect([root])
    assert students(collected) == [("ada", "hw.ipynb"), ("bob", "hw.ipynb")]
    assert collected.found[0].source == f"{root}/ada/hw.ipynb"
    assert collected.found[0].read(LIMITS) == NOTEBOOK
    assert collected.skipped == ()


def test_a_single_notebook(tmp_path):
    assert look(tree(tmp_path, "ada.ipynb") / "ada.ipynb") == [("ada", "ada.ipynb")]


def test_an_export_of_canvas(tmp_path):
    path = archive(
        tmp_path / "submissions.zip",
        ["adal_LATE_12_345_hw-1.ipynb", "adal_12_340_hw.ipynb", "bobb_13_341_hw.ipynb", "cidc_14_342_x.pdf"],
    )
    collected = collect([path])
    assert students(collected) == [("12", "hw.ipynb"), ("13", "hw.ipynb")]
    ada, bob = collected.found
    assert (ada.late, ada.attempt, ada.person) == (True, 345, "adal")
    assert ada.source == f"{path}!/adal_LATE_12_345_hw-1.ipynb"
    assert ada.read(LIMITS) == NOTEBOOK
    assert bob.late is False
    assert f"adal_12_340_hw.ipynb is left out: {ada.source} of 12 is newer." in "\n".join(collected.skipped)


def test_an_export_of_moodle_with_a_zip_that_a_student_handed_in(tmp_path):
    path = archive(
        tmp_path / "c.zip",
        {
            "Ada L_1_assignsubmission_file_/hw.ipynb": NOTEBOOK,
            "Bob B_2_assignsubmission_file_/all.zip": packed(
                tmp_path / "in.zip", ["x/hw.ipynb", "x/more.zip"]
            ),
            "Cid C_3_assignsubmission_file_/report.pdf": b"%PDF",
        },
    )
    collected = collect([path])
    assert students(collected) == [("1", "hw.ipynb"), ("2", "hw.ipynb")]
    assert collected.found[1].source == f"{path}!/Bob B_2_assignsubmission_file_/all.zip!/x/hw.ipynb"
    assert collected.found[1].read(LIMITS) == NOTEBOOK
    assert "more.zip is an archive within an archive within an archive" in collected.skipped[0]
    assert "Cid C has no notebook among the files handed in: report.pdf." in collected.skipped


GRADESCOPE = """\
submission_1:
  :submitters:
  - {":name": Ada, ":sid": '01'}
  :created_at: 2026-04-26 17:34:00.8 Z
submission_2:
  :submitters:
  - {":name": Bob, ":sid": '02'}
  - {":name": Cid, ":email": cid@x.org}
submission_3:
  :submitters:
  - {":name": Ada, ":sid": '01'}
  :created_at: 2026-04-27 17:34:00.8 Z
"""


def test_an_export_of_gradescope(tmp_path):
    names = [f"assignment_7_export/submission_{n}/hw.ipynb" for n in (1, 2, 3, 4)]
    metadata = {"assignment_7_export/submission_metadata.yml": GRADESCOPE.encode()}
    collected = collect([archive(tmp_path / "e.zip", dict.fromkeys(names, NOTEBOOK) | metadata)])
    assert [f.student for f in collected.found] == ["01", "02", "cid@x.org", "submission_4"]
    assert collected.found[0].person == "Ada"
    assert "submission_3" in collected.found[0].source
    assert any("submission_1/hw.ipynb is left out" in line for line in collected.skipped)


def test_gradescopes_list_that_cannot_be_read_costs_the_names_only(tmp_path):
    root = tree(tmp_path / "in", "submission_1/hw.ipynb", "submission_2/hw.ipynb")
    (root / "submission_metadata.yml").write_text("a: [")
    assert [student for student, _ in look(root)] == ["submission_1", "submission_2"]
    assert "is not valid YAML; its folders are taken for students" in lines(root)


def test_a_list_that_a_student_handed_in_is_not_believed(tmp_path):
    root = tree(tmp_path / "in", "ada/x/hw.ipynb", "bob/hw.ipynb")
    (root / "ada/submission_metadata.yml").write_text("x: {':submitters': [{':sid': bob}]}")
    assert [student for student, _ in look(root)] == ["ada", "bob"]
    assert "ada/submission_metadata.yml is not used" in lines(root)


def test_a_course_of_nbgrader_with_times_of_submission(tmp_path):
    root = tree(
        tmp_path / "in",
        "submitted/ada/crop/crop.ipynb",
        "submitted/bob/crop/crop.ipynb",
        "source/crop/crop.ipynb",
    )
    (root / "submitted/ada/crop/timestamp.txt").write_text("2026-04-26 17:34:00.5 UTC")
    (root / "submitted/bob/crop/timestamp.txt").write_text("soon")
    collected = collect([root])
    assert [(f.student, f.assignment) for f in collected.found] == [("ada", "crop"), ("bob", "crop")]
    assert collected.found[0].modified == 1777224840.5
    assert collected.found[1].modified > 0
    assert "source/crop/crop.ipynb is left out: it looks like the instructor's" in lines(root)


def test_repositories_of_a_classroom(tmp_path):
    root = tree(
        tmp_path / "hw-submissions",
        "hw-ada/hw.ipynb",
        "hw-ada/.git/x.ipynb",
        "hw-bob-b/hw.ipynb",
        "hw-bob-b/.git/x",
    )
    assert look(root) == [("ada", "hw.ipynb"), ("bob-b", "hw.ipynb")]


def test_a_zip_for_each_student(tmp_path):
    root = tmp_path / "in"
    archive(root / "ada.zip", ["hw.ipynb"])
    archive(root / "bob.zip", ["deep/hw.ipynb"])
    assert look(root) == [("ada", "hw.ipynb"), ("bob", "hw.ipynb")]


def test_assignments_are_told_from_students(tmp_path):
    root = tree(tmp_path / "in", "crop-yields_ada.ipynb", "bob-toy-nets.ipynb")
    collected = collect([root], slugs=["crop-yields", "toy-nets"])
    assert [(f.student, f.assignment) for f in collected.found] == [
        ("ada", "crop-yields"),
        ("bob", "toy-nets"),
    ]


def test_endings_that_browsers_add_are_read(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb.txt", "bob/hw.ipynb.json", "cid/HW.IPYNB")
    assert [student for student, _ in look(root)] == ["ada", "bob", "cid"]


# --- what a shell makes of a pattern ---


@pytest.mark.parametrize("pattern", ["*", "*/hw.ipynb", "*/"])
def test_a_pattern_means_what_its_folder_means(tmp_path, pattern):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/hw.ipynb", "cid/hw.ipynb")
    assert look(*sorted(root.glob(pattern))) == look(root)


def test_zips_side_by_side_are_students(tmp_path):
    paths = [archive(tmp_path / f"{name}.zip", ["hw.ipynb"]) for name in ("ada", "bob")]
    assert [student for student, _ in look(*paths)] == ["ada", "bob"]


def test_exports_side_by_side_are_exports(tmp_path):
    one = archive(tmp_path / "one.zip", ["a_12_345_hw.ipynb", "b_13_346_hw.ipynb"])
    two = archive(tmp_path / "two.zip", ["a_12_445_hw.ipynb"])
    assert [student for student, _ in look(one, two)] == ["12", "12", "13"]


def test_folders_that_may_be_students_or_hold_students_are_refused(tmp_path):
    one = tree(tmp_path / "one", "ada/hw.ipynb", "bob/hw.ipynb")
    two = tree(tmp_path / "two", "ada/hw.ipynb", "bob/hw.ipynb")
    assert "folders such as one and two are students or hold students" in refusal(one, two)


def test_folders_that_seem_to_hold_students_are_refused(tmp_path):
    root = tree(tmp_path / "in", "hw1/ada/x.ipynb", "hw1/bob/x.ipynb", "hw2/ada/x.ipynb")
    assert "folders such as hw1 are students or hold students" in refusal(root)
    assert len(look(root, student_id=re.compile(r"/(\w+)/x"))) == 3


def test_one_student_with_parts_among_others_is_no_reason_to_refuse(tmp_path):
    root = tree(tmp_path / "in", "ada/1/x.ipynb", "ada/2/x.ipynb", "bob/x.ipynb", "cid/x.ipynb")
    assert [student for student, _ in look(root)] == ["ada", "ada", "bob", "cid"]


def test_folders_of_assignments_side_by_side_hold_students(tmp_path):
    one, two = (
        tree(tmp_path / "hw1", "ada.ipynb", "bob.ipynb"),
        tree(tmp_path / "hw2", "ada.ipynb", "bob.ipynb"),
    )
    collected = collect([one, two], slugs=["hw1", "hw2"])
    assert [(f.student, f.assignment) for f in collected.found] == [
        ("ada", "hw1"), ("ada", "hw2"), ("bob", "hw1"), ("bob", "hw2"),
    ]  # fmt: skip


def test_a_path_within_another_is_looked_at_once(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/hw.ipynb")
    assert look(root, root / "ada", root) == look(root)


# --- which of several ---


def test_a_copy_in_the_same_folder_gives_way_to_the_newer(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "ada/hw (1).ipynb", "bob/hw.ipynb")
    os.utime(root / "ada/hw.ipynb", (1, 1))
    assert look(root) == [("ada", "hw (1).ipynb"), ("bob", "hw.ipynb")]
    assert "ada/hw.ipynb is left out" in lines(root)


def test_notebooks_of_other_names_or_folders_are_kept(tmp_path):
    root = tree(tmp_path / "in", "ada/crop.ipynb", "ada/toy.ipynb", "ada/week-2/toy.ipynb")
    assert len(look(root)) == 3


def test_the_newest_is_known_by_attempt_then_by_time():
    one, two, other = (
        found(source="a", attempt=2),
        found(source="b", attempt=1, modified=9),
        found("bob", "c"),
    )
    kept, skipped = newest([one, two, other], lambda f: f.student)
    assert kept == (one, other)
    assert skipped == ("b is left out: a of ada is newer.",)


def test_times_decide_where_an_attempt_is_not_known():
    one, two = found(source="a", attempt=2, modified=1), found(source="b", modified=2)
    assert newest([one, two], lambda f: f.student)[0] == (two,)


def test_of_equal_times_the_last_name_is_kept_and_said_so():
    kept, skipped = newest([found(source="b"), found(source="a")], lambda f: f.student)
    assert kept[0].source == "b"
    assert "comes later by name" in skipped[0]


# --- the student by pattern ---


def test_a_pattern_wins_over_the_layout(tmp_path):
    root = tree(tmp_path / "in", "team/s123_hw.ipynb", "team/s124_hw.ipynb", "team/notes.ipynb")
    pattern = re.compile(r"(?P<student>s\d+)_")
    assert look(root, student_id=pattern) == [("s123", "s123_hw.ipynb"), ("s124", "s124_hw.ipynb")]
    assert "notes.ipynb is left out: --student-id finds no student in it." in lines(root, student_id=pattern)


def test_the_first_group_is_the_student_where_none_is_named(tmp_path):
    root = tree(tmp_path / "in", "a/1.ipynb")
    assert look(root, student_id=re.compile(r"in/(.)/(\d)")) == [("a", "1.ipynb")]


def test_a_pattern_settles_whose_folders_are(tmp_path):
    one, two = tree(tmp_path / "one", "ada/hw.ipynb", "bob/hw.ipynb"), tree(tmp_path / "two", "ada/hw.ipynb")
    collected = collect([one, two], student_id=re.compile(r"(\w+)/hw"))
    assert [f.student for f in collected.found] == ["ada", "ada", "bob"]


def test_a_pattern_keeps_what_the_layout_says_besides(tmp_path):
    path = archive(tmp_path / "s.zip", ["adal_LATE_12_345_hw.ipynb"])
    assert collect([path], student_id=re.compile("!/([a-z]+)_")).found[0].late is True


def test_a_pattern_without_a_group_is_refused(tmp_path):
    with pytest.raises(SettingError, match="has no group"):
        collect([tree(tmp_path, "a.ipynb")], student_id=re.compile("a"))


# --- what is left out ---


def test_what_tools_leave_behind_is_ignored(tmp_path):
    ignored = (
        ".ipynb_checkpoints/hw.ipynb",
        "._hw.ipynb",
        ".hidden.ipynb",
        "__MACOSX/hw.ipynb",
        ".git/hw.ipynb",
    )
    root = tree(tmp_path / "in", "ada/hw.ipynb", *(f"ada/{name}" for name in ignored))
    assert look(root) == [("ada", "hw.ipynb")]
    assert lines(root) == ""
    path = archive(
        tmp_path / "in.zip", ["ada/hw.ipynb", *(f"ada/{name}" for name in ignored), "__MACOSX/._x.zip"]
    )
    assert look(path) == [("ada", "hw.ipynb")]
    assert lines(path) == ""


def test_other_files_share_one_line(tmp_path):
    root = tree(
        tmp_path / "in",
        "ada/hw.ipynb",
        "ada/a.py",
        "ada/b.py",
        "ada/c.csv",
        "ada/README",
        "ada/x.d",
        "ada/y.e",
    )
    assert lines(root) == "6 files that are no notebooks are left out: 2 .py, 1 .csv, 1 .d and 2 more."


def test_the_instructors_notebook_beside_folders_is_left_out(tmp_path):
    root = tree(tmp_path / "in", "ada/solution.ipynb", "solution.ipynb")
    assert look(root) == [("ada", "solution.ipynb")]
    assert "in/solution.ipynb is left out: it looks like the instructor's" in lines(root)


def test_links_are_not_followed(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/other.ipynb")
    secret = tree(tmp_path / "out", "secret.ipynb")
    (root / "bob/hw.ipynb").symlink_to(root / "ada/hw.ipynb")
    (root / "cid").symlink_to(secret)
    (root / "loop").symlink_to(root / "loop")
    (root / "bob/x.zip").symlink_to(archive(secret / "s.zip", ["s.ipynb"]))
    assert look(root) == [("ada", "hw.ipynb"), ("bob", "other.ipynb")]
    assert lines(root).count("is a link, and links are not followed") == 3


def test_a_path_that_is_itself_a_link_is_looked_into(tmp_path):
    (tmp_path / "link").symlink_to(tree(tmp_path / "in", "ada/hw.ipynb"))
    collected = collect([tmp_path / "link"])
    assert collected.found[0].source == f"{tmp_path}/link/ada/hw.ipynb"
    assert collected.found[0].read(LIMITS) == NOTEBOOK


def test_a_file_that_becomes_a_link_after_it_was_found_is_not_read(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/hw.ipynb")
    ada, bob = collect([root]).found
    (root / "ada/hw.ipynb").unlink()
    (root / "ada/hw.ipynb").symlink_to("/etc/passwd")
    (root / "bob").rename(root / "moved")
    (root / "bob").symlink_to(root / "moved")
    for submission in (ada, bob):
        with pytest.raises(NotebookError, match="is a link, or lies behind one"):
            submission.read(LIMITS)


def test_a_pipe_is_left_out_without_waiting_for_it(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb", "bob/")
    os.mkfifo(root / "bob/hw.ipynb")
    os.mkfifo(root / "bob/hw.zip")
    assert look(root) == [("ada", "hw.ipynb")]
    assert lines(root).count("is not an ordinary file") == 2


def test_a_bad_archive_costs_itself_only(tmp_path):
    root = tree(tmp_path / "in", "ada/hw.ipynb")
    (root / "bob.zip").write_bytes(b"PK broken")
    assert look(root) == [("ada", "hw.ipynb")]
    assert "bob.zip cannot be used: it is damaged or no zip" in lines(root)


def test_a_bad_member_costs_itself_only(tmp_path):
    path = archive(tmp_path / "a.zip", ["ada/hw.ipynb", "../bob/hw.ipynb", "../x.txt"])
    assert look(path) == [("ada", "hw.ipynb")]
    assert "a.zip!/../bob/hw.ipynb has a path that leads out of the archive" in lines(path)


def test_a_notebook_that_is_too_large_is_found_and_refused_when_read(tmp_path):
    submission = collect([tree(tmp_path / "in", "ada/hw.ipynb")]).found[0]
    with pytest.raises(NotebookError, match="more than the 10 bytes allowed"):
        submission.read(Limits(notebook_bytes=10))


def test_names_that_no_terminal_can_show_stay_apart_and_on_one_line(tmp_path):
    root = tmp_path / "in"
    for name in (b"a\x1b[31m", b"a\x01", b"a\xff", "é".encode(), b"x\ny"):
        folder = root / os.fsdecode(name)
        folder.mkdir(parents=True)
        (folder / os.fsdecode(b"hw\xe4.ipynb")).write_bytes(NOTEBOOK)
    collected = collect([root])
    assert len({f.student for f in collected.found}) == 5
    assert all((f.student + f.name + f.source).isprintable() for f in collected.found)
    assert all(f.read(LIMITS) == NOTEBOOK for f in collected.found)


# --- nothing to grade ---


def test_a_missing_path_is_named(tmp_path):
    assert (
        refusal(tmp_path / "nowhere")
        == f"{tmp_path}/nowhere does not exist; name a folder, a zip or a notebook."
    )
    assert "does not exist" in refusal(Path("a\0b"))


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "a.tar.gz").write_bytes(b"x")
    assert "neither a folder nor a zip nor a notebook; unpack it" in refusal(tmp_path / "a.tar.gz")
    os.mkfifo(tmp_path / "p.zip")
    assert "neither a folder nor a zip nor a notebook" in refusal(tmp_path / "p.zip")


def test_nothing_found_says_what_was_looked_for_and_why(tmp_path):
    assert ".ipynb files were looked for in folders and zips." in refusal(tree(tmp_path / "empty"))
    (tmp_path / "bad.zip").write_bytes(b"x")
    assert "bad.zip cannot be used: it is damaged" in refusal(tmp_path / "bad.zip")
    assert "no path at all" in refusal()


def test_a_path_with_far_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(survey, "MOST_FILES", 2)
    assert "more than 2 files; name the folder" in refusal(
        tree(tmp_path / "in", "a.ipynb", "b.ipynb", "c.ipynb")
    )
