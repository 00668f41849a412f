"""Writes the table of attacks into docs/security.md: `python -m tests.attacks`."""

import re
from pathlib import Path

from tests.attacks.registry import table

PAGE = Path(__file__).parents[2] / "docs/security.md"
TABLE = re.compile(r"\| attack \| what it tries .*?\n(?!\|)", re.DOTALL)

PAGE.write_text(
    TABLE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8") + "\n").rstrip() + "\n", encoding="utf-8"
)
