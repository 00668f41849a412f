"""The report as GitHub Flavored Markdown: a score, a table of tasks, and what to fix.

Text of a submission has no power over the page: no tag, no link, no picture, no mention of a user.
"""

import re
from collections.abc import Iterator
from typing import Final

from grader.models import Report, Status, TaskResult, Verdict
from grader.report import text
from grader.report.looks import LOOKS

__all__ = ["inline", "render"]

CUT: Final = "\n*{} not shown: the report is too long for this page.*\n"

# Left to right: code between single backticks stays code, for code has no power in Markdown; then words, and
# what parts them. No part can match in two ways, so the time stays linear in hostile text.
_TOKENS: Final = re.compile(r"(?<!`)`(?P<code>[^`|]+)`(?!`)|(?P<word>[^\s|`\\]+)|(?P<mark>[|`\\])")
_LINK: Final = re.compile(r"://|\bwww\.|@[a-z0-9]", re.IGNORECASE)
_SPECIAL: Final = re.compile(r"[*_{}\[\]<>#~&!$]")
_ITEM: Final = re.compile(r"^\d{1,9}(?=[.)]$)")
_BACKTICKS: Final = re.compile(r"`+")


def render(report: Report, *, staff: bool = False, limit: int | None = None) -> str:
    """The report as Markdown; notices for staff only when asked for.

    With a limit, the text has at most so many bytes of UTF-8; it says how many tasks are left out.
    """
    head = "".join(_head(report))
    blocks = [_table(report), *("".join(_task(t)) for t in report.tasks if t.status is not Status.PASSED)]
    blocks.append("".join(_notices(report, staff=staff)))
    return head + _fitting([block for block in blocks if block], limit, len(head.encode()))


def inline(content: str, limit: int = text.LIMIT) -> str:
    r"""Text on one line, to be shown as it is.

    >>> print(inline("<b> of `w.grad`, see http://evil.example"))
    \<b\> of `w.grad`, see `http://evil.example`
    """
    return _TOKENS.sub(_token, text.line(content, limit))


def _token(found: re.Match[str]) -> str:
    """Code as it is; as code what a page would make a link or a mention of; of all else, only text."""
    if found["code"] is not None:
        return found[0]
    if found["mark"]:
        return f"\\{found['mark']}"
    word = found["word"]
    if _LINK.search(word):
        return f"`{word}`"
    if found.start() == 0:  # else a sentence that begins with a number or a minus would begin a list
        if word.startswith(("-", "+", "=")):
            return "\\" + _SPECIAL.sub(r"\\\g<0>", word)
        word = _ITEM.sub(r"\g<0>\\", word)
    return _SPECIAL.sub(r"\\\g<0>", word)


def _fitting(blocks: list[str], limit: int | None, used: int) -> str:
    """As many of the blocks as the limit allows, whole ones."""
    kept: list[str] = []
    for at, block in enumerate(blocks):
        left = len(blocks) - at
        note = CUT.format(f"{left} part is" if left == 1 else f"{left} parts are")
        room = 0 if left == 1 else len(CUT) + 20
        size = len(block.encode())
        if limit is not None and used + size + room > limit:
            return "".join([*kept, note])
        kept.append(block)
        used += size
    return "".join(kept)


def _head(report: Report) -> Iterator[str]:
    yield f"# {inline(report.assignment.title)}, version {inline(report.assignment.version)}\n\n"
    name = inline(report.submission.name, text.LINE_LIMIT)
    if report.submission.student:
        name += f" · {inline(report.submission.student, text.LINE_LIMIT)}"
    if report.assignment.asked:
        name += f" · only the set {inline(report.assignment.asked)}"
    note = text.pending_note(report.pending_points)
    yield f"{name}\n\n**{text.score_line(report)}**{f' · {note}' if note else ''}\n\n"
    yield f"{text.summary(report)}.\n"
    if report.status is Status.INTERNAL:
        yield "\n**The grader failed on part of this: the score is not final. Grade it again.**\n"


def _table(report: Report) -> str:
    if not report.tasks:
        return ""
    rows = ["\n| | task | points |\n| --- | --- | --- |\n"]
    for task in report.tasks:
        look = LOOKS[task.status]
        worth = text.worth(task.score, task.max_score, task.pending_points, task.status)
        title = inline(f"{task.id} {task.title}", text.LINE_LIMIT)
        rows.append(f"| {look.symbol} {look.word} | {title} | {worth} |\n")
    return "".join(rows)


def _task(task: TaskResult) -> Iterator[str]:
    worth = text.worth(task.score, task.max_score, task.pending_points, task.status)
    yield f"\n## {inline(f'{task.id} {task.title}', text.LINE_LIMIT)}\n\n"
    yield f"{LOOKS[task.status].word}, {worth}\n"
    shared = text.common_message(task)
    if shared:
        yield f"\n{_prose(shared)}\n"
    for verdict in task.verdicts:
        yield from _verdict(verdict, shared)
    if task.pending_points and task.rubric:
        yield "\nWhat a person looks for:\n\n"
        yield from (f"- {inline(entry)}\n" for entry in task.rubric)


def _verdict(verdict: Verdict, shared: str) -> Iterator[str]:
    look = LOOKS[verdict.status]
    facts = ["hidden check"] if verdict.hidden else []
    if verdict.status is not Status.PASSED:
        facts += [look.word, text.verdict_worth(verdict)]
    title = inline(verdict.title, text.LINE_LIMIT)
    more = f" ({', '.join(facts)})" if facts else ""
    yield f"\n{look.symbol} {title}{more}\n"
    if verdict.status is Status.PASSED:
        return
    message = text.message_of(verdict)
    if message != shared:
        yield f"\n{_prose(message)}\n"
    for name, value in (("Expected", verdict.expected), ("Found", verdict.found)):
        if value.strip():
            yield f"\n{name}\n\n{_block(text.plain(value))}\n"
    if verdict.hint.strip():
        yield f"\nTry: {inline(verdict.hint)}\n"


def _notices(report: Report, *, staff: bool) -> Iterator[str]:
    shown = text.notices(report, staff=staff)
    if shown:
        yield "\n## Notices\n\n"
    for notice in shown:
        yield f"- {'(staff) ' if notice.staff_only else ''}{inline(notice.text)}\n"


def _prose(message: str) -> str:
    """A sentence or two as such; what has lines of its own keeps them."""
    return _block(message) if "\n" in message else inline(message)


def _block(content: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{content.rstrip()}\n{fence}"
