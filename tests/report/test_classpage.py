import html as escaping
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.models import Notice, Status
from grader.report import pages
from grader.report.classpage import NAMED, ClassPage
from tests.entries import CHANGED, FORGED, MESSAGES, a_class, entry, override
from tests.reports import BIDI, HOSTILE, SCRIPT, hostile, report, sample, task, verdict

VOID = {"meta", "input", "path", "rect", "line"}


class Page(HTMLParser):
    """A parsed page: its elements and its text; every element is closed in order."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.stack, self.elements, self.shown = [], [], ""
        self.feed(source)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.stack):
            self.shown += data

    def all(self, tag, **attributes):
        return [a for t, a in self.elements if t == tag and attributes.items() <= a.items()]

    @property
    def shape(self):
        return {(tag, frozenset(attrs)) for tag, attrs in self.elements}


def render(*entries, title="Crop yields"):
    page = ClassPage("crop-yields", title)
    for one in entries:
        page.add(one, f"reports/{one.student}.html" if one.graded else None)
    return page.render()


def words(source):
    return " ".join(Page(source).shown.split())


def one_task(student, *verdicts, **more):
    return entry(
        student,
        report((task("1.1", "Load", *verdicts),), more.pop("cells", ()), more.pop("notices", ())),
        **more,
    )


RIGHT = verdict("Loaded.")
WRONG = verdict("Loaded.", Status.FAILED, check="test_load", message="The table is empty.")


def test_the_header_counts_students():
    made = words(
        render(
            one_task("a", RIGHT),
            one_task("b", WRONG, late=True),
            one_task("c", verdict("A person reads it.", Status.PENDING)),
            entry("d", reason="disk full"),
            entry("e", ours=False, reason="a ZIP archive"),
        )
    )
    for count in ("5 submissions", "2 nothing wrong", "1 something wrong", "1 wait for a person"):
        assert count in made
    for count in ("1 to grade again", "1 could not be read", "1 late", "of 3 students with a final score"):
        assert count in made


def test_the_mean_is_over_final_scores_only():
    page = ClassPage("x", "X")
    for one in (one_task("a", RIGHT), one_task("b", WRONG), entry("c", reason="r"), entry("d", ours=False)):
        page.add(one, None)
    summary = page.summary()
    assert (summary.mean, summary.median, summary.graded) == (0.25, 0.25, 2)


def test_the_same_words_of_a_check_are_counted_together():
    other = WRONG.model_copy(update={"message": "The table has 3 rows."})
    made = words(
        render(one_task("a", WRONG), one_task("b", WRONG), one_task("c", other), one_task("d", RIGHT))
    )
    assert (
        "1.1 Load The table is empty. 3 students 2 The table is empty. Loaded. · failed · test_load a, b"
        in made
    )
    assert "1 The table has 3 rows. Loaded. · failed · test_load c" in made


def test_measured_numbers_do_not_split_a_message_and_counts_do():
    texts = (
        "The loss is 0.173.",
        "The loss is -2.5e-07.",
        "The loss is 1e-05.",
        "The shape is (15,).",
        "It has 3.",
    )
    wrong = [WRONG.model_copy(update={"message": message}) for message in texts]
    made = words(render(*(one_task(f"s{i}", one) for i, one in enumerate(wrong))))
    assert "3 The loss is …. Loaded." in made
    assert "1 The shape is (15,). Loaded." in made
    assert "1 It has 3. Loaded." in made


def test_hidden_checks_are_shown_to_staff_by_name_and_message():
    hidden = verdict("Hidden check", Status.FAILED, hidden=True, check="7")
    made = words(render(one_task("a", hidden)))
    assert (
        f"{MESSAGES[0].replace('`', '')} Agrees with the closed form. · failed · test_secret_7 hidden check"
        in made
    )
    assert "it tries your work on inputs that are not shown" not in made


def test_what_is_untouched_or_blocked_is_no_mistake():
    made = words(render(one_task("a", verdict("x", Status.NOT_ATTEMPTED), verdict("y", Status.BLOCKED))))
    assert "No check found one." in made


def test_long_lists_name_some_and_count_the_others():
    made = render(*(one_task(f"s{i:03d}", WRONG) for i in range(NAMED + 5)))
    assert f"{NAMED + 5} students" in words(made)
    assert "and 5 more" in words(made)


def test_points_of_a_person_count_and_are_no_mistake():
    made = words(render(one_task("a", RIGHT, WRONG, overrides=(override("1.1", 1, "Fine by me."),))))
    assert "1 nothing wrong" in made
    assert "Fine by me." not in made


def test_points_that_do_not_fit_are_told_to_staff():
    made = words(render(one_task("a", RIGHT, overrides=(override("9.9", 1),))))
    assert "1 to grade again" in made
    assert "The overrides do not fit: there is no task 9.9, for which Ada gave points." in made


def test_notices_are_grouped_and_those_for_staff_stand_apart():
    made = words(
        render(one_task("a", RIGHT, notices=(CHANGED, FORGED)), one_task("b", RIGHT, notices=(CHANGED,)))
    )
    assert f"tampered. Students do not see these. {FORGED.text} a" in made
    assert f"cost no points. {CHANGED.text.replace('`', '')} a, b" in made


def test_a_student_is_counted_once_for_words_that_were_cut_to_the_same():
    long = tuple(Notice(text="x" * 20_000 + end) for end in ("y" * 5, "z" * 5))
    made = words(render(one_task("a", RIGHT, notices=long), one_task("b", RIGHT)))
    assert "a, a" not in made


def test_stopped_cells_and_durations_are_told():
    made = words(render(entry("a", sample())))
    assert "Cells that were stopped ◷ timeout a" in made
    assert "Half of the class took 15 s or less. a 15 s" in made


def test_a_task_that_waits_for_a_person_has_no_rate_yet():
    open_ = verdict("A person reads it.", Status.PENDING, worth=2)
    made = words(render(one_task("a", open_), one_task("b", WRONG)))
    assert "Waiting for a person 1 1.1 Load 2 points a" in made
    assert "%" not in made.split("Commonest mistakes")[0].split("Mistakes 1.1 Load")[1]


def test_a_report_to_grade_again_is_told_with_its_link():
    made = render(one_task("a", verdict("x", Status.INTERNAL), reason="check x crashed"))
    assert "The grader or the machine failed here: that costs nobody points. a: check x crashed" in words(
        made
    )
    assert Page(made).all("a", href="reports/a.html")


def test_students_stand_in_order_with_a_mark_per_task():
    page = Page(render(*reversed(list(a_class(12)))))
    rows = [a for a in page.all("tr") if "data-s" in a]
    assert len(rows) == 12
    assert {len(row["data-s"]) for row in rows} == {37}
    links = [a["href"] for a in page.all("a") if a["href"].startswith("reports/")]
    assert links[-3:] == sorted(links[-3:])


def test_the_page_depends_on_the_entries_and_not_on_their_order():
    made = list(a_class(30))
    assert render(*made) == render(*reversed(made))


def test_an_empty_class_is_still_a_page():
    made = words(render())
    assert "0 submissions" in made
    assert "Nobody has a final score yet." in made


def test_a_class_in_which_nobody_could_be_read_is_still_a_page():
    assert "2 could not be read" in words(render(entry("a", ours=False), entry("b", ours=False)))


def test_the_policy_lets_our_script_run_and_nothing_else():
    made = render(one_task("a", RIGHT))
    (policy,) = Page(made).all("meta", **{"http-equiv": "Content-Security-Policy"})
    script = pages.script("classpage.js")
    assert f"script-src {script.source};" in policy["content"]
    assert "default-src 'none'" in policy["content"]
    assert re.findall(r"<script>(.*?)</script>", made, re.DOTALL) == [script.code]
    assert made.index("Content-Security-Policy") < made.index("<style>")


def test_nothing_is_loaded_from_elsewhere():
    page = Page(render(*a_class(20)))
    assert not page.all("link") + page.all("img") + page.all("iframe")
    assert not [a for _, a in page.elements if "src" in a]
    assert all(re.match(r"#|reports/|gradebook\.csv", a["href"]) for a in page.all("a"))


def test_ids_are_unique_and_links_within_the_page_lead_somewhere():
    page = Page(render(*a_class(20)))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= set(ids)


def test_hostile_text_adds_no_element_and_no_attribute():
    tame = hostile("a `b` c")
    notes = {"reason": SCRIPT, "source": SCRIPT}
    known = Page(render(entry("a", tame, **notes), entry("b", reason="`x`"), entry("c", ours=False))).shape
    bad = [entry(text[:1000], hostile(*HOSTILE), reason=text, source=text) for text in HOSTILE]
    page = Page(render(*bad, *(entry(t[:999], ours=False, reason=t) for t in HOSTILE), title=SCRIPT))
    assert {tag for tag, _ in page.shape} <= {tag for tag, _ in known} | {"details", "summary"}
    assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]
    assert len(page.all("script")) == 1


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'`\x1b\x9b\u202e{}%[]/\n"))))
@settings(max_examples=40)
def test_no_text_whatever_becomes_markup_or_control(value):
    made = [entry(value, hostile(value), reason=value, source=value)]
    source = render(*made, title=value)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    calm = Page(render(entry("a", hostile("a `b` c"), reason="`b`", source="b")))
    assert {tag for tag, _ in Page(source).shape} <= {tag for tag, _ in calm.shape}


def test_names_that_mislead_are_made_visible():
    assert "⟨U+202E⟩gnp.exe" in words(render(one_task(BIDI, RIGHT)))


@pytest.mark.parametrize("slug", ["crop-yields", pytest.param("pytorch-intro", marks=pytest.mark.slow)])
def test_a_class_of_a_thousand_is_a_page_that_a_browser_likes(slug):
    made = render(*a_class(1000, slug))
    assert len(made.encode()) < 3_000_000
    assert made.count("<") < 90_000
    assert escaping.escape("student-0999") in made
