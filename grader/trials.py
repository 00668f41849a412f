"""What `grade verify` tries: each known right or wrong answer under some seeds, alone and together."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from grader.course.assignment import Assignment
from grader.course.reference import Reference, Section

__all__ = ["MANY", "Trial", "few", "trials"]

MANY = 10
FEW = 3
SLOW = 2
Kind = Literal["solution", "variant", "starter", "mutant", "together"]


class Trial(NamedTuple):
    """One notebook under one seed."""

    kind: Kind
    section: Section | None
    seed: int
    whole: bool = False
    """Judge every task; otherwise only those that the section is about."""
    members: int = 1
    """Sections that stand together in it."""

    @property
    def name(self) -> str:
        """What to call it in a message."""
        where = f" {self.section.task} {self.section.name}" if self.section else ""
        return f"{self.kind}{where}, seed {self.seed}"


def few(seeds: int) -> int:
    """Under how many of these seeds a mutant is tried, or a right answer that no limit is measured on.

    More would show nothing new.
    """
    return FEW if seeds >= MANY else 1


def trials(
    assignment: Assignment,
    reference: Reference,
    seeds: int,
    *,
    quick: bool = False,
    tasks: Collection[str] = (),
) -> Iterator[Trial]:
    """Every trial, or those of some tasks.

    By itself, a section is judged on what it is about. What it does to all other tasks is seen where many
    sections stand in one notebook together; for a few tasks, each is judged on everything at once, under the
    first seed. To be quick, nothing slow is tried, and what stands with others is not tried by itself.
    """
    variants = [s for s in reference.variants if not (quick and s.slow) and (not tasks or s.task in tasks)]
    mutants = [s for s in reference.mutants if not (quick and s.slow) and (not tasks or s.task in tasks)]
    every = [assignment.seed + offset for offset in range(seeds)]
    some = every[: few(seeds)]
    rare = every[: SLOW if seeds >= MANY else 1]
    yield from (Trial("solution", None, seed, whole=True) for seed in every)
    yield Trial("starter", None, assignment.seed, whole=True)
    gathered = [
        c for kind in (variants, mutants) for c in crowds(assignment, [s for s in kind if not s.slow])
    ]
    alone = [id(crowd[0]) for crowd in gathered if len(crowd) == 1]

    def whole(section: Section, seed: int) -> bool:
        return seed == assignment.seed and (bool(tasks) or id(section) in alone)

    kinds: list[tuple[Kind, list[Section], list[int]]] = [
        ("variant", variants, every),
        ("mutant", mutants, some),
    ]
    for kind, sections, under in kinds:
        for section in sections:
            if quick and not tasks and id(section) not in alone:
                continue
            for seed in rare if section.slow else under:
                yield Trial(kind, section, seed, whole=whole(section, seed))
    if not tasks:
        for crowd in gathered:
            if len(crowd) > 1:
                yield Trial("together", _together(crowd), assignment.seed, whole=True, members=len(crowd))


def crowds(assignment: Assignment, sections: Sequence[Section]) -> list[list[Section]]:
    """Put sections together that have nothing to do with each other."""
    gathered: list[_Crowd] = []
    for section in sections:
        own = set(section.replaces) | set(section.fails)
        reach = own | assignment.dependents(own) | set(section.also)
        crowd = next((c for c in gathered if not own & c.reach and not c.own & reach), None)
        if crowd is None:
            crowd = _Crowd([], set(), set())
            gathered.append(crowd)
        crowd.members.append(section)
        crowd.own.update(own)
        crowd.reach.update(reach)
    return [crowd.members for crowd in gathered]


class _Crowd(NamedTuple):
    """Sections that can stand in one notebook."""

    members: list[Section]
    own: set[str]
    """Tasks that they are about."""
    reach: set[str]
    """Tasks that they may change."""


def _together(members: Sequence[Section]) -> Section:
    return Section(
        name=", ".join(f"{m.task} {m.name}" for m in members),
        description="several sections in one notebook",
        task="",
        replaces={task: source for m in members for task, source in m.replaces.items()},
        fails=tuple(task for m in members for task in m.fails),
        also=tuple(task for m in members for task in m.also),
    )
