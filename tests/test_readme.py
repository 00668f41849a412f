"""The pages that people read say what the program does, and their links lead somewhere."""

import re
import subprocess
import sys

import pytest

from grader.cli.main import COMMANDS
from grader.errors import ExitCode
from grader.models import Status
from tests.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_THE_LIBRARY = {"--help", "--install-completion", "--show-completion"}
each_page = pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])


def options_of(*command):
    """Every option that `--help` shows."""
    arguments = [sys.executable, "-m", "grader", *command, "--help"]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return set(OPTION.findall(done.stdout)) - OF_THE_LIBRARY


def section(title):
    """The part of the README under a heading."""
    return re.split(r"^## ", README.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def first_column(title):
    """What the first cells of the rows of a section's table hold, in code font."""
    return re.findall(r"^\| `([^`]+)`", section(title), flags=re.MULTILINE)


def test_the_readme_has_every_option_of_grade_file_and_no_other():
    assert set(OPTION.findall("\n".join(first_column("Options")))) == options_of()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_on_its_page(command):
    page = "batch" if command == "batch" else "commands"
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    part = text if page == "batch" else text.split(f"\n## `grade {command} ")[1].split("\n## ")[0]
    assert options_of(command) <= set(OPTION.findall(part))


def test_every_status_is_in_the_readme():
    assert first_column("What the words mean") == [str(status) for status in Status]


def test_every_exit_code_is_in_the_readme():
    assert first_column("Exit codes") == [str(int(code)) for code in ExitCode]


@each_page
def test_links_to_files_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


@each_page
def test_make_targets_exist(page):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(targets)
