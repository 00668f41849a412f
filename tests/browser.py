"""A headless Chromium that knows nothing, for tests of pages."""

import shutil
import subprocess

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


def chromium(folder, *options):
    """Run the browser, and give what it printed."""
    return visit(folder, *options)[0]


def visit(folder, *options):
    """Run the browser, and give what it printed and the lines of the pages' consoles, errors among them."""
    command = [CHROMIUM, *QUIET, "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}", *options]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    errors = [line for line in done.stderr.decode(errors="replace").splitlines() if ":CONSOLE" in line]
    return done.stdout.decode(), errors
