"""Classes whose grades are known beforehand."""

import json

import pytest
from bench_class import count_wrong
from classes import MISSING, RAISING, RIGHT, SLUG, Student, fill, make_class, our_course
from lesson.tasks import TASKS

from grader.batch.worker import WarmGrader
from grader.course.assignment import Course
from grader.models import StaffReport
from tests.batch.small import request_for

ALL_RIGHT = dict.fromkeys((task.id for task in TASKS), RIGHT)


def student(**ways):
    return Student("somebody", ALL_RIGHT | {task.removeprefix("t"): way for task, way in ways.items()})


def points(somebody):
    return "".join(str(int(somebody.points[task.id])) for task in TASKS)


def test_the_same_seed_makes_the_same_class():
    assert make_class(20) == make_class(20)
    assert make_class(20, seed=2) != make_class(20)


def test_a_small_class_is_the_beginning_of_a_large_one():
    assert make_class(40)[:10] == make_class(10)


def test_a_class_has_answers_of_every_kind():
    seen = {way for somebody in make_class(200) for way in somebody.ways.values()}
    assert seen == {RIGHT, RAISING, MISSING} | {way for task in TASKS for way in task.wrong}


def test_right_answers_earn_everything_and_no_answers_nothing():
    first, second, *_ = make_class(2)
    assert (points(first), points(second)) == ("111111", "000000")


def test_an_answer_costs_the_tasks_that_need_it_as_well():
    assert points(student(t1=MISSING)) == "000111"
    assert points(student(t2="breaking_no_bias")) == "100111"
    assert points(student(t2="not_shuffled")) == "101111"
    assert points(student(t1="centred_only", t6=RAISING)) == "011110"


def test_no_two_students_hand_in_the_same_notebook(tmp_path):
    released = json.loads(our_course(tmp_path).read_bytes())
    notebooks = {json.dumps(fill(released, Student(name, ALL_RIGHT))) for name in ("one", "two")}
    assert len(notebooks) == 2


def test_an_answer_that_was_never_attempted_is_the_cell_that_was_released(tmp_path):
    released = json.loads(our_course(tmp_path).read_bytes())
    assert fill(released, make_class(2)[1]) == released


def test_a_grade_that_is_missing_counts_as_wrong():
    students = make_class(3)
    grades = {somebody.name: dict(somebody.points) for somebody in students}
    assert count_wrong(grades, students) == 0
    del grades["s0000"]
    grades["s0001"]["4"] = 0.5
    assert count_wrong(grades, students) == len(TASKS) + 1


@pytest.mark.kernel
def test_our_grades_are_those_that_were_planted(tmp_path):
    released = json.loads(our_course(tmp_path).read_bytes())
    mixed = student(t1="centred_only", t2="not_shuffled", t4="swapped", t5="linear", t6=RAISING)
    asked = request_for(Course(tmp_path).assignment(SLUG))
    warm = WarmGrader(asked)
    try:
        for somebody in (student(), mixed, student(t1=RAISING, t4=MISSING)):
            outcome = warm.grade(asked, json.dumps(fill(released, somebody)).encode())
            report = StaffReport.model_validate_json(outcome.report).unmasked()
            assert {task.id: task.score for task in report.tasks} == somebody.points
    finally:
        warm.close()
