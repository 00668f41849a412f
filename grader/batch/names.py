"""Names that others chose: shown on one line, and made into file names that no system stumbles over."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["safe_name", "safe_names", "shown"]

LONGEST_NAME = 100
"""Bytes of UTF-8; file systems allow 255, and extensions and folders come on top."""
_MARK = 8
"""Hexadecimal digits that tell changed names apart."""
_UNSAFE = frozenset('<>:"/\\|?*%#&')
"""Special to a file system, a shell or a link."""
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Devices of Windows, whatever extension they have."""


def shown(text: str) -> str:
    r"""The text on one line, in NFC, with escapes such as `\x1b` for what cannot be shown.

    Texts that differ to a reader stay different, so names may be compared by it.
    """
    plain = unicodedata.normalize("NFC", text)
    return "".join(c if c.isprintable() and c != "\\" else _escaped(c) for c in plain)


def safe_name(student: str) -> str:
    """A name for files about `student`: no separators, no leading dot, not reserved, at most 100 bytes.

    A name that is safe stays as it is; a changed one ends in a mark made of the original, so that two
    students never share one by being changed.
    """
    plain = unicodedata.normalize("NFC", student)
    kept = "".join("_" if c in _UNSAFE or not c.isprintable() else c for c in plain)
    kept = kept.lstrip(". -").rstrip(". ")
    if _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    if kept == student and len(kept.encode()) <= LONGEST_NAME:
        return kept or _marked("student", student, _MARK)
    return _marked(kept or "student", student, _MARK)


def safe_names(students: Iterable[str]) -> dict[str, str]:
    """A safe name for each student, no two the same, also where upper and lower case are one."""
    names = {student: safe_name(student) for student in dict.fromkeys(students)}
    digits = 2 * _MARK
    while crowded := _crowded(names):
        names |= {student: _marked(safe_name(student), student, digits) for student in crowded}
        digits = min(2 * digits, 64)
    return names


def _crowded(names: dict[str, str]) -> list[str]:
    same = defaultdict(list)
    for student, name in names.items():
        same[unicodedata.normalize("NFKC", name).casefold()].append(student)
    return [student for group in same.values() if len(group) > 1 for student in group]


def _marked(name: str, original: str, digits: int) -> str:
    mark = hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
    room = LONGEST_NAME - digits - 1
    return f"{name.encode()[:room].decode(errors='ignore').rstrip('. ')}-{mark}"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
