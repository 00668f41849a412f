"""Gradescope's submission_metadata.yml: who handed in which folder; the only file that knows YAML."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from grader.batch.layouts import Owner
from grader.batch.names import shown
from grader.errors import InputError

__all__ = ["METADATA_BYTES", "METADATA_NAME", "submitters"]

METADATA_NAME = "submission_metadata.yml"
METADATA_BYTES = 64 * 1024 * 1024
"""It holds the output of Gradescope's own autograder for every submission."""
_DEEPEST = 50
"""Lists in lists; what is read lies four deep."""


def submitters(data: bytes) -> dict[str, tuple[Owner, ...]]:
    """The owners of each folder beside the file; the members of a group own theirs together.

    Every scalar stays text: a student number keeps its zeros, and nothing becomes an object.

    Raises:
        InputError: it cannot be read; the message is the end of a sentence.

    """
    content = _load(data)
    if not isinstance(content, dict):
        raise InputError("does not list submissions")
    return {
        folder: whose
        for folder, entry in content.items()
        if isinstance(folder, str) and isinstance(entry, dict) and (whose := _owners(entry))
    }


def _load(data: bytes) -> Any:
    """Text, lists and dicts, built from YAML's events: its fast composer crashes on deep nesting."""
    try:
        import yaml
    except ModuleNotFoundError:
        raise InputError("needs PyYAML to be read: pip install 'torch-notebook-grader[batch]'") from None
    open_ones: list[_Open] = []
    anchored: dict[str, Any] = {}
    top: Any = None
    try:
        for event in yaml.parse(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                open_ones.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            value = anchored.get(event.anchor) if isinstance(event, yaml.AliasEvent) else _value(event)
            anchored |= {event.anchor: value} if event.anchor else {}
            if open_ones:
                open_ones[-1].add(value)
            elif top is None:
                top = value
            if isinstance(event, yaml.CollectionStartEvent):
                open_ones.append(_Open(value))
            if len(open_ones) > _DEEPEST:
                raise InputError("is nested too deeply")
    except (yaml.YAMLError, ValueError, RecursionError):
        raise InputError("is not valid YAML") from None
    return top


def _value(event: Any) -> Any:
    import yaml

    if isinstance(event, yaml.ScalarEvent):
        return event.value
    return [] if isinstance(event, yaml.SequenceStartEvent) else {}


class _Open:
    """A list or dict whose items are still coming."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self._keys: list[Any] = []

    def add(self, value: Any) -> None:
        if isinstance(self._content, list):
            self._content.append(value)
        elif self._keys:
            self._content[self._keys.pop()] = value
        else:
            self._keys.append(value if isinstance(value, str) else None)


def _owners(entry: Mapping[Any, Any]) -> tuple[Owner, ...]:
    people = entry.get(":submitters")
    created = _time(entry.get(":created_at"))
    owners = []
    for person in people if isinstance(people, list) else []:
        if not isinstance(person, dict):
            continue
        name, sid, email = (_text(person.get(key)) for key in (":name", ":sid", ":email"))
        if student := sid or email or name:
            owners.append(Owner(student, name or None, created=created))
    return tuple(owners)


def _text(value: Any) -> str:
    return shown(value.strip()) if isinstance(value, str) else ""


def _time(value: Any) -> float:
    """Seconds since 1970 of `2026-04-26 17:34:00.861687000 Z`; 0 for what is no time."""
    if not isinstance(value, str):
        return 0.0
    day, _, rest = value.strip().partition(" ")
    clock, _, zone = rest.partition(" ")
    try:
        moment = dt.datetime.fromisoformat(f"{day}T{clock[:15]}{zone.replace('Z', '+00:00') or '+00:00'}")
        return moment.timestamp()
    except (ValueError, OverflowError):
        return 0.0
