"""`%grade` in JupyterLab, in a browser: the card is there, readable, and says what the text says."""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.browser import CHROMIUM, QUIET
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, code, given, write
from tests.sources import ROOT

LAB = shutil.which("jupyter-lab")
pytestmark = [
    pytest.mark.kernel,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
    pytest.mark.skipif(LAB is None, reason="JupyterLab is not installed here; the grader does not need it"),
]
SECONDS = 60
CARDS = """[...document.querySelectorAll('.grader-card')].map(c => [
  c.innerText, getComputedStyle(c).backgroundColor, getComputedStyle(c.querySelector('.quiet')).color,
  c.scrollWidth <= c.clientWidth + 1])"""

IDLE = """(() => {
  const notebook = [...jupyterapp.shell.widgets('main')].find(w => w.sessionContext);
  if (notebook?.sessionContext.session?.kernel?.status != 'idle') return false;
  jupyterapp.shell.activateById(notebook.id);
  return true;
})()"""
"""Whether the notebook's kernel waits; then the notebook is the one that commands are for."""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def running(command, folder, **environment):
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def answered(url):
    """What an address says once somebody listens there."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as reply:
                return reply.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


class Page:
    """A page of the browser, by its debugging protocol."""

    def __init__(self, connection):
        self._connection = connection
        self._number = 0

    def close(self):
        self._connection.close()

    async def call(self, method, **params):
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        await self._connection.write_message(json.dumps(message))
        while True:
            reply = json.loads(await self._connection.read_message())
            if reply.get("id") == self._number:
                return reply["result"]

    async def evaluate(self, script):
        reply = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return reply["result"].get("value")

    async def until(self, script):
        deadline = time.monotonic() + SECONDS
        while not (found := await self.evaluate(script)):
            assert time.monotonic() < deadline, script
            await asyncio.sleep(0.3)
        return found


async def cards(lab, browser):
    """Run all cells; gives what the cards show in a light and in a dark scheme."""
    from tornado.websocket import websocket_connect

    pages = [p for p in json.loads(answered(f"{browser}/json")) if p["type"] == "page"]
    page = Page(await websocket_connect(pages[0]["webSocketDebuggerUrl"], max_message_size=2**26))
    await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
    await page.call("Page.navigate", url=f"{lab}/lab/tree/work.ipynb")
    await page.until("!!(window.jupyterapp && document.querySelector('.jp-Notebook .jp-Cell'))")
    await page.until(IDLE)
    await page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)")
    await page.until("document.querySelectorAll('.grader-card').length == 2")
    shown = []
    for scheme in ("light", "dark"):
        wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        await page.call("Emulation.setEmulatedMedia", features=wanted)
        shown.append(await page.evaluate(CARDS))
    page.close()
    return shown


def test_a_notebook_that_is_run_in_jupyterlab_shows_its_cards(tmp_path):
    add_assignment(tmp_path, "tiny", manifest("tiny", code_task("1")), [given("import math"), answer("1")])
    add_check(
        tmp_path,
        "tiny",
        '@task("1")\ndef test_x(student):\n    """x is one."""\n    expect.equal(student.value("x"), 1)\n',
    )
    cells = [
        code("%load_ext grader", "a"),
        given("import math", "b"),
        answer("1", "x = 2"),
        code("%grade", "c"),
        answer("1", "x = 1", "d"),
        code("%grade 1", "e"),
    ]
    write(tmp_path / "work.ipynb", cells)
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    start = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    here = {"argv": start, "display_name": "Python 3", "language": "python", "env": {"PYTHONPATH": str(ROOT)}}
    spec.write_text(json.dumps(here))
    ports = {"lab": free_port(), "browser": free_port()}
    lab = [LAB, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={ports['lab']}"]
    lab += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    browser = [CHROMIUM, *QUIET, f"--remote-debugging-port={ports['browser']}", "--window-size=1100,1600"]
    browser += [f"--user-data-dir={tmp_path / 'profile'}", "about:blank"]
    with (
        running(lab, tmp_path, JUPYTER_PATH=str(tmp_path / "jupyter")),
        running(browser, tmp_path),
    ):
        answered(f"http://127.0.0.1:{ports['lab']}/api")
        light, dark = asyncio.run(
            cards(f"http://127.0.0.1:{ports['lab']}", f"http://127.0.0.1:{ports['browser']}")
        )
    assert "failed" in light[0][0]
    assert "Expected" in light[0][0]
    assert "passed" in light[1][0]
    assert [text for text, *_ in light] == [text for text, *_ in dark]
    assert all(one[1] != other[1] for one, other in zip(light, dark, strict=True))
    assert all(fits for *_, fits in light + dark)
