"""Assertions about what was printed, chosen, written and drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import expect
from grader.checks.failures import Partial, Unmet
from tests.checks.test_values import unmet
from tests.students import notebook, student

# --- printed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["loss 3.0004", "3", "a=3.", "[ 3.00 ]", "3e0 Loss"])
def test_number_in_the_output_counts_to_three_digits(text):
    expect.prints(text, numbers=[3])


@pytest.mark.parametrize("text", ["", "3.1", "loss", "-3", "30"])
def test_number_that_is_not_there_is_missing(text):
    unmet(expect.prints, text, numbers=[3])


def test_words_count_whatever_their_case():
    expect.prints("The LOSS is 1", words=["loss"])
    failure = unmet(expect.prints, "x 1", numbers=[1, 2], words=["loss"])
    assert failure.found == "missing: 2, “loss”"


def test_no_output_is_said():
    assert unmet(expect.prints, " \n", words=["x"]).found == "no output"


# --- choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (" B ", "b"),
        (2.0, 2),
        (["a", "B"], ["A", "b"]),
        (["b", "a"], {"a", "b"}),
        ("a", {"a"}),
        ({"x": "A", "y": 1}, {"X": "a", "y": 1.0}),
    ],
)
def test_right_choice_passes(found, key):
    expect.choice(found, key)


@pytest.mark.parametrize(
    ("found", "key", "fraction"),
    [
        (["a", "x"], ["a", "b"], 1 / 2),
        (["a"], ["a", "b"], 1 / 2),
        (["a", "b", "c"], ["a", "b"], 2 / 3),
        (["a"], {"a", "b"}, 1 / 2),
        (["a", "b", "c"], {"a", "b"}, 1 / 2),
        ({"x": 1}, {"x": 1, "y": 2}, 1 / 2),
    ],
)
def test_part_of_a_choice_is_part_of_the_points(found, key, fraction):
    with pytest.raises(Partial) as caught:
        expect.choice(found, key)
    assert caught.value.fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        ("a", "b"),
        (None, "b"),
        ([], ["a"]),
        (["x", "y"], {"a"}),
        (["a", "b", "c", "d"], {"a", "b"}),
        ("ab", ["a", "b"]),
        ("x", {"x": 1}),
        ([["a"]], {"a", "b"}),
        ({"a": 1}, {"a", "b"}),
        ([{"a": 1}], {"a", "b"}),
    ],
)
def test_wrong_choice_fails(found, key):
    unmet(expect.choice, found, key)


def test_ticking_everything_is_worth_nothing():
    unmet(expect.choice, ["a", "b", "c", "d"], {"a", "b"})


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda i: st.lists(i) | st.dictionaries(st.text(), i),
    )
)
def test_no_choice_is_a_crash_and_no_message_shows_the_key(found):
    for key in ("the-key", ["the-key", "other"], {"the-key", "other"}, {"the-key": "other"}):
        with pytest.raises((Unmet, Partial)) as caught:
            expect.choice(found, key)
        assert "the-key" not in str(vars(caught.value))


@pytest.mark.parametrize(
    "code", ["' A '", "('a',)", "{'a'}", "['A']", "{(1, 2): 'a'}", "{1: {'x': ('y',)}}", "[{'a'}, ('b',)]"]
)
def test_choice_of_any_kind_can_be_read(code):
    student(notebook(f"answer = {code}")).choice("answer")


def test_choice_is_read_in_lower_case_without_spaces():
    assert student(notebook("a = (' B', {'C '})")).choice("a") == ["b", ["c"]]


def test_order_is_all_or_nothing():
    expect.order(["A", "b "], ["a", "b"])
    expect.order("ab", "ab")
    for wrong in (["b", "a"], ["a"], ["a", "b", "b"], None, 3, {}, [["a"], "b"]):
        assert "a, b" not in str(vars(unmet(expect.order, wrong, ["a", "b"])))


# --- text -----------------------------------------------------------------------------------------


def test_words_are_counted():
    expect.words("one two, three", at_least=3)
    assert "has 2 words" in unmet(expect.words, "one two", at_least=3).message
    unmet(expect.words, "... --- !!!", at_least=1)


def test_partial_ends_the_check_with_its_part():
    with pytest.raises(Partial, match="half") as caught:
        expect.partial(0.5, "half", "more")
    assert (caught.value.fraction, caught.value.hint) == (0.5, "more")


@pytest.mark.parametrize("fraction", [-0.1, 1.1, float("nan")])
def test_part_outside_of_the_points_is_the_authors_mistake(fraction):
    with pytest.raises(ValueError, match="fraction"):
        expect.partial(fraction, "x")


# --- figures --------------------------------------------------------------------------------------

AXES = {"lines": [{}], "collections": [{}], "images": [], "title": "Loss", "xlabel": "epoch", "legend": ["a"]}


def test_figure_with_everything_passes():
    expect.figure_shows([{"axes": [AXES]}], series=2, title="loss", xlabel="", legend=1)


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        ({"series": 3}, "1 more data series"),
        ({"title": "accuracy"}, "title"),
        ({"ylabel": ""}, "label of the y axis"),
        ({"legend": 2}, "legend"),
    ],
)
def test_what_a_figure_lacks_is_named(wanted, word):
    assert word in unmet(expect.figure_shows, [{"axes": [AXES]}], **wanted).message


def test_any_axes_of_any_figure_may_show_it():
    expect.figure_shows([{"axes": []}, {"axes": [{}, AXES]}], series=2)


@pytest.mark.parametrize("figures", [[], [{}], [{"axes": []}]])
def test_no_figure_is_said(figures):
    assert unmet(expect.figure_shows, figures).message == "No figure was drawn."


def test_student_sees_the_figures_of_its_own_cells_only():
    drawn = [{"cell": 1, "axes": [], "title": "mine"}, {"cell": 2, "axes": []}, {"cell": 7, "axes": []}]
    found = student(figures=drawn, counts={1: 0, 2: 1}).figures
    assert [f["title"] for f in found] == ["mine"]


def test_terminal_escapes_are_not_part_of_what_was_printed():
    assert student(printed="\x1b[31mred\x1b[0m \x1b]8;;x\x07link").printed == "red link"
