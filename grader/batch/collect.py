"""Submissions: found below folders, in archives and among files, each with whose it is and how to read it."""

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from grader.batch.filenames import canonical, plain_stem
from grader.batch.gradescope import METADATA_BYTES, submitters
from grader.batch.layouts import Owned, Owner, Parts, Tree, is_export, owners, why_nobodys
from grader.batch.names import shown
from grader.batch.roots import Root, as_tree, find_roots
from grader.batch.survey import Kind, Place, Seen, submission_time
from grader.errors import InputError, NotebookError, SettingError
from grader.settings import Limits

__all__ = ["Collected", "Found", "collect", "newest"]

_NAMED = 3
"""Files or kinds of files that a line names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A submission: whose it is, and where its bytes lie."""

    student: str
    """Identifier: Canvas' and Moodle's number, Gradescope's student number, a folder's or file's name."""
    name: str
    """File name without folders, and without what a platform wrote around it."""
    source: str
    """Path as shown to staff; `archive.zip!/inner/path` within an archive."""
    place: Place
    late: bool | None = None
    """None: the layout does not say."""
    attempt: int = 0
    """Orders the attempts of one student: higher is newer, 0 is unknown. No count."""
    assignment: str | None = None
    """What the layout says it answers; only a hint."""
    person: str | None = None
    """The student's name, where the layout has one beside the identifier."""
    modified: float = 0.0
    """When it was handed in or written, in seconds since 1970; 0 is unknown."""

    def read(self, limits: Limits) -> bytes:
        """The bytes of the file, read now.

        Raises:
            NotebookError: it is larger than `limits.notebook_bytes` or cannot be read; one sentence.

        """
        return self.place.read(limits)


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found below some paths."""

    found: tuple[Found, ...]
    """In the order of students, then of names."""
    skipped: tuple[str, ...]
    """One line for each file that is not used, and why; files of other kinds share one."""


def collect(
    paths: Sequence[Path], *, student_id: re.Pattern[str] | None = None, slugs: Sequence[str] = ()
) -> Collected:
    """Find the submissions below folders, in zips and among notebooks.

    Args:
        paths: folders, zips and notebooks, as they were typed.
        student_id: found in a source path, its group `student` or else its first one is the student, whatever
            the layout says; a file in whose path it is not found is left out.
        slugs: the course's assignments; they are told from students in the names of files and folders.

    Raises:
        InputError: a path is missing, nothing was found, or it is not clear who the students are.
        SettingError: `student_id` has no group.

    """
    if student_id is not None and not student_id.groups:
        raise SettingError(
            f"--student-id {student_id.pattern!r} has no group; put one around the student: (?P<student>…)"
        )
    found: dict[Found, Hashable] = {}
    skipped: list[str] = []
    others: list[Seen] = []
    for number, root in enumerate(find_roots(paths, tuple(slugs), certain=student_id is not None)):
        skipped += [f"{seen.source} {seen.reason}." for seen in root.of(Kind.REFUSED)]
        tree, unread = _tree(root, tuple(slugs))
        owned, left_out = _by_pattern(root, tree, student_id) if student_id else _by_layout(root, tree)
        skipped += unread + left_out
        found |= {submission: (number, key) for key, submission in _submissions(root, owned)}
        others += root.of(Kind.OTHER)
    kept, older = newest(found, found.__getitem__)
    skipped += older
    if others:
        skipped.append(_other_kinds(others))
    if not kept:
        raise InputError(_nothing(paths, skipped))
    return Collected(tuple(sorted(kept, key=lambda f: (f.student, f.name, f.source))), tuple(skipped))


def newest(
    found: Iterable[Found], key: Callable[[Found], Hashable]
) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The newest submission for each key, in the order given, and a line for each that is left out.

    Attempts are compared where all submissions of a key have one, else the times.
    """
    groups: dict[Hashable, list[Found]] = defaultdict(list)
    for submission in found:
        groups[key(submission)].append(submission)
    kept, skipped = [], []
    for group in groups.values():
        counted = all(submission.attempt for submission in group)
        *older, last = sorted(group, key=lambda f: (f.attempt if counted else 0, f.modified, f.source))
        kept.append(last)
        for submission in older:
            even = submission.modified == last.modified and not counted
            why = "is as new as this and comes later by name" if even else "is newer"
            skipped.append(f"{submission.source} is left out: {last.source} of {last.student} {why}.")
    return tuple(kept), tuple(skipped)


def _tree(root: Root, slugs: tuple[str, ...]) -> tuple[Tree, list[str]]:
    """What the layouts look at, and a line for each list of Gradescope that cannot be used."""
    tree, lines = as_tree(root, slugs), []
    whose = dict(tree.submitters)
    for seen in root.of(Kind.METADATA):
        if not is_export(seen.parts[:-1]):
            lines.append(f"{seen.source} is not used: it does not lie where Gradescope puts it.")
            continue
        try:
            listed = submitters(seen.place.read(Limits(notebook_bytes=METADATA_BYTES)))
        except NotebookError:
            lines.append(f"{seen.source} cannot be read; its folders are taken for students.")
        except InputError as error:
            lines.append(f"{seen.source} {error}; its folders are taken for students.")
        else:
            whose |= {(*seen.parts[:-1], folder): people for folder, people in listed.items()}
    return replace(tree, submitters=whose), lines


def _by_layout(root: Root, tree: Tree) -> tuple[Owned, list[str]]:
    owned = owners(tree)
    _refuse_unclear(owned)
    lines = [
        f"{seen.source} is left out: {why_nobodys(seen.parts)}."
        for seen in root.of(Kind.NOTEBOOK)
        if not owned.get(seen.parts)
    ]
    return owned, lines + _without_notebook(root, tree, owned)


def _refuse_unclear(owned: Owned) -> None:
    """Refuse folders that hold one file name in several folders: of several students, as it seems."""
    places: dict[str, dict[str, set[Parts]]] = defaultdict(lambda: defaultdict(set))
    for parts, whose in owned.items():
        for owner in whose:
            known = owner.person or owner.attempt or owner.assignment
            places[owner.student][canonical(parts[-1])] |= (
                {owner.group} if owner.group and not known else set()
            )
    unclear = [who for who, names in places.items() if any(len(groups) > 1 for groups in names.values())]
    if unclear and 2 * len(unclear) >= len(places):
        raise InputError(
            f"It is not clear whether folders such as {shown(unclear[0])} are students or hold students: "
            "several folders in it hold files of one name. Say with --student-id which part of a path is the "
            "student, or name one folder at a time."
        )


def _without_notebook(root: Root, tree: Tree, owned: Owned) -> list[str]:
    """A line for each student who handed in other files only: a report or a script, perhaps by mistake."""
    others = {seen.parts for seen in root.of(Kind.OTHER)}
    all_owned = owners(replace(tree, files=(*tree.files, *sorted(others)), by_name=False))
    have = {owner.student for whose in owned.values() for owner in whose}
    files: dict[str, list[str]] = defaultdict(list)
    for parts in sorted(others & all_owned.keys()):
        for owner in all_owned[parts]:
            if owner.student not in have:
                files[owner.person or owner.student].append(shown(parts[-1]))
    return [
        f"{shown(who)} has no notebook among the files handed in: {_some(names)}."
        for who, names in files.items()
    ]


def _by_pattern(root: Root, tree: Tree, student_id: re.Pattern[str]) -> tuple[Owned, list[str]]:
    """As the layouts say, but for the student."""
    owned, lines = owners(tree), []
    theirs: Owned = {}
    group = "student" if "student" in student_id.groupindex else 1
    for seen in root.of(Kind.NOTEBOOK):
        match = student_id.search(seen.source)
        if match and (student := match[group]):
            told = (owned.get(seen.parts) or (Owner(student),))[0]
            theirs[seen.parts] = (told._replace(student=student, person=None, group=seen.parts[:-1]),)
        else:
            lines.append(f"{seen.source} is left out: --student-id finds no student in it.")
    return theirs, lines


def _submissions(root: Root, owned: Owned) -> Iterator[tuple[Hashable, Found]]:
    """Each submission with what it is the same as another by: student, assignment, folder and name."""
    stamps = _stamps(root)
    for seen in root.of(Kind.NOTEBOOK):
        for owner in owned.get(seen.parts, ()):
            found = Found(
                student=shown(owner.student),
                name=shown(owner.name or seen.parts[-1]),
                source=seen.source,
                place=seen.place,
                late=owner.late,
                attempt=owner.attempt,
                assignment=shown(owner.assignment) if owner.assignment else None,
                person=shown(owner.person) if owner.person else None,
                modified=owner.created or stamps.get(seen.parts[:-1], 0.0) or seen.modified,
            )
            folders = tuple(plain_stem(folder) for folder in owner.group)
            yield (found.student, found.assignment, folders, canonical(found.name)), found


def _stamps(root: Root) -> dict[Parts, float]:
    """When nbgrader's folders were handed in."""
    stamps = {}
    for seen in root.of(Kind.TIMESTAMP):
        with contextlib.suppress(NotebookError):  # the time of the file does as well
            stamps[seen.parts[:-1]] = submission_time(seen.place)
    return stamps


def _other_kinds(others: Sequence[Seen]) -> str:
    kinds = Counter(PurePath(shown(seen.parts[-1])).suffix.lower() or "without ending" for seen in others)
    listed = _some([f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))])
    if len(others) == 1:
        return f"1 file that is no notebook is left out: {shown(others[0].parts[-1])}."
    return f"{len(others)} files that are no notebooks are left out: {listed}."


def _nothing(paths: Sequence[Path], skipped: Sequence[str]) -> str:
    where = _some([shown(path.as_posix()) for path in paths]) or "no path at all"
    why = f" {skipped[0]}" if skipped else ""
    more = f" ({len(skipped) - 1} more such lines)" if len(skipped) > 1 else ""
    return f"No submission was found in {where}: .ipynb files were looked for in folders and zips.{why}{more}"


def _some(items: Sequence[str]) -> str:
    """The first items, and how many more there are."""
    more = len(items) - _NAMED
    return ", ".join(items[:_NAMED]) + (f" and {more} more" if more > 0 else "")
