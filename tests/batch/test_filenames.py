import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.filenames import canonical, named_slug, plain_stem, students_by_stem

SLUGS = ("crop-yields", "toy-nets", "toy")


def guess(*stems, slugs=()):
    return students_by_stem(stems, slugs)


@pytest.mark.parametrize("name", ["hw.ipynb", "hw.IPYNB", "hw.ipynb.txt", "hw.ipynb.json", "hw.zip", "hw"])
def test_a_stem_has_no_ending(name):
    assert plain_stem(name) == "hw"


@pytest.mark.parametrize("name", ["HW.ipynb", "hw (1).ipynb", "hw-Copy1.ipynb", "hw - Copy.ipynb"])
def test_a_copy_compares_as_the_file_that_it_is_a_copy_of(name):
    assert canonical(name) == "hw"


@pytest.mark.parametrize("stem", ["crop-yields_ada", "ada_crop_yields", "ada-Crop Yields", "ada_cropyields"])
def test_an_assignment_in_a_name_is_no_part_of_the_student(stem):
    assert guess(stem, "bob", slugs=SLUGS)[stem] == "ada"


def test_the_longest_assignment_in_a_name_counts():
    assert named_slug("toy-nets_ada", SLUGS) == ("toy-nets", "ada")


def test_an_assignment_inside_a_word_is_none():
    assert named_slug("toys_ada", SLUGS) is None


def test_a_name_that_is_only_an_assignment_names_no_student():
    assert guess("crop-yields", "ada", slugs=SLUGS) == {"crop-yields": "", "ada": "ada"}


def test_what_all_names_begin_or_end_with_is_no_part_of_the_student():
    assert guess("hw1_ada_final", "hw1_bob_final") == {"hw1_ada_final": "ada", "hw1_bob_final": "bob"}
    assert guess("ada-hw1", "bob-hw1") == {"ada-hw1": "ada", "bob-hw1": "bob"}


def test_shared_words_stay_where_nothing_or_only_a_number_would_be_left():
    assert guess("hw", "hw_ada") == {"hw": "hw", "hw_ada": "hw_ada"}
    assert guess("ada_1", "ada_2") == {"ada_1": "ada_1", "ada_2": "ada_2"}


def test_a_shared_beginning_of_a_word_is_no_shared_word():
    assert guess("anna_x", "annika_y") == {"anna_x": "anna_x", "annika_y": "annika_y"}


def test_words_of_versions_are_no_part_of_the_student():
    assert guess("ada_final_v2", "bob") == {"ada_final_v2": "ada", "bob": "bob"}
    assert guess("final", "bob")["final"] == "final"


def test_an_identifier_stands_for_the_words_around_it():
    assert guess("ab12345_answers", "notes_s998877", "ada@x.org_hw")["ab12345_answers"] == "ab12345"
    assert guess("ab12345_answers", "notes_s998877", "ada@x.org_hw")["notes_s998877"] == "s998877"
    assert guess("ab12345_answers", "notes_s998877", "ada@x.org_hw")["ada@x.org_hw"] == "ada@x.org"


def test_an_identifier_that_two_names_have_is_none():
    stems = ("fall20255_ada", "fall20255_bob", "cid")
    assert guess(*stems) == {stem: stem for stem in stems}


def test_students_with_one_first_name_stay_two():
    assert guess("anna_schmidt", "anna_meyer", "bob") == {
        "anna_schmidt": "anna_schmidt", "anna_meyer": "anna_meyer", "bob": "bob",
    }  # fmt: skip


def test_a_copy_belongs_to_the_same_student_only_where_others_have_names():
    assert guess("ada", "ada (1)", "bob", "cid")["ada (1)"] == "ada"
    assert len(set(guess("homework", "homework (1)", "homework (2)").values())) == 3


@given(st.lists(st.text("abc12_-. ", min_size=1, max_size=12), unique=True, max_size=6))
def test_every_name_gets_an_answer(stems):
    assert guess(*stems, slugs=SLUGS).keys() == set(stems)


@given(
    st.lists(st.from_regex(r"[a-z]{3,6}( [a-z]{3,6})?", fullmatch=True), unique=True, min_size=2, max_size=6),
    st.sampled_from(["{}", "hw1_{}", "{}_hw1", "x-{}-y", "crop-yields_{}"]),
)
def test_students_who_name_their_files_alike_are_never_merged(students, pattern):
    stems = [pattern.format(student) for student in students]
    assert len(set(guess(*stems, slugs=SLUGS).values()) - {""}) == len(students)
