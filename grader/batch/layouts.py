"""Whose a notebook is, from where it lies: the folders of learning platforms and of courses.

Each layout is a function from the files that are not yet explained to the owners of those that it knows; the
first that knows a file decides. An archive counts as a folder. Nothing here looks at a disk.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from grader.batch.filenames import canonical, named_slug, plain_stem, students_by_stem

__all__ = ["Owner", "Parts", "Tree", "is_export", "is_instructors", "is_platform", "owners", "why_nobodys"]

Parts = tuple[str, ...]
"""Folders and file name below the path that was given."""


class Owner(NamedTuple):
    """Whose a file is, and what the layout tells about it."""

    student: str
    person: str | None = None
    """The student's name, where `student` is a number."""
    late: bool | None = None
    attempt: int = 0
    assignment: str | None = None
    name: str | None = None
    """File name as the student chose it, where the platform wrote its own around it."""
    created: float = 0.0
    """When it was handed in, in seconds since 1970; 0 when the layout does not say."""
    group: tuple[str, ...] = ()
    """The folders around that do not name the student: the same file name elsewhere is another submission."""


Owned = dict[Parts, tuple[Owner, ...]]
"""The owners of each file: several for the work of a group, none for what is the instructor's."""


@dataclass(frozen=True)
class Tree:
    """The files below one path that was given."""

    files: tuple[Parts, ...]
    name: str = ""
    """Of the folder or archive."""
    slugs: tuple[str, ...] = ()
    """Assignments of the course, as far as known."""
    repositories: frozenset[Parts] = frozenset()
    """Folders that are git repositories."""
    stamped: frozenset[Parts] = frozenset()
    """Folders with nbgrader's timestamp.txt."""
    submitters: Mapping[Parts, tuple[Owner, ...]] = field(default_factory=dict)
    """Gradescope's folders, and who handed them in."""
    alone: bool = False
    """Whether there is one file only: then nothing tells a student's from an instructor's."""
    of_assignment: bool = False
    """Whether it is the folder of one assignment: a folder alone in it is its only student's."""
    by_name: bool = True
    """Whether a file that lies in no folder belongs to the student that its name speaks of."""


_CANVAS = re.compile(
    r"(?:(?P<who>.*?)_)??(?:(?P<late>LATE)_)?(?P<user>[1-9]\d*|anon_[A-Za-z0-9]+)_(?P<file>[1-9]\d{2,})_(?P<name>.+)"
)
_CANVAS_AGAIN = re.compile(r"-(\d+)(?=(\.[A-Za-z0-9]+)*$)")
_MOODLE = re.compile(r"(?P<who>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?:file|onlinetext)(?:_(?P<name>.*))?")
_GRADESCOPE = re.compile(r"submissions?|assignment_\d+_export", re.IGNORECASE)
_WRAPPER = re.compile(r"submitted|submissions?|assignment_\d+_export", re.IGNORECASE)
_DEEPEST_EXPORT = 2
"""Folders around an export: `week-1/course-hw1/…`."""
_NBGRADER_OTHERS = {"source", "release", "autograded", "feedback"}
_NBGRADER_DEPTH = 3
_INSTRUCTORS = re.compile(
    r"(solutions?|starter|template|reference|instructor|release|source|autograded|feedback|answer[ _-]?key)",
    re.IGNORECASE,
)


def owners(tree: Tree) -> Owned:
    """The owners of each file; with `tree.by_name` every file has some, else unknown ones are left out."""
    layouts = [_gradescope, _moodle, _canvas, _nbgrader, _classroom, _by_assignment, _folders]
    if tree.by_name:
        layouts.append(_flat)
    known: Owned = {}
    for layout in layouts:
        rest = tuple(parts for parts in tree.files if parts not in known)
        if rest:
            known |= layout(replace(tree, files=rest, alone=len(tree.files) == 1))
    return known


def is_platform(tree: Tree) -> bool:
    """Whether the files lie as a learning platform or nbgrader's `submitted` puts them."""
    layouts = (_gradescope, _moodle, _canvas)
    common = _common(tree.files)
    by_course = any("submitted" in parts[: common + 1][:-1] for parts in tree.files)
    return by_course or tree.name == "submitted" or any(layout(tree) for layout in layouts)


def is_export(folders: Parts) -> bool:
    """Whether all folders are called as Gradescope calls its exports; a student's own are not believed."""
    return all(_GRADESCOPE.fullmatch(plain_stem(folder)) for folder in folders)


def why_nobodys(parts: Parts) -> str:
    """Why a file has no owner, as the end of a sentence."""
    if any(_platform_users((part,)) for part in parts[1:]):
        return "it lies in a learning platform's export among other submissions; grade the export by itself"
    return "it looks like the instructor's; rename it if a student handed it in"


def is_instructors(name: str) -> bool:
    """Whether a folder or file name is one that courses use for what students do not hand in."""
    return _INSTRUCTORS.fullmatch(name) is not None


# --- learning platforms -----------------------------------------------------------------------------


def _gradescope(tree: Tree) -> Owned:
    known: Owned = {}
    for parts in tree.files:
        for depth in range(1, len(parts) + 1):
            if parts[:depth] in tree.submitters:
                group = parts[: depth - 1] + parts[depth:-1]
                known[parts] = tuple(o._replace(group=group) for o in tree.submitters[parts[:depth]])
                break
    return known


def _moodle(tree: Tree) -> Owned:
    """`Full Name_1234567_assignsubmission_file/hw.ipynb`, or the same as one file name."""
    known: Owned = {}
    for parts, index, found in _matches(_MOODLE, tree.files):
        own = found["name"] if index == len(parts) - 1 else None
        person = found["who"]
        known[parts] = (
            Owner(
                found["id"] or person, person, name=own or None, group=parts[:index] + parts[index + 1 : -1]
            ),
        )
    return known


def _canvas(tree: Tree) -> Owned:
    """`lovelaceada_LATE_12345_67890_hw-1.ipynb`: the numbers of the user and of the file in Canvas."""
    matches = _matches(_CANVAS, tree.files)
    numbers = {found.string: found for _, _, found in matches}.values()
    people = {(found["user"], found["who"]) for found in numbers}
    shared = len({user for user, _ in people}) < len(people)
    again = len({found["file"] for found in numbers}) < len(numbers)
    if shared or again:
        return {}  # such numbers are no ids: dates, perhaps, or the number of the homework
    plain = {found["name"] for found in numbers}
    known: Owned = {}
    for parts, index, found in matches:
        name = found["name"]
        unmarked = _CANVAS_AGAIN.sub("", name)
        own = unmarked if unmarked in plain else name  # `-1`: handed in again; else the student's own words
        known[parts] = (
            Owner(
                found["user"],
                found["who"],
                late=found["late"] is not None,
                attempt=int(found["file"][:18]),
                name=own if index == len(parts) - 1 else None,
                group=parts[:index] + parts[index + 1 : -1],
            ),
        )
    return known


def _matches(pattern: re.Pattern[str], files: Iterable[Parts]) -> list[tuple[Parts, int, re.Match[str]]]:
    """The files whose folder or name at one depth fits the pattern, and that depth.

    The depth is one at which a platform wrote names: most of the outermost ones fit, or, in folders around
    them, some in each folder. A student who hands in a folder of such a name becomes nobody else by it.
    """
    files = tuple(files)
    for depth in range(_DEEPEST_EXPORT + 1):
        deep = [parts for parts in files if len(parts) > depth]
        found = [(parts, depth, match) for parts in deep if (match := pattern.fullmatch(parts[depth]))]
        names = {parts[: max(depth, 1)] for parts in deep}
        fitting = {parts[: max(depth, 1)] for parts, _, _ in found}
        if found and (fitting == names if depth else 2 * len(fitting) >= len(names)):
            return found
    return []


# --- tools of courses -------------------------------------------------------------------------------


def _nbgrader(tree: Tree) -> Owned:
    """`submitted/STUDENT/ASSIGNMENT/notebook.ipynb`, also where the path given is `submitted` or its copy."""
    common = _common(tree.files)
    known: Owned = {}
    for parts in tree.files:
        start = next((i + 1 for i, part in enumerate(parts[: common + 1]) if part == "submitted"), None)
        if start is None and tree.name == "submitted":
            start = 0
        if start is None and parts[:-1] in tree.stamped and 0 <= len(parts) - _NBGRADER_DEPTH <= common:
            start = len(parts) - _NBGRADER_DEPTH
        if start is not None and len(parts) - start >= _NBGRADER_DEPTH:
            known[parts] = (Owner(parts[start], assignment=parts[start + 1], group=parts[start + 2 : -1]),)
        elif parts[:-1] in tree.stamped and len(parts) == _NBGRADER_DEPTH - 1 and tree.name:
            known[parts] = (Owner(tree.name, assignment=parts[0]),)  # the path given is one student's folder
    if any("submitted" in parts[: common + 1] for parts in known):
        others = (p for p in tree.files if p not in known and p[common] in _NBGRADER_OTHERS)
        known |= dict.fromkeys(others, ())
    return known


def _classroom(tree: Tree) -> Owned:
    """`ASSIGNMENT-USERNAME/…`, each folder a git repository."""
    common = _common(tree.files)
    shared = {parts[:depth] for parts in tree.files[:1] for depth in range(common + 1)}
    by_parent: dict[Parts, list[Parts]] = defaultdict(list)
    for repository in tree.repositories:
        if repository and repository[:-1] in shared:
            by_parent[repository[:-1]].append(repository)
    known: Owned = {}
    for parent, repositories in by_parent.items():
        above = plain_stem(parent[-1] if parent else tree.name)
        names = _usernames([plain_stem(repo[-1]) for repo in repositories], above, tree.slugs)
        for parts in tree.files:
            if parts[: len(parent) + 1] in repositories and (
                who := names.get(plain_stem(parts[len(parent)]))
            ):
                known[parts] = (Owner(who[0], assignment=who[1], group=parts[len(parent) + 1 : -1]),)
    return known


def _usernames(folders: Sequence[str], above: str, slugs: Collection[str]) -> dict[str, tuple[str, str]]:
    """Student and assignment for each repository `ASSIGNMENT-USERNAME` whose assignment can be told."""
    prefixes = sorted({*slugs, above.removesuffix("-submissions")}, key=len, reverse=True)
    names = {}
    for folder in folders:
        slug = next((p for p in prefixes if p and folder.lower().startswith(f"{p.lower()}-")), None)
        if slug is not None and (user := folder[len(slug) + 1 :]):
            names[folder] = (user, slug)
    if names or len(folders) <= 1:
        return names
    words = [folder.split("-") for folder in folders]
    count = 0
    while len({tuple(w[: count + 1]) for w in words}) == 1 and all(len(w) > count + 1 for w in words):
        count += 1
    if not count:
        return {}
    return {
        folder: ("-".join(w[count:]), "-".join(w[:count])) for folder, w in zip(folders, words, strict=True)
    }


# --- plain folders and files ------------------------------------------------------------------------


def _by_assignment(tree: Tree) -> Owned:
    """`crop-yields/…`: a folder for each assignment, with the submissions in it."""
    start = _wrappers(tree)
    groups: dict[str, list[Parts]] = defaultdict(list)
    for parts in tree.files:
        if len(parts) > start + 1:
            groups[parts[start]].append(parts)
    known: Owned = {}
    for folder, files in groups.items():
        slug = _slug(folder, tree.slugs)
        if slug is None:
            continue
        cut = start + 1
        inside = replace(
            tree,
            files=tuple(parts[cut:] for parts in files),
            repositories=frozenset(r[cut:] for r in tree.repositories if r[:cut] == files[0][:cut]),
            stamped=frozenset(),
            submitters={},
            of_assignment=True,
        )
        for parts, whose in owners(inside).items():
            known[files[0][:cut] + parts] = tuple(o._replace(assignment=o.assignment or slug) for o in whose)
    return known


def _folders(tree: Tree) -> Owned:
    """`STUDENT/hw.ipynb`: the first folder is the student, whatever lies deeper."""
    start = _wrappers(tree)
    inside = [parts for parts in tree.files if len(parts) >= start + 2]
    strangers: dict[str, set[str]] = defaultdict(set)
    for parts in inside:
        strangers[parts[start]] |= _platform_users(parts[start + 1 :])
    known: Owned = {}
    for parts in inside:
        folder = plain_stem(parts[start])
        if is_instructors(folder) or len(strangers[parts[start]]) > 1:
            known[parts] = ()
            continue
        named = named_slug(folder, tree.slugs)
        student, slug = (named[1], named[0]) if named and named[1] else (folder, None)
        if slug is None and len(parts) > start + 2:
            slug = _slug(parts[start + 1], tree.slugs)
        known[parts] = (Owner(student, assignment=slug, group=parts[start + 1 : -1]),)
    return known


def _platform_users(parts: Parts) -> set[str]:
    """Whom Canvas or Moodle would mean by these names; several in one folder are an export, not a student."""
    users = set()
    for part in parts:
        if found := _MOODLE.fullmatch(part):
            users.add(f"{found['who']}_{found['id']}")
        elif found := _CANVAS.fullmatch(part):
            users.add(found["user"])
    return users


def _flat(tree: Tree) -> Owned:
    """`STUDENT.ipynb` and names around it."""
    stems = {parts: plain_stem(parts[-1]) for parts in tree.files}
    theirs = sorted({stem for stem in stems.values() if tree.alone or not is_instructors(stem)})
    students = students_by_stem(theirs, tree.slugs)
    known: Owned = {}
    for parts, stem in stems.items():
        named = named_slug(stem, tree.slugs)
        slug = named[0] if named else None
        if student := students.get(stem):
            known[parts] = (Owner(student, assignment=slug),)
        elif tree.alone:  # named after its assignment: the folder may say whose it is
            known[parts] = (Owner(plain_stem(tree.name) or stem, assignment=slug),)
        else:
            known[parts] = ()
    return known


def _wrappers(tree: Tree) -> int:
    """How many outer folders hold everything and name no student: `submissions/`, an archive's own name.

    A folder that stands alone is one of these if it may hold several students: to take the parts of one
    student for several is seen at once, to take several for one loses work.
    """
    start = 0
    common = _common(tree.files)
    while start < common:
        below = {canonical(parts[start + 1]) for parts in tree.files}
        deep = {len(parts) > start + 2 for parts in tree.files}
        alike = len(deep) == 1 and len(below) > 1 and not tree.of_assignment
        several = alike and not all(_slug(plain_stem(name), tree.slugs) for name in below)
        if not several and not _WRAPPER.fullmatch(plain_stem(tree.files[0][start])):
            break
        start += 1
    return start


def _slug(folder: str, slugs: Iterable[str]) -> str | None:
    """The assignment that a folder is named after, exactly but for case and separators."""
    named = named_slug(folder, tuple(slugs))
    return named[0] if named and not named[1] else None


def _common(files: Sequence[Parts]) -> int:
    """How many outer folders all files share."""
    count = 0
    for folders in zip(*(parts[:-1] for parts in files), strict=False):
        if len(set(folders)) > 1:
            break
        count += 1
    return count
