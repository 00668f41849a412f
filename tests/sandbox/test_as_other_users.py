"""Levels that this user does not get: tests/sandbox/test_conformance.py, run as somebody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import system
from tests.sandbox.as_user import CHECKOUT

CAP_SYS_ADMIN = 21
SOMEBODY = 54_321
SELECTED = {
    0: "process-uid",  # root, where every user may read Python
    SOMEBODY: "not none",
}


@pytest.mark.kernel
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
@pytest.mark.parametrize("uid", SELECTED)
def test_levels_of_another_user_hold(uid, tmp_path):
    if os.geteuid() != 0 or not system.capabilities() >> CAP_SYS_ADMIN & 1:
        pytest.skip("only root who may mount can become somebody else here")
    tmp_path.chmod(0o1777)
    os.chown(tmp_path, uid, uid)
    script = Path(__file__).with_name("as_user.py")
    command = ["-m", "pytest", "-q", "-x", "tests/sandbox/test_conformance.py", "-k", SELECTED[uid]]
    done = subprocess.run(
        [sys.executable, str(script), str(uid), sys.executable, *command],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "PYTHONPATH": str(CHECKOUT),
            "HOME": "/",
            "PYTEST_DEBUG_TEMPROOT": "/tmp",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path),  # that of the checkout may be root's
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
