"""Where submissions are looked for: each path by itself, or several that a shell made of `submissions/*`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.batch.filenames import named_slug, plain_stem
from grader.batch.layouts import Owner, Parts, Tree, is_export, is_platform
from grader.batch.names import shown
from grader.batch.survey import Kind, Seen, survey
from grader.errors import InputError

__all__ = ["Root", "as_tree", "find_roots"]


@dataclass(frozen=True, slots=True)
class Root:
    """A path, or the folder around several, and what lies below."""

    name: str
    seen: tuple[Seen, ...]

    def of(self, kind: Kind) -> list[Seen]:
        """What is of one kind, in the order in which it was seen."""
        return [seen for seen in self.seen if seen.kind is kind]


def as_tree(root: Root, slugs: tuple[str, ...]) -> Tree:
    """What the layouts look at; Gradescope's folders belong to nobody but themselves."""
    files = tuple(seen.parts for seen in root.of(Kind.NOTEBOOK))
    exports = {seen.parts[:-1] for seen in root.of(Kind.METADATA) if is_export(seen.parts[:-1])}
    folders: set[Parts] = {
        parts[: len(export) + 1]
        for export in exports
        for parts in files
        if parts[: len(export)] == export and len(parts) > len(export) + 1
    }
    return Tree(
        files=files,
        name=root.name,
        slugs=slugs,
        repositories=frozenset(seen.parts for seen in root.of(Kind.REPOSITORY)),
        stamped=frozenset(seen.parts[:-1] for seen in root.of(Kind.TIMESTAMP)),
        submitters={folder: (Owner(folder[-1]),) for folder in folders},
    )


def find_roots(paths: Sequence[Path], slugs: tuple[str, ...], *, certain: bool) -> list[Root]:
    """Look below each path; those that are no export of a platform are taken as parts of one folder.

    So `submissions/*`, `submissions/*.ipynb` and `submissions/*/hw.ipynb` mean what `submissions` means.

    Args:
        paths: as they were typed.
        slugs: the course's assignments.
        certain: whether it is known who the students are, whatever the folders are called.

    Raises:
        InputError: a path is missing, or its folders may be students or hold students.

    """
    outermost = _outermost(paths)
    roots = [Root(absolute.name, tuple(survey(typed))) for absolute, typed in outermost.items()]
    if len(roots) == 1:
        return roots
    apart, together = [], {}
    for absolute, root in zip(outermost, roots, strict=True):
        if not absolute.is_dir() and root.seen and root.seen[0].parts == (absolute.name,):
            together[absolute] = root  # a notebook
        elif is_platform(as_tree(root, slugs)):
            apart.append(root)
        else:
            together[absolute] = root
    if not certain:
        _refuse_unclear(together, slugs)
    return apart + ([_joined(together)] if together else [])


def _outermost(paths: Sequence[Path]) -> dict[Path, Path]:
    """Each path once, absolute and as it was typed, without those that lie within another."""
    absolute = {Path(os.path.abspath(path)): path for path in paths}  # noqa: PTH100  a link keeps its own name
    return {whole: typed for whole, typed in absolute.items() if not absolute.keys() & set(whole.parents)}


def _joined(together: dict[Path, Root]) -> Root:
    around = Path(os.path.commonpath([path.parent for path in together]))
    seen: list[Seen] = []
    for path, root in together.items():
        above = path.relative_to(around).parts
        is_file = root.seen and root.seen[0].parts == (path.name,) and not path.is_dir()
        prefix = above[:-1] if is_file else above
        seen += [found._replace(parts=(*prefix, *found.parts)) for found in root.seen]
    return Root(around.name, tuple(seen))


def _refuse_unclear(together: dict[Path, Root], slugs: tuple[str, ...]) -> None:
    """Refuse folders that are no single student's, unless they are named after assignments."""
    folders = {path: as_tree(root, slugs) for path, root in together.items() if root.of(Kind.NOTEBOOK)}
    many = [path for path, tree in folders.items() if not _is_one_students(path, tree)]
    if many and 2 * len(many) >= len(folders):
        names = " and ".join(shown(path.name) for path in many[:2])
        raise InputError(
            f"It is not clear whether folders such as {names} are students or hold students. In the first "
            "case, name the folder around them; in the other, one folder at a time; or say with --student-id "
            "which part of a path is the student."
        )


def _is_one_students(path: Path, tree: Tree) -> bool:
    """Whether a folder holds one notebook, or one for each of several assignments, or is a repository."""
    if len(tree.files) == 1 or () in tree.repositories or named_slug(plain_stem(path.name), tree.slugs):
        return True
    if all(parts[:-1] in tree.stamped for parts in tree.files):
        return True
    if is_platform(replace(tree, files=tuple((path.name, *parts) for parts in tree.files), name="")):
        return True  # its name is one that a platform gives to a student's folder
    named = [named_slug("/".join(parts), tree.slugs) for parts in tree.files]
    return all(named) and len({found[0] for found in named if found}) == len(named)
