import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.models import Status
from grader.report import gradescope
from grader.scoring import overridden
from tests.entries import a_class, override
from tests.gradescope_schema import EXAMPLE, RESULTS
from tests.reports import HOSTILE, hostile, report, sample, task, verdict


def results(made, **more):
    """The results.json of a report, checked against Gradescope's documentation."""
    text = gradescope.render(made, **more)
    assert text.isascii()
    data = json.loads(text)
    jsonschema.validate(data, RESULTS)
    return data


def graded():
    """Something of everything, and nothing to grade again."""
    return report(tuple(t for t in sample().tasks if t.status is not Status.INTERNAL))


def cases(data):
    return {case["name"].split(": ", 1)[-1]: case for case in data["tests"]}


def test_the_schema_takes_what_the_documentation_shows():
    jsonschema.validate(EXAMPLE, RESULTS)


def test_the_score_is_that_of_the_report_and_the_sum_of_the_tests():
    made = graded()
    data = results(made)
    assert data["score"] == made.score
    assert sum(case.get("score", 0) for case in data["tests"]) == pytest.approx(made.score)
    assert data["execution_time"] == made.seconds


def test_each_verdict_is_a_test_with_its_points_and_what_to_try():
    data = results(graded())
    case = cases(data)["Your model has one weight and one bias."]
    assert (case["score"], case["max_score"], case["status"], case["number"]) == (0, 0.5, "failed", "2.1.1")
    assert "2 trainable numbers" in case["output"]
    assert "Try: Use `nn.Linear(1, 1)`" in case["output"]
    assert case["tags"] == ["code", "failed"]
    assert len(data["tests"]) == sum(len(t.verdicts) for t in graded().tasks)


@pytest.mark.parametrize("when", gradescope.VISIBILITIES)
def test_hidden_checks_are_shown_when_the_course_says(when):
    data = results(graded(), hidden=when)
    seen = {case["visibility"] for case in data["tests"] if "hidden" in case["tags"]}
    assert seen == {when}
    assert all(case["visibility"] == "visible" for case in data["tests"] if "hidden" not in case["tags"])


def test_an_open_point_is_no_lost_point():
    data = results(graded())
    case = cases(data)["A person reads your answer."]
    assert not {"score", "max_score", "status"} & case.keys()
    assert "neither won nor lost" in case["output"]
    assert "2.75 points pending" in data["output"]
    assert "- 5.1 What would you tell the farmer?: 1.75 open" in data["output"]
    assert data["extra_data"]["pending_points"] == 2.75


def test_what_has_to_be_graded_again_has_no_score_anywhere():
    data = results(sample(), leaderboard=True)
    assert "score" not in data
    assert not any("score" in case or "max_score" in case for case in data["tests"])
    assert "leaderboard" not in data
    assert "graded again" in data["output"]
    assert data["tests"][0]["status"] == "failed"


def test_a_persons_points_are_the_only_ones_of_a_task():
    made = overridden(graded(), [override("2.1", 1.5, "Fine by me.")])
    data = results(made)
    own = [case for case in data["tests"] if case.get("number", "").startswith("2.1.")]
    assert [case.get("score") for case in own] == [None, None, None, 1.5]
    assert "does not count" in own[0]["output"]
    assert sum(case.get("score", 0) for case in data["tests"]) == pytest.approx(made.score)


def test_a_leaderboard_is_made_only_when_asked_for():
    made = graded()
    assert results(made)["leaderboard"] == []
    (place,) = results(made, leaderboard=True)["leaderboard"]
    assert place == {"name": "Points", "value": made.score, "order": "desc"}


def test_nobody_but_staff_reads_what_the_grader_prints_and_the_notices_for_staff():
    data = results(sample())
    assert data["stdout_visibility"] == "hidden"
    assert "staff eyes only" not in json.dumps(data)
    assert "found by its marker comment" in data["output"]


def test_hostile_text_is_shown_as_text():
    data = results(hostile(*HOSTILE))
    assert {case.get("output_format", "text") for case in data["tests"]} == {"text"}
    assert {data[f] for f in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    everything = "".join([data["output"], *(c["name"] + c["output"] for c in data["tests"])])
    assert not set("\x1b\r\u202e\x9b") & set(everything)
    assert max(len(case["output"]) for case in data["tests"]) < 21_000


@given(st.text())
def test_a_submission_that_could_not_be_graded_says_why_and_has_no_score(reason):
    data = json.loads(gradescope.not_graded(reason))
    jsonschema.validate(data, RESULTS)
    assert "score" not in data
    assert all("score" not in case for case in data["tests"])


def test_the_results_of_a_whole_class_are_what_gradescope_reads():
    for entry in a_class(40):
        if entry.graded is not None:
            assert results(entry.graded.report)["score"] == entry.graded.report.score


def test_a_passed_check_is_green_and_all_others_are_red():
    made = report((task("1", "a", *(verdict(s.value, s) for s in Status if s is not Status.INTERNAL)),))
    found = {case["tags"][1]: case.get("status") for case in results(made)["tests"]}
    assert found.pop("passed") == "passed"
    assert found.pop("pending") is None
    assert set(found.values()) == {"failed"}
