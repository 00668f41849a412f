import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.models import Status
from grader.report import markdown, text
from tests.reports import HOSTILE, hostile, report, sample, task, verdict

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "fence", "text",
    "strong_open", "strong_close", "code_inline", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open",
    "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close",
}  # fmt: skip
"""What a report is made of: no tag, no link, no picture."""
PUNCTUATION = st.text("\\`*_{}[]<>#|~&!@:$()^=+-.1aw \n/")


def tokens(page):
    for token in READER.parse(page):
        yield token
        yield from token.children or ()


def kinds(page):
    return {token.type for token in tokens(page)}


def fences(page):
    return [token.content for token in tokens(page) if token.type == "fence"]


def test_the_score_and_every_task_are_there():
    made = sample()
    page = markdown.render(made)
    assert kinds(page) <= OURS
    assert "**4 of 13 points** · 2.75 points pending" in page
    assert "| ✗ failed | 2.1 A line through the harvest | 0.5 of 1.5 |" in page
    rows = [token for token in READER.parse(page) if token.type == "tr_open"]
    assert len(rows) == 1 + len(made.tasks)


def test_what_was_expected_and_found_keeps_its_lines():
    assert "2 trainable numbers\n  weight (1, 1)\n  bias   (1,)\n" in fences(markdown.render(sample()))


def test_tasks_that_are_right_are_only_in_the_table():
    page = markdown.render(sample())
    assert "## 2.1" in page
    assert "## 1.1" not in page


def test_notices_for_staff_are_for_staff():
    assert "staff eyes only" not in markdown.render(sample())
    assert "(staff) staff eyes only" in markdown.render(sample(), staff=True)


@pytest.mark.parametrize("bad", [*HOSTILE[:-1], "x" * 50_000, "` " * 25_000])
def test_hostile_text_has_no_power_over_the_page(bad):
    page = markdown.render(hostile(bad))
    assert kinds(page) <= OURS
    assert page.encode("utf-8")
    assert "\x1b" not in page


@given(PUNCTUATION | st.text())
@example("<img src=x>")
@example("![x](http://evil.example/pixel)")
@example("www.evil.example and ada@example.org and @ada")
@example("`a ``b` c`")
@example("1. x")
@example("- x")
@example("a ` b <c> `")
def test_a_line_is_shown_as_it_is(content):
    made = markdown.inline(content)
    parsed = READER.parse(f"x {made}\n\n{made}\n")
    assert {t.type for t in parsed} <= {"paragraph_open", "paragraph_close", "inline"}
    for whole in (t for t in parsed if t.type == "inline"):
        assert {t.type for t in whole.children} <= {"text", "code_inline", "text_special"}
        shown = "".join(t.content for t in whole.children)
        assert bare(shown).removeprefix("x") == bare(text.line(content)).removeprefix("x")


def bare(content):
    """Without what marks code, and without spaces."""
    return re.sub(r"[`\s]", "", content)


@given(PUNCTUATION)
def test_no_link_is_made_of_what_looks_like_one(content):
    """GitHub makes links and mentions of text, and leaves code alone."""
    made = markdown.inline(f"{content} http://evil.example www.evil.example a@b.c")
    shown = "".join(t.content for t in tokens(f"x {made}") if t.type == "text")
    assert "evil.example" not in shown
    assert "a@b.c" not in shown


@given(st.text("`~ \na"))
def test_nothing_escapes_from_a_block(content):
    one = verdict("x", Status.FAILED, expected=f"!{content}!", message="m")
    page = markdown.render(report((task("1", "a", one),)))
    (shown,) = fences(page)
    assert shown == f"!{content}!\n"


def test_a_page_keeps_to_its_limit_and_says_what_is_missing():
    made = sample()
    whole = markdown.render(made)
    for limit in range(800, len(whole.encode()) + 1, 97):
        page = markdown.render(made, limit=limit)
        assert len(page.encode()) <= limit
        assert "not shown: the report is too long" in page
        assert kinds(page) <= OURS | {"em_open", "em_close"}
    assert markdown.render(made, limit=len(whole.encode()) + 200) == whole
