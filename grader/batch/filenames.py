"""Whose a notebook is when its file name is all there is: `crop-yields_ada_final.ipynb`.

A wrong guess must never make one student of two. So a part of a name is dropped only when it is known not to
tell students apart: an assignment, what all names share, a word such as `final`.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

__all__ = ["canonical", "named_slug", "plain_stem", "students_by_stem"]

_NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json))?$", re.IGNORECASE)
_COPY = re.compile(r"(\s*\(\d+\)|[\s_-]*copy[\s_-]*\d*)$", re.IGNORECASE)
_NOISE = re.compile(r"[\s_.-]+(final|submission|submitted|copy|v\d+|version[\s_-]?\d+)$", re.IGNORECASE)
_EDGE = " _.-"
_TOKENS = re.compile(r"([\s_.-]+)")
_IDENTIFIER = re.compile(r"(?!(?:19|20)\d\d$)(?:[A-Za-z]{0,4}\d{4,}|[^@\s]+@[^@\s]+\.[^@\s]+)")
_LEAST_ALIKE = 2


def plain_stem(name: str) -> str:
    """A file name without its ending, which may be `.ipynb`, `.ipynb.txt` or `.zip`."""
    stem = _NOTEBOOK.sub("", name)
    return stem[: -len(".zip")] if stem.lower().endswith(".zip") else stem


def canonical(name: str) -> str:
    """A file name for comparing: in lower case and without ` (1)` or `-Copy1`, which mark copies."""
    stem = plain_stem(name)
    return (_COPY.sub("", stem) or stem).lower()


def named_slug(text: str, slugs: Collection[str]) -> tuple[str, str] | None:
    """The longest slug that is a whole word of the text, and the text without it; None if there is none."""
    for slug in sorted(slugs, key=lambda slug: (-len(slug), slug)):
        words = r"[\s_.-]*".join(re.escape(word) for word in re.split(r"[^A-Za-z0-9]+", slug) if word)
        if not words:
            continue
        found = re.search(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", text, re.IGNORECASE)
        if found:
            before, after = text[: found.start()].rstrip(_EDGE), text[found.end() :].lstrip(_EDGE)
            between = "_" if before and after else ""
            return slug, before + between + after
    return None


def students_by_stem(stems: Sequence[str], slugs: Collection[str]) -> dict[str, str]:
    """The student that each file name (without ending) speaks of; empty where it is just an assignment's."""
    bases = _without_copies(stems)
    named = {base: named_slug(base, slugs) for base in bases.values()}
    if any(named.values()):
        students = {base: found[1] if found else base for base, found in named.items()}
    else:
        students = _without_shared(list(named))
    students = {base: _without_noise(student) for base, student in students.items()}
    identified = _identifiers(students)
    return {stem: identified[base] for stem, base in bases.items()}


def _without_copies(stems: Sequence[str]) -> dict[str, str]:
    """`ada (1)` is a copy of `ada` where the other files have other names, as when a browser saves twice.

    Where most names end so, the copies are all that tells students apart: `homework (1)`, `homework (2)`.
    """
    bases = {stem: _COPY.sub("", stem) or stem for stem in stems}
    copies = sum(stem != base for stem, base in bases.items())
    return bases if 2 * copies < len(bases) else {stem: stem for stem in stems}


def _without_shared(bases: Sequence[str]) -> dict[str, str]:
    """Without the words that all names begin or end with, if something is left of each."""
    split = {base: _TOKENS.split(base) for base in bases}
    if len(split) < _LEAST_ALIKE:
        return {base: base for base in bases}
    lists = list(split.values())
    first, last = _alike(lists), _alike([tokens[::-1] for tokens in lists])
    first -= first % 2  # whole words with the separator behind them
    last -= last % 2
    rest = {base: "".join(tokens[first : len(tokens) - last]) for base, tokens in split.items()}
    clear = all(
        len(tokens) > first + last and re.search(r"[^\W\d_]|\d{4}", rest[base])
        for base, tokens in split.items()
    )
    return rest if clear else {base: base for base in bases}


def _alike(lists: Sequence[Sequence[str]]) -> int:
    """How many items at the start are the same in all lists."""
    count = 0
    for items in zip(*lists, strict=False):
        if len({item.lower() for item in items}) > 1:
            break
        count += 1
    return count


def _without_noise(student: str) -> str:
    while (shorter := _NOISE.sub("", student)) and shorter != student:
        student = shorter
    return student


def _identifiers(students: Mapping[str, str]) -> dict[str, str]:
    """`ab12345_my-answers` is `ab12345`, if no other name has that; a name without a number stays whole."""
    short = {}
    for base, student in students.items():
        words = student.split("_")
        found = [word for word in (words[0], words[-1]) if _IDENTIFIER.fullmatch(word)]
        short[base] = found[0] if len(words) > 1 and len(found) == 1 else student
    often = Counter(name.lower() for name in short.values())
    return {base: name if often[name.lower()] == 1 else students[base] for base, name in short.items()}
