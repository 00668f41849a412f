import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.names import LONGEST_NAME, safe_name, safe_names, shown

ANY = st.text(st.characters(), max_size=80)
HARD = st.text(st.sampled_from('aA\u00e9e\u0301./\\:-_ \0\n\u202e\ud800"con1'), max_size=12)


@pytest.mark.parametrize("name", ["ada", "Ada Lovelace", "12345", "ada.b-c_d", "Zoë", "李雷", "a@b.org"])
def test_a_name_that_is_safe_stays_as_it_is(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../../etc/passwd", "a/b", "a\\b", ".hidden", "-rf", "CON", "nul.txt", "com1", "COM¹.x",
     "a\0b", "a\nb", "\u202egnp.exe", "x" * 500, "é" * 90, "\udce4", "C:", "a.", "a ",
     "  ", "a?b", "#1", "100%"],
)  # fmt: skip
def test_a_name_that_is_not_safe_is_changed_and_marked(name):
    safe = safe_name(name)
    assert safe != name
    assert safe_name(safe) == safe


@given(ANY | HARD)
def test_a_safe_name_is_one_part_of_a_path_on_every_system(student):
    safe = safe_name(student)
    assert 0 < len(safe.encode()) <= LONGEST_NAME
    assert not safe.startswith((".", "-", " "))
    assert not safe.endswith((".", " "))
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert safe.isprintable()
    assert unicodedata.is_normalized("NFC", safe)
    assert not PureWindowsPath(safe).is_reserved()


@given(st.lists(ANY | HARD, max_size=8))
def test_no_two_students_share_a_name(students):
    names = safe_names(students)
    assert names.keys() == set(students)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names.values()}) == len(names)


def test_names_that_differ_in_case_only_are_told_apart():
    names = safe_names(["ada", "Ada", "bob"])
    assert names["bob"] == "bob"
    assert names["ada"].casefold() != names["Ada"].casefold()


def test_a_name_made_to_equal_a_changed_one_is_told_apart():
    forged = safe_name("a/b")
    names = safe_names(["a/b", forged])
    assert names["a/b"] != names[forged]


def test_the_order_of_students_changes_no_name():
    students = ["ada", "Ada", "a/b", "A/B"]
    assert safe_names(students) == safe_names(students[::-1])


@given(ANY)
def test_what_is_shown_is_one_line_that_every_encoding_of_unicode_can_write(text):
    assert shown(text).isprintable()
    shown(text).encode()


@given(ANY | HARD, ANY | HARD)
def test_texts_that_differ_are_shown_differently(one, other):
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (shown(one) == shown(other)) is same


def test_a_terminal_escape_is_spelled_out():
    assert shown("a\x1b[31m") == "a\\x1b[31m"
