"""The report for machines: JSON by the schema `grader/report/1`, described in `docs/report.md`."""

import json
import re
from pathlib import Path
from typing import Any, Final

from grader.models import Report
from grader.report import files, text

__all__ = ["render", "schema", "write"]

# Inside a JSON string these may be written as escapes. Then the file can be shown in a terminal or an
# editor, and no reader stumbles over them.
_RISKY: Final = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def render(report: Report, *, indent: int | None = 2, staff: bool = False) -> str:
    """The report as JSON text, the same for the same report; ends with a newline.

    Notices for staff are left out unless asked for. Lone surrogates, which JSON cannot carry, become
    visible.
    """
    report = report.model_copy(update={"notices": text.notices(report, staff=staff)})
    data = report.model_dump(mode="python", by_alias=True)
    made = json.dumps(data, indent=indent, ensure_ascii=False, allow_nan=False)
    made = _SURROGATE.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", made)
    return _RISKY.sub(lambda m: f"\\u{ord(m.group()):04x}", made) + "\n"


def write(report: Report, path: Path, *, indent: int | None = 2, staff: bool = False) -> None:
    """Write the report to a file, in one step.

    Raises:
        OSError: the file cannot be written; nothing is left behind.

    """
    files.write_text(path, render(report, indent=indent, staff=staff))


def schema() -> dict[str, Any]:
    """The JSON Schema of what `render` gives."""
    made = Report.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "grader/report/1"}
