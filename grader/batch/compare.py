"""Two stores compared, or one with what was in it before: whose points changed."""

from collections.abc import Iterator

from grader.batch.changes import Change, difference
from grader.batch.store import Store

__all__ = ["compare", "compare_with_before"]


def compare(old: Store, new: Store) -> Iterator[Change]:
    """Whose points differ, by assignment and student; two reports in memory at a time."""
    for slug in sorted({*old.slugs(), *new.slugs()}):
        lines = [{line.student: line for line in store.lines(slug)} for store in (old, new)]
        for student in sorted({*lines[0], *lines[1]}):
            was, now = (found.get(student) for found in lines)
            change = difference(old.entry(was) if was else None, new.entry(now) if now else None)
            if change is not None:
                yield change


def compare_with_before(store: Store) -> Iterator[Change]:
    """Whose points differ from those of the grading before, of the same submission or an earlier one."""
    for slug in store.slugs():
        after = {line.student: line for line in store.lines(slug)}
        for before in store.entries(slug, earlier=True):
            change = difference(before, store.entry(after[before.student]))
            if change is not None:
                yield change
