import itertools
import re
from html.parser import HTMLParser

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.models import CellOutcome, CellRole, Status, TaskKind
from grader.report import html, pages, text
from tests.reports import BIDI, HOSTILE, MARKUP, SCRIPT, hostile, png, report, sample, task, verdict

VOID = {"meta", "img"}
CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class Page(HTMLParser):
    """A parsed page: its elements, its text, and whether every element is closed in order."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.stack = []
        self.elements = []
        self.headings = []
        self.shown = ""
        self.feed(source)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if "style" not in self.stack:
            self.shown += data

    def all(self, tag, **attributes):
        return [a for t, a in self.elements if t == tag and attributes.items() <= a.items()]

    @property
    def shape(self):
        """Every kind of element with the names of its attributes."""
        return {(tag, frozenset(attrs)) for tag, attrs in self.elements}


@pytest.fixture(scope="module")
def source():
    return html.render(sample())


@pytest.fixture(scope="module")
def page(source):
    return Page(source)


def words(value):
    return " ".join(value.split())


def test_the_page_is_well_formed_html_in_english(source, page):
    assert source.startswith("<!doctype html>\n")
    assert page.all("html", lang="en")
    assert page.all("meta", charset="utf-8")
    assert page.all("meta", name="viewport")


def test_nothing_runs_and_nothing_is_loaded(source, page):
    assert page.all("meta", **{"http-equiv": "Content-Security-Policy"}) == [
        {"http-equiv": "Content-Security-Policy", "content": CSP}
    ]
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form", "svg", "template"}
    assert all(a["src"].startswith("data:image/png;base64,") for a in page.all("img"))
    assert all(a["href"].startswith("#") for a in page.all("a"))
    style = source[source.index("<style>") : source.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_stands_before_everything_that_it_rules(source):
    assert source.index("Content-Security-Policy") < source.index("<style>") < source.index("<body>")


def test_the_header_gives_score_pending_part_and_summary(page):
    shown = words(page.shown)
    assert "Crop yields: from rain to harvest crop-yields-mueller.ipynb · Zoë Müller" in shown
    assert "4 of 13 points 2.75 points pending" in shown
    assert "3 of 14 tasks are right; 1 waits for a person" in shown
    (bar,) = page.all("div", role="img")
    assert bar["aria-label"] == "4 of 13 points, 2.75 points pending"
    assert page.all("span", style="width: 30.77%")
    assert page.all("span", style="width: 21.15%")


def test_the_header_says_that_only_a_set_of_tasks_was_asked():
    made = sample()
    asked = made.assignment.model_copy(update={"asked": "exercises"})
    page = Page(html.render(made.model_copy(update={"assignment": asked})))
    assert "crop-yields-mueller.ipynb · Zoë Müller · only the set exercises" in words(page.shown)


def test_tasks_stand_in_sections_and_those_not_right_are_open(page):
    assert [f"Section {i}" in page.shown for i in range(1, 7)] == [True] * 5 + [False]
    assert "Section 5 0 of 2 right · 0.25 of 3 points, 2.75 pending" in words(page.shown)
    details = [a for a in page.all("details") if a["class"] == "task card"]
    assert ["open" in a for a in details] == [t.status is not Status.PASSED for t in sample().tasks]


def test_every_link_leads_to_a_task_and_ids_are_unique(page):
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert [a["href"][1:] for a in page.all("a")] == [i for i in ids if i.startswith("task-")]
    assert {a["aria-labelledby"] for a in page.all("section")} <= set(ids)


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_every_status_is_a_symbol_and_a_word(page):
    shown = words(page.shown)
    for badge in ("✓ passed", "✗ failed", "○ not attempted", "◷ timeout", "† kernel died", "⊘", "… pending"):
        assert badge in shown


def test_a_failed_check_teaches(page):
    shown = words(page.shown)
    assert (
        "Your model has one weight and one bias. failed, 0 of 0.5 The model has 3 trainable numbers" in shown
    )
    assert "Expected2 trainable numbers weight (1, 1) bias (1,)" in shown
    assert "Try Use nn.Linear(1, 1): it brings its own bias." in shown
    assert "Hidden check 2 hidden check failed, 0 of 0.5 This check is hidden" in shown
    assert "A person reads your answer. pending, 1.75 open" in shown
    assert "What a person looks for Names the trend" in shown


def test_code_in_sentences_is_set_as_code(source):
    assert "Use <code>nn.Linear(1, 1)</code>: it brings" in source


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("a `b` c", "a <code>b</code> c"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("a ` b <i>", "a ` b &lt;i&gt;"),
        ("a `` b", "a `` b"),
        ("", ""),
    ],
)
def test_backticks_make_code_and_nothing_else(value, made):
    assert pages._prose(value) == made


def test_the_students_cell_is_shown_highlighted_with_what_it_put_out(source, page):
    shown = words(page.shown)
    assert '<span class="k">class</span>' in source
    assert "Your answer cell 4 · 2.4 s" in shown
    assert "epoch 200: loss 1.8730" in shown
    assert "UserWarning: the learning rate is large" in shown
    assert "RuntimeError mat1 and mat2 shapes cannot be multiplied" in shown
    assert "Stopped after 60 s." in shown
    assert "Other cells that had a problem" in shown
    assert "import torch" not in shown


def test_a_free_text_answer_is_prose(source):
    assert '<p class="answer">More rain means more harvest' in source


def test_pictures_have_their_size_and_a_text_instead(page):
    first, second = page.all("img")
    assert first == {
        "src": f"data:image/png;base64,{png()}",
        "width": "480",
        "height": "270",
        "alt": "Picture from the check: The loss falls while training.",
    }
    assert second["alt"] == "Output 3 of cell 4"


def test_a_picture_that_is_none_is_named_and_not_shown():
    made = html.render(report((task("1.1", "t", verdict("a", Status.FAILED, picture='"><script>')),)))
    assert not Page(made).all("img")
    assert "A picture was attached that cannot be shown." in made


def test_notices_for_staff_need_asking_for(page):
    assert "staff eyes only" not in page.shown
    assert "staff only staff eyes only" in words(Page(html.render(sample(), staff=True)).shown)


def test_the_environment_is_a_table_with_row_headings(page):
    assert len(page.all("th", scope="row")) == 11
    for fact in ("2.13.0+cpu", "bwrap + cgroup", "20240917", "883401522", "9f2b5c1e7a3d"):
        assert fact in page.shown


def test_hostile_text_adds_no_element_and_no_attribute(page):
    known = page.shape | Page(html.render(sample(), staff=True)).shape
    made = Page(html.render(hostile(*HOSTILE), staff=True))
    assert made.shape <= known | {("p", frozenset({"class"}))}
    assert words(SCRIPT) in words(made.shown)
    assert MARKUP in made.shown
    assert text.plain(BIDI) in made.shown
    assert "(980,000 characters more)" in made.shown


FIELDS = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'`\x1b\x9b\u202e{}%[]/\n")))


@given(FIELDS)
@settings(max_examples=60, deadline=None)
def test_no_text_whatever_becomes_markup_or_control(value):
    source = html.render(hostile(value), staff=True)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    made = Page(source)
    assert made.shape <= Page(html.render(hostile("a `b` c"), staff=True)).shape
    assert words(text.plain(value)).replace("`", "") in words(made.shown).replace("`", "")


def test_a_slip_in_the_template_is_an_error_and_not_a_gap():
    with pytest.raises(jinja2.UndefinedError):
        pages._templates().from_string("{{ report.nothing }}").render(report=sample())


def test_the_template_itself_cannot_let_an_escape_through():
    made = pages._templates().from_string("{{ value }}").render(value="\x1b[31m<b>\u202e")
    assert made == "&lt;b&gt;⟨U+202E⟩"


def test_a_report_without_anything_is_still_a_page():
    page = Page(html.render(report(())))
    assert "There are no tasks." in page.shown
    assert page.all("span", style="width: 0.0%")


def test_a_page_with_megabytes_stays_small():
    cell = CellOutcome(index=0, role=CellRole.ANSWER, task="1.1", status=Status.ERROR, source="'" * 1_000_000)
    made = report((task("1.1", "t", verdict("a"), kind=TaskKind.CODE),), (cell,))
    assert len(html.render(made)) < 400_000


def test_writing_puts_the_page_into_the_file(tmp_path):
    html.write(sample(), tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == html.render(sample())


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_aa_asks_for(source, scheme):
    blocks = re.findall(r":root \{(.*?)\}", source, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[scheme]))
    code = ("ink", "quiet", "keyword", "string", "comment", "number", "name", "builtin")
    tones = ("good", "bad", "wait", "idle", "ours", "hint")
    pairs = [(name, "well") for name in code] + [(name, f"{name}-bg") for name in tones]
    pairs += [(name, ground) for name in ("ink", "quiet", "link") for ground in ("page", "card")]
    pairs += [(name, "card") for name in tones]
    assert not [p for p in pairs if contrast(colours[p[0]], colours[p[1]]) < 4.5]
    assert contrast(colours["earned"], colours["track"]) >= 3
