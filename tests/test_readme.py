"""The pages that people read say what the program does, and their links lead somewhere."""

import importlib.util
import re
import subprocess
import sys

import pytest

from grader.errors import ExitCode
from grader.models import Status
from tests.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_THE_LIBRARY = {"--help", "--install-completion", "--show-completion"}
each_page = pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
COMMANDS: tuple[list[str], ...] = (
    [],
    ["verify"],
    ["release"],
    ["rescore"],
    ["diff"],
    ["override"],
    ["doctor"],
)


@pytest.fixture(scope="module")
def options():
    """Every option that `--help` of the program and of its commands shows."""
    if not importlib.util.find_spec("grader.cli") or not importlib.util.find_spec("grader.cli.main"):
        pytest.skip("grader.cli.main is not there yet")
    found = set()
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "grader", *command, "--help"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found |= set(OPTION.findall(done.stdout))
    return found - OF_THE_LIBRARY


def section(title):
    """The part of the README under a heading."""
    return re.split(r"^## ", README.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def first_column(title):
    """What the first cells of the rows of a section's table hold, in code font."""
    return re.findall(r"^\| `([^`]+)`", section(title), flags=re.MULTILINE)


def test_every_option_is_in_the_readme(options):
    assert options <= set(OPTION.findall(README))


def test_every_option_in_the_readme_exists(options):
    assert set(OPTION.findall("\n".join(first_column("Options")))) <= options


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
