"""`pytest --notebook FILE assignments/SLUG`: the way in for people who already use pytest.

Loaded by pytest in every run, so it imports nothing of weight before `--notebook` is given.
"""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("grader", "notebooks graded by checks")
    group.addoption("--notebook", metavar="FILE", help="the notebook that the checks judge")
    group.addoption("--assignment", metavar="SLUG", help="which assignment it is, when it cannot be told")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """With `--notebook`: start the notebook and register the plugin that judges it."""
    config.addinivalue_line("markers", "task(mark): the task that a check judges (see grader.checks.task)")
    notebook = config.getoption("--notebook")
    if not notebook:
        return
    from grader.checks.plugin import GradingPlugin
    from grader.errors import GraderError
    from grader.pipeline import prepare

    try:
        prepared = prepare(Path(notebook), assignment=config.getoption("--assignment"))
    except GraderError as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(prepared.session.close)
    assignment = prepared.assignment
    plugin = GradingPlugin(prepared.grading, assignment.folder.parents[1], assignment.hidden_checks)
    config.pluginmanager.register(plugin, "grader-judge")
