import csv
import json
import re

import pytest

from grader.models import Report, StaffReport
from grader.report import html
from grader.report.ledger import NAME
from grader.report.results import write_results
from tests.entries import a_class, entry, override
from tests.reports import sample

TITLES = {"crop-yields": "Crop yields"}
BOTH = {**TITLES, "toy-nets": "Toy nets"}


def write(folder, entries, titles=None, file_name=str):
    return write_results(folder, entries, titles=titles or TITLES, file_name=file_name)


def names(folder):
    return sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != NAME
    )


def test_files_of_one_assignment_lie_in_the_folder_itself(tmp_path):
    made = write(tmp_path, [entry("ada", sample())])
    assert names(tmp_path) == ["gradebook.csv", "index.html", "reports/ada.html", "reports/ada.json"]
    assert made[:3] == (4, 0, 0)


def test_several_assignments_have_a_folder_each_and_a_page_that_leads_to_them(tmp_path):
    write(tmp_path, [entry("ada", sample()), entry("ada", sample(), assignment="toy-nets")], BOTH)
    each = ["gradebook.csv", "index.html", "reports/ada.html", "reports/ada.json"]
    assert names(tmp_path) == sorted(["index.html", *(f"{slug}/{name}" for slug in BOTH for name in each)])
    page = (tmp_path / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"#]+)"', page)
    assert sorted(links) == sorted(
        f"{slug}/{name}" for slug in BOTH for name in ("index.html", "gradebook.csv")
    )
    assert "Toy nets" in page


def test_every_link_of_the_class_page_leads_to_a_file(tmp_path):
    made = [*a_class(20), entry("ümit 100%?#", sample())]
    write(tmp_path, made)
    from urllib.parse import unquote

    links = re.findall(r'href="([^"#]+)"', (tmp_path / "index.html").read_text("utf-8"))
    assert all((tmp_path / unquote(link)).is_file() for link in links)
    assert {unquote(link) for link in links} >= {f"reports/{e.student}.html" for e in made if e.graded}


def test_students_read_masked_reports_with_the_points_of_a_person(tmp_path):
    write(tmp_path, [entry("ada", sample(), overrides=(override("2.1", 1.5, "A fair reading."),))])
    text = (tmp_path / "reports" / "ada.json").read_text("utf-8")
    read = Report.model_validate(json.loads(text))
    assert next(t for t in read.tasks if t.id == "2.1").score == 1.5
    page = (tmp_path / "reports" / "ada.html").read_text("utf-8")
    assert "A fair reading." in text
    assert "A fair reading." in page
    for shown in (text, page):
        assert "test_secret" not in shown
        assert "staff eyes only" not in shown
    assert "test_secret" in (tmp_path / "index.html").read_text("utf-8")


def test_reports_are_what_the_renderers_give(tmp_path):
    write(tmp_path, [entry("ada", sample())])
    assert (tmp_path / "reports" / "ada.html").read_text("utf-8") == html.render(sample())


def test_a_second_run_touches_nothing(tmp_path):
    first = write(tmp_path, a_class(10))
    assert write(tmp_path, a_class(10))[:3] == (0, first.written, 0)
    assert write(tmp_path, reversed(list(a_class(10))))[:3] == (0, first.written, 0)


def test_reports_of_students_who_left_are_removed_and_files_of_others_stay(tmp_path):
    write(tmp_path, [entry("ada", sample()), entry("bob", sample())])
    (tmp_path / "reports" / "bob-remarks.html").write_text("mine")
    assert write(tmp_path, [entry("ada", sample())]).removed == 2
    assert names(tmp_path / "reports") == ["ada.html", "ada.json", "bob-remarks.html"]


def test_a_second_assignment_moves_the_files_of_the_first(tmp_path):
    write(tmp_path, [entry("ada", sample())])
    write(tmp_path, [entry("ada", sample())], BOTH)
    assert not (tmp_path / "reports").exists()
    assert (tmp_path / "crop-yields" / "reports" / "ada.html").is_file()
    write(tmp_path, [entry("ada", sample())])
    assert names(tmp_path) == ["gradebook.csv", "index.html", "reports/ada.html", "reports/ada.json"]


def test_students_without_a_report_have_a_line_and_no_file(tmp_path):
    broken = entry("d", sample(), overrides=(override("1.1", 99),))
    made = [entry("a", reason="disk full"), entry("b", ours=False, reason="a ZIP archive"), broken]
    write(tmp_path, made)
    assert names(tmp_path) == ["gradebook.csv", "index.html"]
    with (tmp_path / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["student"], r["status"], r["score"]) for r in rows] == [
        ("a", "internal", ""),
        ("b", "unreadable", "0"),
        ("d", "internal", ""),
    ]
    assert "Ada gave 99 points for task 1.1" in (tmp_path / "index.html").read_text("utf-8")


def test_an_empty_batch_still_has_its_pages(tmp_path):
    write(tmp_path, [])
    assert names(tmp_path) == ["gradebook.csv", "index.html"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", "a\x00", ".hidden", "x" * 300, "\ud800"]
)
def test_a_name_that_leaves_its_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match=r"cannot name a file|surrogates"):
        write(tmp_path / "results", [entry("ada", sample())], file_name=lambda _: name)
    assert names(tmp_path) == []


def test_two_students_never_share_a_file(tmp_path):
    with pytest.raises(ValueError, match="ada and Ada have the same file name"):
        write(tmp_path, [entry("ada", sample()), entry("Ada", sample())])


def test_a_student_who_comes_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="ada and ada have the same file name"):
        write(tmp_path, [entry("ada", sample()), entry("ada", sample())])


def test_an_entry_of_another_assignment_is_refused_and_nothing_is_removed(tmp_path):
    write(tmp_path, [entry("ada", sample())])
    with pytest.raises(ValueError, match="no assignment toy-nets"):
        write(tmp_path, [entry("bob", sample()), entry("ada", sample(), assignment="toy-nets")])
    assert (tmp_path / "reports" / "ada.html").is_file()


def test_only_one_entry_is_needed_at_a_time(tmp_path):
    """2,000 reports would not fit: what was written is let go."""
    import weakref

    alive = []

    def one_by_one():
        for made in a_class(5):
            assert sum(r() is not None for r in alive) <= 1
            if isinstance(made.graded, StaffReport):
                alive.append(weakref.ref(made.graded.report))
            yield made
            del made

    write(tmp_path, one_by_one())
    assert len(alive) > 1
