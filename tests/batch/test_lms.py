import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.lms import Grade, fill_canvas, fill_moodle, grades
from grader.errors import InputError
from grader.models import Status
from tests.entries import entry, override
from tests.reports import report, sample, task, verdict

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,"
    "Crop yields (881),Essay (882),Current Score,Final Score\r\n"
    ",,,,,Manual Posting,,,\r\n"
    "    Points Possible,,,,,10.00,5.00,(read only),(read only)\r\n"
    '"Lovelace, Ada",101,s1,ada@uni.example,Day,,4.00,80.00,80.00\r\n'
    '"Hopper, Grace",102,s2,grace@uni.example,"Day and ""Night""",3.00,,60.00,\r\n'
    '"Turing, Alan",103,s3,alan@uni.example,Day,EX,,,\r\n'
    '"Student, Test",104,,x1,Day,,,,\r\n'
)
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (grade),Feedback comments\n"
    'Participant 7001,Ada Lovelace,ada@uni.example,"Submitted for grading",,"10,00",Yes,-,\n'
    'Participant 7002,Grace Hopper,grace@uni.example,"No submission","3,00","10,00",Yes,-,"<p>so, so</p>"\n'
    'Participant 7003,Alan Turing,alan@uni.example,Submitted,,"10,00",No,-,\n'
)  # fmt: skip
NAMES = ("crop-yields", "Crop yields")


def canvas(*given, text=CANVAS, **more):
    return fill_canvas(text, [Grade(*one) for one in given], **({"names": NAMES} | more))


def moodle(*given, text=MOODLE, **more):
    return fill_moodle(text, [Grade(*one) for one in given], **more)


# --- Canvas -----------------------------------------------------------------------------------------


def test_canvas_nothing_but_the_cells_of_the_column_changes():
    filled = canvas(("101", 8.5, 10.0), ("102", 7.0, 10.0))
    assert filled.text == CANVAS.replace("Day,,4.00", "Day,8.50,4.00").replace('",3.00,', '",7.00,')
    assert (filled.filled, filled.column) == (2, "Crop yields (881)")
    assert filled.problems == ()
    assert filled.changed == ("Hopper, Grace (102): 3.00 -> 7.00",)


@pytest.mark.parametrize(
    "student",
    [
        "101",
        "s1",
        "S1",
        "ada@uni.example",
        "Lovelace, Ada",
        "Ada Lovelace",
        "ada_lovelace",
        " ada  lovelace ",
    ],
)
def test_canvas_a_student_is_found_by_number_login_or_name(student):
    assert "Day,8.50,4.00" in canvas((student, 8.5)).text


@pytest.mark.parametrize(
    "student", ["10", "1010", "ada", "Lovelace", "Ada", "", "Day", "4.00", "Points Possible"]
)
def test_canvas_nobody_is_found_by_less(student):
    filled = canvas((student, 8.5))
    assert filled.text == CANVAS
    assert filled.problems == (f"{student} is not in the file",)


def test_canvas_lists_students_on_either_side_without_the_other():
    filled = canvas(("101", 1.0), ("999", 1.0))
    assert filled.problems == ("999 is not in the file",)
    assert filled.absent == ("Hopper, Grace (102)", "Turing, Alan (103)", "Student, Test (104)")


def test_canvas_who_could_be_two_is_neither():
    twins = CANVAS.replace("103,s3", "103,101")
    filled = canvas(("101", 8.5), text=twins)
    assert filled.text == twins
    assert filled.problems == ("101 could be Lovelace, Ada (101) and Turing, Alan (103)",)


def test_canvas_two_submissions_of_one_student_are_left_to_a_person():
    filled = canvas(("101", 8.5), ("ada lovelace", 2.0))
    assert filled.text == CANVAS
    assert filled.problems == ("101 and ada lovelace are one student in the file, Lovelace, Ada (101)",)


def test_what_has_to_be_graded_again_is_named_and_left():
    filled = canvas(("101", None, None, 0.0, "disk full"))
    assert filled.text == CANVAS
    assert filled.problems == ("101 has to be graded again: disk full",)


@pytest.mark.parametrize(("mark", "why"), [("EX", "excused"), ("N/A", "not assigned")])
def test_canvas_keeps_its_own_marks(mark, why):
    text = CANVAS.replace("EX", mark)
    filled = canvas(("103", 8.5), text=text)
    assert filled.text == text
    assert why in filled.problems[0]


@pytest.mark.parametrize("column", ["Crop yields (881)", "crop yields", "881"])
def test_canvas_the_column_is_found_by_name_or_number(column):
    assert canvas(("101", 8.5), names=(), column=column).column == "Crop yields (881)"
    assert canvas(("101", 3.0), column="Essay").text == CANVAS.replace("Day,,4.00", "Day,,3.00")


@pytest.mark.parametrize(
    "title", ["Crop yields (1)", "crop-yields (1)", "Homework 3: Crop Yields (1)", "HW3 crop_yields"]
)
def test_canvas_the_column_is_found_when_its_name_is_clear(title):
    assert canvas(("101", 1.0), text=CANVAS.replace("Crop yields (881)", title)).column == title


@pytest.mark.parametrize(
    ("names", "column"),
    [(("feature-nets",), None), ((), None), (("Crop yields",), "Final Score"), ((), "Section"), ((), "")],
)
def test_canvas_a_column_that_is_not_clear_is_asked_for(names, column):
    with pytest.raises(InputError, match=r"--column: Crop yields \(881\), Essay \(882\)"):
        canvas(("101", 8.5), names=names, column=column)


def test_canvas_two_columns_of_one_name_are_asked_for():
    twice = CANVAS.replace("Essay (882)", "Crop yields (883)")
    with pytest.raises(InputError, match="say which with --column"):
        canvas(("101", 8.5), text=twice)
    assert canvas(("101", 8.5), text=twice, column="883").column == "Crop yields (883)"


def test_canvas_a_semicolon_and_a_decimal_comma_are_kept():
    head = "Student;ID;SIS Login ID;Section;HW (1)\n    Points Possible;;;;10,00\n"
    text = head + 'Ada L;1;ada;A;\nBo B;2;bo;A;"1,5"\n'
    filled = canvas(("1", 8.126), ("2", 2.0), text=text, column="HW")
    assert filled.text == text.replace("ada;A;\n", "ada;A;8,13\n").replace('"1,5"', '"2,00"')


def test_canvas_a_decimal_comma_beside_commas_is_quoted():
    text = 'Student,ID,Section,HW (1)\nPoints Possible,,,"10,00"\nAda L,1,A,\n'
    assert canvas(("1", 8.5), text=text, column="HW").text == text.replace("1,A,\n", '1,A,"8,50"\n')


def test_a_cell_with_the_same_points_stays_as_it_is():
    filled = canvas(("102", 3.0), text=CANVAS.replace('",3.00,', '",3,'))
    assert '",3,' in filled.text
    assert (filled.filled, filled.changed) == (1, ())


def test_canvas_a_row_that_is_too_short_is_named():
    filled = canvas(("105", 8.5), text=CANVAS + "Cut,105\r\n")
    assert filled.problems == ("105 has a row that is too short",)


def test_canvas_first_and_last_name_may_have_a_column_each():
    text = "LastName,FirstName,ID,SIS Login ID,Section,HW (1)\nPoints Possible,,,,,1\nLovelace,Ada,1,a,S,\n"
    assert canvas(("ada lovelace", 1.0), text=text, column="HW").text.endswith("a,S,1.00\n")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", MOODLE, "Student,ID\n", ""])
def test_canvas_another_file_is_refused(text):
    with pytest.raises(InputError):
        canvas(("101", 8.5), text=text)


def test_points_out_of_others_are_told_and_not_converted():
    filled = canvas(("101", 12.0, 40.0, 3.0))
    assert filled.notes == (
        "it is worth 40 points here and 10.00 there; points are not converted",
        "more points than are possible there: Lovelace, Ada (101)",
        "1 waits for a person: the points so far are filled in",
    )


# --- Moodle -----------------------------------------------------------------------------------------


def test_moodle_nothing_but_the_grades_changes():
    filled = moodle(("7001", 8.5, 10.0), ("7002", 7.25, 10.0))
    one = MOODLE.replace('grading",,"10,00"', 'grading","8,50","10,00"')
    assert filled.text == one.replace('"3,00","10,00"', '"7,25","10,00"')
    assert filled.problems == ()


@pytest.mark.parametrize("student", ["7001", "Ada Lovelace", "ADA@uni.example", "Lovelace, Ada"])
def test_moodle_a_student_is_found_by_number_address_or_name(student):
    assert ',"8,50",' in moodle((student, 8.5)).text


def test_moodle_a_grade_that_it_locks_is_left():
    filled = moodle(("7003", 8.5))
    assert filled.text == MOODLE
    assert "does not let change" in filled.problems[0]


def test_moodle_in_another_language_needs_the_name_of_the_column():
    head = "ID,Vollständiger Name,Status,Bewertung,Bestwertung\n"
    text = head + 'Teilnehmer/in7001,Ada Lovelace,Abgegeben,,"10.00"\n'
    with pytest.raises(InputError, match="no column 'Grade'"):
        moodle(("7001", 8.5), text=text)
    filled = moodle(("7001", 8.5), text=text, column="Bewertung")
    assert filled.text == text.replace("Abgegeben,,", "Abgegeben,8.50,")


def test_moodle_a_scale_is_refused():
    with pytest.raises(InputError, match="scale"):
        moodle(("7001", 1.0), text=MOODLE.replace("Maximum Grade", "Scale"))


@pytest.mark.parametrize("text", ["a,b\n1,2\n", CANVAS, "Identifier,Grade\n", ""])
def test_moodle_another_file_is_refused(text):
    with pytest.raises(InputError):
        moodle(("7001", 8.5), text=text)


# --- both -------------------------------------------------------------------------------------------


def test_grades_are_those_of_the_gradebook():
    right = report((task("1", "a", verdict("x", worth=2), verdict("p", Status.PENDING, 1)),))
    made = grades(
        [
            entry("ada", right),
            entry("bo", sample()),
            entry("cy", reason="killed"),
            entry("di", ours=False, reason="a ZIP archive"),
            entry("ed", right, overrides=(override("1", 2.5),)),
        ]
    )
    assert [(g.student, g.score, g.pending) for g in made] == [
        ("ada", 2.0, 1.0), ("bo", None, 2.75), ("cy", None, 0.0), ("di", 0.0, 0.0), ("ed", 2.5, 0.0),
    ]  # fmt: skip


SCORES = st.floats(0, 1000, allow_nan=False) | st.none()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@st.composite
def gradebooks(draw):
    """A gradebook of Canvas as text before, between and behind the cells to fill in, and the grades."""
    students = draw(st.lists(st.tuples(WORDS, SCORES), max_size=6))
    end, bom = draw(st.sampled_from(["\r\n", "\n"])), draw(st.sampled_from(["", "\ufeff"]))
    parts, given, expected = [f"{bom}Student,ID,Section,HW (1),{cell('X (2)')}{end}"], [], []
    for number, (name, score) in enumerate(students):
        old = draw(st.sampled_from(["", "1.00", '""', "EX"]))
        shown = "" if score is None else f"{score:.2f}"
        parts.append(f"{cell(name)},{10**6 + number},{cell(draw(WORDS))},")
        given.append(Grade(str(10**6 + number), score))
        kept = score is None or old == "EX" or (old == "1.00" and shown == "1.00")
        expected.append((old, kept))
        parts += [old, f",{cell(draw(WORDS))}{end}"]
    return parts, given, expected


def cell(value):
    return '"' + value.replace('"', '""') + '"'


@given(gradebooks())
def test_whatever_else_is_in_the_file_stays(made):
    parts, given, expected = made
    out = fill_canvas("".join(parts), given, column="HW").text
    at = 0
    for i, part in enumerate(parts):
        if i and i % 3 == 2:
            old, kept = expected[(i - 2) // 3]
            end = out.index(parts[i + 1], at)
            new = out[at:end]
            assert new == old if kept else new.strip('"').replace(".", "").isdigit()
            assert new.startswith('"') == old.startswith('"')
            at = end
        else:
            assert out.startswith(part, at)
            at += len(part)
    assert at == len(out)
