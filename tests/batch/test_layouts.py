import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.layouts import Owner, Tree, is_platform, owners, why_nobodys


def whose(*files, **keywords):
    """The students of each file."""
    tree = Tree(tuple(tuple(file.split("/")) for file in files), **keywords)
    return ["+".join(o.student for o in owned) for _, owned in sorted(order(tree).items())]


def order(tree):
    owned = owners(tree)
    return {tree.files.index(parts): whose for parts, whose in owned.items()}


def owner(file, *others, **keywords):
    """The one owner of the first file."""
    files = tuple(tuple(name.split("/")) for name in (file, *others))
    return owners(Tree(files, **keywords))[files[0]][0]


# --- learning platforms ---


def test_canvas_tells_the_user_the_name_and_whether_it_is_late():
    found = owner("lovelaceada_LATE_12345_67890_crop.ipynb")
    assert found == Owner("12345", "lovelaceada", late=True, attempt=67890, name="crop.ipynb")
    assert owner("lovelaceada_12345_67890_crop.ipynb").late is False


def test_canvas_marks_a_file_that_is_handed_in_again():
    assert owner("a_12_345_hw-1.ipynb", "b_13_346_hw.ipynb").name == "hw.ipynb"


def test_a_number_that_a_student_wrote_is_no_mark_of_canvas():
    assert owner("a_12_345_lab-1.ipynb", "a_12_346_lab-2.ipynb").name == "lab-1.ipynb"


def test_canvas_without_names_tells_a_code():
    assert owner("anon_aB3xy_678_hw.ipynb").student == "anon_aB3xy"
    assert owner("LATE_anon_aB3xy_678_hw.ipynb").late is True


def test_two_students_of_one_name_in_canvas_stay_two():
    assert whose("smithjohn_11_301_hw.ipynb", "smithjohn_12_302_hw.ipynb") == ["11", "12"]


@pytest.mark.parametrize(
    "files",
    [
        ("hw_3_2024_ada.ipynb", "hw_3_2024_bob.ipynb"),
        ("ada_2024_1117_hw.ipynb", "bob_2024_1118_hw.ipynb"),
        ("ada_2024_05_17.ipynb", "bob_2024_05_18.ipynb"),
    ],
)
def test_dates_and_numbers_of_homework_are_no_ids_of_canvas(files):
    assert len(set(whose(*files))) == 2


def test_a_zip_in_canvas_is_its_students():
    found = owner("a_12_345_hw.zip/x/hw.ipynb", "b_13_346_hw.ipynb")
    assert (found.student, found.name, found.group) == ("12", None, ("x",))


def test_two_exports_of_canvas_beside_each_other():
    files = ("one/a_12_345_hw.ipynb", "one/b_13_346_hw.ipynb", "two/a_12_445_hw.ipynb")
    assert whose(*files) == ["12", "13", "12"]
    assert owner(*files).group == ("one",)


@pytest.mark.parametrize(
    "folder", ["Ada Lovelace_1234567_assignsubmission_file_", "Ada Lovelace_1234567_assignsubmission_file"]
)
def test_moodle_tells_number_and_name(folder):
    assert owner(f"{folder}/hw.ipynb") == Owner("1234567", "Ada Lovelace")


def test_moodle_without_folders():
    found = owner("Ada Lovelace_1234567_assignsubmission_file_my_hw.ipynb")
    assert (found.student, found.person, found.name) == ("1234567", "Ada Lovelace", "my_hw.ipynb")


def test_moodle_below_other_folders():
    assert whose(
        "Course-HW1/A_1_assignsubmission_file_/hw.ipynb", "Course-HW1/B_2_assignsubmission_file_/hw.ipynb"
    ) == ["1", "2"]


def test_the_default_group_of_moodle_has_no_number():
    assert owner("Default group_assignsubmission_file_/hw.ipynb").student == "Default group"


def test_gradescope_gives_a_group_one_submission_each():
    submitters = {("e", "submission_1"): (Owner("1"), Owner("2")), ("e", "submission_2"): (Owner("3"),)}
    assert whose("e/submission_1/hw.ipynb", "e/submission_2/hw.ipynb", submitters=submitters) == [
        "1+2",
        "3",
    ]


@pytest.mark.parametrize(
    "planted",
    [
        "Bob_2_assignsubmission_file_/hw.ipynb",
        "bob_2_345_hw.ipynb",
        "submitted/bob/crop/hw.ipynb",
        "x/submitted/bob/crop/hw.ipynb",
        "x/bob/crop/hw.ipynb",
    ],
)
@pytest.mark.parametrize(
    "place", ["ada", "ada_1_344_hw.zip", "Ada_1_assignsubmission_file_", "submitted/ada"]
)
def test_a_folder_that_a_student_handed_in_makes_nobody_else_of_them(place, planted):
    other = place.replace("ada", "bob").replace("Ada", "Bob").replace("_1_", "_2_").replace("344", "345")
    files = (f"{place}/{planted}", f"{other}/hw.ipynb")
    stamped = frozenset(tuple(f"{place}/{planted}".split("/")[:-1]) for _ in "x")
    assert owner(*files, stamped=stamped).student in {"ada", "1"}


# --- tools of courses ---


def test_nbgrader_tells_student_and_assignment():
    files = (
        "submitted/ada/crop/crop.ipynb",
        "submitted/bob/crop/crop.ipynb",
        "release/crop/crop.ipynb",
        "source/crop/crop.ipynb",
    )
    assert whose(*files) == ["ada", "bob", "", ""]
    assert owner(*files).assignment == "crop"


def test_nbgraders_folder_named_itself():
    assert owner("ada/crop/crop.ipynb", name="submitted").assignment == "crop"


def test_nbgraders_folder_under_another_name_is_known_by_its_timestamps():
    assert owner("ada/crop/crop.ipynb", name="x", stamped=frozenset({("ada", "crop")})).assignment == "crop"


def test_one_students_folder_of_nbgrader():
    found = owner("crop/crop.ipynb", name="ada", stamped=frozenset({("crop",)}))
    assert (found.student, found.assignment) == ("ada", "crop")


def test_classroom_repositories_are_named_after_assignment_and_user():
    repositories = frozenset({("hw-1-ada",), ("hw-1-bob-b",)})
    files = ("hw-1-ada/hw.ipynb", "hw-1-bob-b/src/hw.ipynb")
    assert whose(*files, repositories=repositories) == ["ada", "bob-b"]
    assert owner(*files, repositories=repositories).assignment == "hw-1"


def test_a_single_repository_needs_the_name_of_its_assignment():
    repositories = frozenset({("hw-1-ada-l",)})
    assert owner("hw-1-ada-l/hw.ipynb", repositories=repositories, name="hw-1-submissions").student == "ada-l"
    assert owner("hw-1-ada-l/hw.ipynb", repositories=repositories, slugs=("hw-1",)).student == "ada-l"
    assert owner("hw-1-ada-l/hw.ipynb", repositories=repositories).student == "hw-1-ada-l"


def test_a_repository_deep_in_a_students_folder_names_nobody():
    repositories = frozenset({("ada", "my-repo"), ("bob", "my-work")})
    assert whose("ada/my-repo/hw.ipynb", "bob/my-work/hw.ipynb", repositories=repositories) == ["ada", "bob"]


# --- plain folders and files ---


def test_the_first_folder_is_the_student():
    assert whose("ada/hw.ipynb", "bob/deep/er/hw.ipynb", "cid.zip/hw.ipynb") == ["ada", "bob", "cid"]


def test_a_folder_around_all_students_is_none():
    assert whose("submissions/ada/hw.ipynb", "submissions/bob/hw.ipynb") == ["ada", "bob"]
    assert whose("hw1/ada/hw.ipynb", "hw1/bob/hw.ipynb", name="hw1") == ["ada", "bob"]
    assert whose("all.zip/ada/hw.ipynb", "all.zip/bob/hw.ipynb") == ["ada", "bob"]


def test_one_students_folder_is_no_folder_around_students():
    assert whose("ada/a.ipynb", "ada/a (1).ipynb", "ada/old/a.ipynb") == ["ada", "ada", "ada"]
    assert whose("ada/hw1.ipynb", "ada/hw2.ipynb", slugs=("hw1", "hw2")) == ["ada", "ada"]
    assert whose("ada/hw1/x.ipynb", "ada/hw2/x.ipynb", slugs=("hw1", "hw2")) == ["ada", "ada"]


def test_a_folder_alone_in_an_assignments_folder_is_its_students():
    files = ("hw1/ada/bob/x.ipynb", "hw1/ada/cid/x.ipynb", "hw2/bob/x.ipynb")
    assert whose(*files, slugs=("hw1", "hw2")) == ["ada", "ada", "bob"]


def test_a_folder_alone_that_may_hold_students_is_taken_to_hold_them():
    assert whose("week/ada.ipynb", "week/bob.ipynb") == ["ada", "bob"]
    assert whose("week/ada/hw.ipynb", "week/bob/hw.ipynb") == ["ada", "bob"]


def test_an_export_among_students_is_nobodys():
    files = (
        "m.zip/A_1_assignsubmission_file_/x.ipynb",
        "m.zip/B_2_assignsubmission_file_/x.ipynb",
        "ada/x.ipynb",
    )
    assert whose(*files) == ["", "", "ada"]
    assert "grade the export by itself" in why_nobodys(tuple(files[0].split("/")))


def test_a_file_that_a_student_got_from_a_platform_is_the_students():
    assert whose("ada/adal_12_345_hw.ipynb", "bob/hw.ipynb") == ["ada", "bob"]


def test_folders_named_after_assignments_hold_students():
    files = ("crop-yields/ada.ipynb", "crop-yields/bob.ipynb", "toy nets/ada/x.ipynb", "toy nets/bob/x.ipynb")
    assert whose(*files, slugs=("crop-yields", "toy-nets")) == ["ada", "bob", "ada", "bob"]
    assert owner(*files, slugs=("crop-yields",)).assignment == "crop-yields"


def test_a_students_folders_named_after_assignments_are_hints():
    assert owner("ada/crop-yields/x.ipynb", "bob/y.ipynb", slugs=("crop-yields",)).assignment == "crop-yields"


def test_a_students_folder_may_carry_the_assignment_in_its_name():
    found = owner("crop-yields-ada/x.ipynb", "bob/y.ipynb", slugs=("crop-yields",))
    assert (found.student, found.assignment) == ("ada", "crop-yields")


def test_files_of_the_instructor_are_nobodys():
    assert whose("ada/solution.ipynb", "solution.ipynb", "solutions/x.ipynb") == ["ada", "", ""]


def test_the_starter_beside_submissions_is_nobodys():
    assert whose("ada.ipynb", "crop-yields.ipynb", slugs=("crop-yields",)) == ["ada", ""]


def test_a_single_file_is_always_a_submission():
    assert whose("solution.ipynb") == ["solution"]
    assert whose("crop-yields.ipynb", slugs=("crop-yields",), name="ada") == ["ada"]


def test_a_platform_is_told_from_plain_folders():
    assert is_platform(Tree((("a_12_345_hw.ipynb",),)))
    assert not is_platform(Tree((("ada", "hw.ipynb"),)))


PART = st.text("aB1_-. é", min_size=1, max_size=8) | st.sampled_from(
    [
        "submitted",
        "release",
        "a_12_345_hw",
        "A_1_assignsubmission_file_",
        "crop-yields",
        "x.zip",
        "hw-ada",
        "solution",
    ]
)
PATHS = st.lists(
    st.lists(PART, min_size=1, max_size=4).map(lambda p: (*p[:-1], p[-1] + ".ipynb")), max_size=6, unique=True
)


@given(PATHS, st.lists(st.lists(PART, min_size=1, max_size=2).map(tuple), max_size=2))
def test_every_file_has_an_answer_and_every_owner_a_name(files, repositories):
    tree = Tree(tuple(files), "x", ("crop-yields",), frozenset(repositories))
    owned = owners(tree)
    assert owned.keys() == set(files)
    assert all(o.student for whose in owned.values() for o in whose)


NAMES = st.lists(
    st.from_regex(r"[a-z]{2,6}( [a-z]{2,6})?[0-9]{0,2}", fullmatch=True), min_size=2, max_size=6, unique=True
)


PATTERNS = st.sampled_from(
    [
        "{s}/hw.ipynb",
        "{s}.zip/hw.ipynb",
        "submitted/{s}/hw/hw.ipynb",
        "{s}_{n}_assignsubmission_file_/hw.ipynb",
        "{s}_{n}_{f}_hw.ipynb",
        "w/{s}_{n}_assignsubmission_file_/d/hw.ipynb",
    ]
)


@given(NAMES, PATTERNS)
def test_students_are_never_merged(names, pattern):
    files = [pattern.format(s=s.replace(" ", ""), n=n + 1, f=n + 500) for n, s in enumerate(names)]
    plain = {name.replace(" ", "") for name in names}
    expected = len(names) if "{n}" in pattern else len(plain)
    assert len(set(whose(*dict.fromkeys(files)))) == expected
