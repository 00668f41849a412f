"""Every attack by its family, and the table of them in docs/security.md."""

from tests.attacks import beyond, cheats, claims, endless, files, floods
from tests.attacks.attack import Attack

__all__ = ["ATTACKS", "FAMILIES", "table"]

FAMILIES: dict[str, list[Attack]] = {
    "Never ending": endless.ENDLESS,
    "Ending the kernel": endless.DEATHS,
    "Processes": floods.PROCESSES,
    "Memory": floods.MEMORY,
    "Disk": floods.DISK,
    "Output": floods.OUTPUT,
    "Files of others": beyond.READING,
    "Processes of others": beyond.OTHERS,
    "Network": beyond.NETWORK,
    "The next student": beyond.LEFTOVERS,
    "Looking": cheats.LOOKING,
    "Patching": cheats.PATCHES,
    "Lying": claims.LIES,
    "Forging": claims.FORGERY,
    "Coming late": claims.LATE,
    "Bombs": files.BOMBS,
    "What is shown": files.SHOWN,
    "Notebook files": files.FILES,
}
ATTACKS = [attack for family in FAMILIES.values() for attack in family]


def table() -> str:
    """The table as Markdown: what each attack tries, and how its task ends."""
    lines = ["| attack | what it tries | its task |", "| --- | --- | --- |"]
    for family, attacks in FAMILIES.items():
        lines.append(f"| **{family}** | | |")
        lines += [f"| {a.name} | {a.tries} | {_ends(a)} |" for a in attacks]
    return "\n".join(lines) + "\n"


def _ends(attack: Attack) -> str:
    if attack.refused:
        return "the file is refused"
    through = "".join(f"; at `{level}` {why}" for level, why in attack.gets_through.items())
    return " or ".join(f"`{status.value}`" for status in attack.ends) + through
