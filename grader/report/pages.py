"""How every HTML page is made: the templates, what they may use, the last door that a text goes through."""

import base64
import functools
import hashlib
import itertools
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2
import pygments  # type: ignore[import-untyped]
from markupsafe import Markup, escape
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from grader.models import Status, TaskKind
from grader.report import pictures, text
from grader.report.looks import LOOKS

__all__ = ["Script", "render", "script"]

TEMPLATES: Final = Path(__file__).parent / "templates"
NET: Final = 4 * text.LIMIT
"""Length up to which the template may print a text that was not shortened on purpose."""
LEXER: Final = PythonLexer(stripnl=False, ensurenl=False)
FORMATTER: Final = HtmlFormatter(nowrap=True)


class Script(NamedTuple):
    """A script of ours, and what the page's policy calls it: no other script may run."""

    code: Markup
    source: str


def render(template: str, **values: Any) -> str:
    """A page, from one of the templates."""
    return _templates().get_template(template).render(**values)


@functools.cache
def script(name: str) -> Script:
    """A script that stands in the page, by the name of its file beside the templates."""
    code = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return Script(Markup(code), f"'sha256-{digest}'")  # noqa: S704 - a file of ours


@functools.cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        line=text.line,
        plain=text.plain,
        points=text.points,
        prose=_prose,
        seconds=text.seconds,
        source=_source,
    )
    made.globals.update(
        Status=Status,
        TaskKind=TaskKind,
        common_message=text.common_message,
        highlighted=_highlighted,
        looks=LOOKS,
        message_of=text.message_of,
        pending_note=text.pending_note,
        picture=pictures.checked,
        score_line=text.score_line,
        summary=text.summary,
        verdict_worth=text.verdict_worth,
        worth=text.worth,
    )
    return made


def _finalize(value: Any) -> Any:
    """The last door: a string that is not markup of ours is cleaned, and then escaped by jinja."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return text.plain(value, NET)
    return value


def _prose(value: str) -> Markup:
    """Clean text, with `code` between backticks set as code."""
    parts = text.plain(value).strip().split("`")
    if len(parts) % 2 == 0:
        return escape("`".join(parts))
    made = (
        Markup("<code>{}</code>").format(part) if inside and part else escape("``" if inside else part)
        for inside, part in zip(itertools.cycle((False, True)), parts, strict=False)
    )
    return Markup("").join(made)


@functools.lru_cache(maxsize=256)  # cells that were given are the same in every report of a class
def _highlighted(source: str) -> Markup:
    """Python, as escaped HTML with a class per kind of token."""
    cleaned = text.plain(source).strip("\n")
    made = pygments.highlight(cleaned, LEXER, FORMATTER)
    return Markup(made)  # noqa: S704 - the formatter escapes what it does not mark up itself


def _source(picture: pictures.Picture) -> Markup:
    """The address of a picture; it was checked to be base64 and nothing else."""
    return Markup(f"data:image/png;base64,{picture.base64}")  # noqa: S704 - see above
