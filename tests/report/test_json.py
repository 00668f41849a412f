import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import models
from grader.models import Report, Status
from grader.report import json as report_json
from tests.reports import BIDI, HOSTILE, SURROGATE, hostile, sample

DOCS = Path(__file__).parents[2] / "docs"


def test_the_report_comes_back_from_json_as_it_was():
    made = sample()
    assert Report.model_validate_json(report_json.render(made, staff=True)) == made


def test_the_same_report_gives_the_same_text():
    assert report_json.render(sample()) == report_json.render(sample())


def test_indent_is_the_callers_choice():
    assert report_json.render(sample(), indent=None).count("\n") == 1
    assert '\n    "slug"' in report_json.render(sample(), indent=2)


def test_notices_for_staff_need_asking_for():
    assert "staff eyes only" not in report_json.render(sample())
    assert "staff eyes only" in report_json.render(sample(), staff=True)


def test_an_example_is_valid_by_the_schema():
    schema = report_json.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(report_json.render(sample())))
    validator.validate(json.loads(report_json.render(hostile(*HOSTILE))))


def test_the_schema_refuses_what_is_no_report():
    made = json.loads(report_json.render(sample()))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**made, "extra": 1}, report_json.schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**made, "status": "fine"}, report_json.schema())


def test_the_published_schema_is_the_current_one():
    published = json.loads((DOCS / "report-1.schema.json").read_text(encoding="utf-8"))
    assert published == report_json.schema()


def test_every_field_and_status_is_documented():
    page = (DOCS / "report.md").read_text(encoding="utf-8")
    elsewhere = ("Entry", "Override", "Staff")  # no part of a report
    shown = [getattr(models, name) for name in models.__all__ if not name.startswith(elsewhere)]
    values = [v for v in shown if isinstance(v, type) and issubclass(v, models.Value)]
    names = {field.alias or name for value in values for name, field in value.model_fields.items()}
    names |= {status.value for status in Status}
    assert not {name for name in names if f"`{name}`" not in page}


def test_the_text_is_safe_to_print_and_to_store():
    made = report_json.render(hostile(BIDI, SURROGATE, "\x1b[31m \x9b2J \x7f \u2028"))
    assert not set(made) & set("\x1b\x9b\x7f\u2028\u202e\u2066\ud800\udfff")
    assert "⟨U+D800⟩ alone" in made
    made.encode()
    json.loads(made)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_the_way_through_json(value):
    made = hostile(value)
    assert Report.model_validate_json(report_json.render(made, staff=True)) == made


def test_writing_puts_the_text_into_the_file(tmp_path):
    report_json.write(sample(), tmp_path / "r.json")
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == report_json.render(sample())
