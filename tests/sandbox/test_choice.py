"""Which level of isolation is used."""

import pytest

from grader.errors import ExitCode, SandboxError, SettingError
from grader.sandbox.choice import HERE, KNOWN, choose


def test_strongest_level_that_is_here_is_taken():
    assert choose("auto") == list(HERE)[-1]


@pytest.mark.parametrize("level", HERE)
def test_level_that_is_here_can_be_demanded(level):
    assert choose(level) == level


@pytest.mark.parametrize("level", [k for k in KNOWN if k not in HERE])
def test_level_that_is_not_here_is_refused_and_nothing_weaker_taken(level):
    with pytest.raises(SandboxError, match=level) as caught:
        choose(level)
    assert caught.value.exit_code is ExitCode.INTERNAL


@pytest.mark.parametrize("level", ["", "docker", "None", "AUTO"])
def test_unknown_level_is_a_mistake_and_names_the_known_ones(level):
    with pytest.raises(SettingError, match="process-uid"):
        choose(level)


def test_levels_are_named_from_weak_to_strong():
    assert [k for k in KNOWN if k in HERE] == list(HERE)
