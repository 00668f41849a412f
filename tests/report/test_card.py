"""The card in a notebook: everything escaped, nothing from elsewhere, no style that reaches beyond it."""

import re

import pytest

from grader.models import Status
from grader.report import card
from tests.reports import sample


@pytest.fixture(scope="module")
def html():
    return card.render(sample())


def test_a_card_says_what_is_wrong_and_that_hidden_checks_come_later(html):
    assert "Expected" in html
    assert card.HAND_IN in html


def test_every_rule_of_the_style_is_about_the_card(html):
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    outside = [
        s for s in re.findall(r"([^{};]+)\{", style) if not s.strip().startswith((".grader-card", "@media"))
    ]
    assert outside == []


def test_nothing_is_loaded_and_nothing_runs(html):
    assert not re.findall(r"<script|<link|<iframe|url\(|@import|\son\w+=|src=\"(?!data:)|\sid=", html)


def test_what_a_notebook_put_into_a_report_is_only_text():
    report = sample()
    task = report.tasks[0]
    evil = "<img src=x onerror=alert(1)></style><script>alert(1)</script>"
    verdict = task.verdicts[0].model_copy(update={"status": Status.FAILED, "message": evil, "found": evil})
    task = task.model_copy(update={"status": Status.FAILED, "verdicts": (verdict,), "title": evil})
    made = card.render(report.model_copy(update={"tasks": (task,)}))
    assert "<script" not in made
    assert "<img" not in made
    assert "&lt;script&gt;" in made


def test_where_no_html_can_be_shown_there_is_plain_text():
    made = card.bundle(sample())
    assert set(made) == {"text/plain", "text/html"}
    assert card.HAND_IN in made["text/plain"]
    assert "\x1b" not in made["text/plain"]


def test_results_from_before_say_so():
    assert "Task 2.1 is shown as judged right after the cell had run" in card.render(sample(), ["2.1"])
    assert "3 tasks are shown" in card.bundle(sample(), ["1", "2", "3"])["text/plain"]
