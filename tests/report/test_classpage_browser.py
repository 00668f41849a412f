"""The class page of a thousand students in a real browser: sorted, searched, and on every screen."""

import html as escaping
import json
import re
import struct

import pytest

from grader.report.classpage import ClassPage
from grader.report.results import write_results
from tests.browser import CHROMIUM, chromium, visit
from tests.entries import a_class, entry
from tests.report.test_browser import measured
from tests.reports import HOSTILE, hostile

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

SIZE = 1000

# Uses the page in the frame as a person would, with the page's own policy in force.
USE = """
const page = document.querySelector("iframe").contentDocument;
const rows = () => [...page.querySelectorAll("#students tbody tr")];
const shown = () => rows().filter(r => r.getBoundingClientRect().height > 0);
const name = r => r.cells[0].querySelector("a")?.textContent ?? r.cells[0].firstChild.textContent;
const column = (n, of = rows()) => of.map(r => r.cells[n].textContent);
const head = words => [...page.querySelectorAll("#students thead button, #tasks thead button")]
  .filter(b => b.textContent === words);
const tell = (control, value) => {
  control.value = value;
  control.dispatchEvent(new control.ownerDocument.defaultView.Event("input"));
};
const [search, kind, task] = page.querySelectorAll(".tools input, .tools select");
const said = () => page.querySelector(".tools output").value;
const found = {start: [rows().length, said(), name(rows()[0])]};

head("Score")[0].click();
found.rising = column(1);
found.said = page.querySelector("#students [aria-sort]").getAttribute("aria-sort");
head("Score")[0].click();
found.falling = column(1);
head("Student")[0].click();
found.named = rows().map(name);
head("%")[0].click();
found.rates = [...page.querySelectorAll("#tasks tbody tr")].map(r => r.cells[2].textContent);
head("Task")[0].click();
found.tasks = [...page.querySelectorAll("#tasks tbody tr")].map(r => r.dataset.task);

tell(search, "STUDENT-00 zip 7");
found.searched = [shown().map(name), said()];
tell(search, "nobody at all");
found.nobody = [shown().length, said()];
tell(search, "");
tell(kind, "late");
found.late = [...new Set(column(4, shown()))];
tell(task, "3");
found.lateAndWrong = shown().map(r => r.dataset.s[3]);
page.querySelector('a[data-show="unreadable"]').click();
found.unreadable = [...new Set(column(3, shown()))];
tell(kind, "");
found.all = shown().length;

const drawing = rows().find(r => r.dataset.s.startsWith("pp")).querySelector("svg");
const box = drawing.getBoundingClientRect();
const move = page.defaultView.PointerEvent;
drawing.dispatchEvent(new move("pointermove", {bubbles: true, clientX: box.left + 1}));
found.pointed = drawing.parentNode.title;
found.loaded = page.defaultView.performance.getEntriesByType("resource").map(r => r.name);
"""


def page_of(entries, slug="crop-yields", title="Linear regression on crop yields"):
    page = ClassPage(slug, title)
    for one in entries:
        page.add(one, f"reports/{one.student}.html")
    return page.render()


@pytest.fixture(scope="module")
def thousand():
    return page_of(a_class(SIZE))


def used(folder, made, script):
    """What `script` found in a page that it used, and what the consoles said."""
    (folder / "wrapper.html").write_text(
        '<!doctype html><meta charset="utf-8"><body>'
        f'<iframe srcdoc="{escaping.escape(made)}" style="width:1280px;height:900px"></iframe>'
        f"<script>addEventListener('load', () => {{{script}\ndocument.body.innerHTML = '<pre></pre>';"
        'document.querySelector("pre").textContent = JSON.stringify(found);})</script>',
        encoding="utf-8",
    )
    address = (folder / "wrapper.html").as_uri()
    dom, errors = visit(folder, "--virtual-time-budget=20000", "--dump-dom", address)
    text = re.search(r"<pre>(.*)</pre>", dom, re.DOTALL)
    assert text, errors
    return json.loads(escaping.unescape(text[1])), errors


@pytest.fixture(scope="module")
def use(thousand, tmp_path_factory):
    return used(tmp_path_factory.mktemp("use"), thousand, USE)


@pytest.fixture
def found(use):
    return use[0]


def test_the_page_shows_everyone_in_order(found):
    assert found["start"] == [SIZE, "1,000 students", "student-0000"]


def test_a_click_sorts_by_number_and_another_one_turns_it_round(found):
    rising = [float(s) for s in found["rising"] if s]
    assert rising == sorted(rising)
    assert len(set(rising)) > 20
    falling = [float(s) for s in found["falling"] if s]
    assert falling == sorted(rising, reverse=True)
    assert found["said"] == "ascending"


def test_what_is_unknown_stays_last_in_both_directions(found):
    unknown = found["rising"].count("")
    assert unknown > 0
    assert found["rising"][-unknown:] == found["falling"][-unknown:] == [""] * unknown


def test_names_and_task_numbers_are_sorted_as_people_read_them(found):
    assert found["named"] == [f"student-{i:04d}" for i in range(SIZE)]
    assert found["tasks"][-5:] == ["7.10", "7.11", "8.1", "8.2", "8.3"]


def test_the_hardest_tasks_can_be_put_first(found):
    rates = [int(r) for r in found["rates"] if r]
    assert rates == sorted(rates)
    assert found["rates"][-1] == ""


def test_a_search_wants_all_words_in_name_or_file(found):
    named, said = found["searched"]
    assert named == [f"student-00{i:02d}" for i in range(100) if "7" in f"{i:02d}"]
    assert said == "19 of 1,000 students"
    assert found["nobody"] == [0, "0 of 1,000 students"]


def test_students_are_chosen_by_kind_and_by_task(found):
    assert found["late"] == ["late"]
    assert found["lateAndWrong"]
    assert not set(found["lateAndWrong"]) & {"p", "-"}
    assert found["unreadable"] == ["✗ unreadable"]
    assert found["all"] == SIZE


def test_a_mark_says_which_task_it_is(found):
    assert found["pointed"] == "0.1 Imports: passed"


def test_no_error_is_logged_and_nothing_is_loaded(use):
    assert use[0]["loaded"] == []
    assert use[1] == []


def test_a_foreign_script_is_stopped_and_the_console_would_tell(tmp_path):
    made = page_of(a_class(3)).replace("</main>", "</main><script>document.title = 'taken'</script>")
    (tmp_path / "index.html").write_text(made, encoding="utf-8")
    dom, errors = visit(tmp_path, "--dump-dom", (tmp_path / "index.html").as_uri())
    assert "taken</title>" not in dom
    assert "3 students</output>" in dom
    assert any("Content Security Policy" in line for line in errors)


HARD = [entry(text[:500], hostile(*HOSTILE, "word " * 400), reason=text, source=text) for text in HOSTILE]


@pytest.mark.parametrize("made", [[*a_class(60, "pytorch-intro")], HARD], ids=["class", "hostile"])
def test_no_page_scrolls_sideways_on_any_screen(tmp_path, made):
    for page in measured(tmp_path, page_of(made), (320, 390, 768, 1280)):
        assert page["scroll"] <= page["wide"]
        assert page["out"] == []


def test_the_list_of_assignments_does_not_either(tmp_path):
    titles = {"crop-yields": "Linear regression on crop yields", "toy-nets": "Toy nets"}
    write_results(tmp_path / "made", a_class(5), titles=titles, file_name=str)
    for page in measured(tmp_path, (tmp_path / "made" / "index.html").read_text("utf-8"), (320, 1280)):
        assert page["scroll"] <= page["wide"]
        assert page["out"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screenshot_is_in_the_readers_colours(tmp_path, scheme):
    (tmp_path / "index.html").write_text(page_of(a_class(30)), encoding="utf-8")
    shot = tmp_path / "shot.png"
    chromium(
        tmp_path,
        "--window-size=1280,900",
        f"--blink-settings=preferredColorScheme={'0' if scheme == 'dark' else '1'}",
        f"--screenshot={shot}",
        (tmp_path / "index.html").as_uri(),
    )
    assert struct.unpack(">II", shot.read_bytes()[16:24]) == (1280, 900)
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed").open(shot).convert("L")
    corner = image.getpixel((2, 2))
    assert corner < 40 if scheme == "dark" else corner > 215
    assert len(image.getcolors(256)) > 50
