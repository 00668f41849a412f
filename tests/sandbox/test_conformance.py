"""What every level of isolation has to hold, with real kernels, forked and cold: each keeps what it promises.

The table of promises is in the levels themselves. Levels that need another user than this one are tested by
test_as_other_users.py, which runs this file again as that user.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from grader.errors import SessionError
from grader.kernel.launch import Template, cold
from grader.kernel.session import PlannedCell, Session
from grader.kernel.setups import KernelSetup
from grader.models import CellRole, Status
from grader.sandbox.choice import available
from grader.sandbox.interface import Promise
from grader.sandbox.levels import LEVELS
from grader.sandbox.removal import remove
from grader.settings import Limits

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's"),
]

HERE = available()
WALLS = [name for name in HERE if name != "none"]
KINDS = ("forked", "cold")
PRELOAD = ("numpy", "torch", "matplotlib.pyplot")
LIMITS = Limits(cell_seconds=60, scratch_mib=64)
SECRET = "hunter2-of-the-grader"

ATTEMPT = '''
import ctypes, os, signal, socket, sys
libc = ctypes.CDLL(None, use_errno=True)

def attempt(action):
    """Say whether it worked."""
    try:
        found = action()
    except BaseException as error:
        print("held", type(error).__name__, error)
    else:
        print("LEAK" if found is not False else "held", repr(found)[:300])

def worked(result):
    return result >= 0 and result
'''


class Attack(NamedTuple):
    """A cell that tries to break a promise."""

    promise: Promise
    source: str


ATTACKS = {
    "root": Attack(Promise.RIGHTS, "attempt(lambda: os.getuid() == 0 or os.geteuid() == 0)"),
    "user of the grader": Attack(Promise.USER, "attempt(lambda: os.getuid() == {uid})"),
    "set-uid": Attack(Promise.RIGHTS, "attempt(lambda: os.setuid(0))"),
    "capabilities": Attack(
        Promise.RIGHTS,
        "attempt(lambda: any(int(l.split()[1], 16) for l in open('/proc/self/status') "
        "if l.startswith(('CapEff', 'CapPrm', 'CapInh', 'CapAmb'))))",
    ),
    "user namespace": Attack(Promise.RIGHTS, "attempt(lambda: worked(libc.unshare(0x10000000)))"),
    "mount": Attack(Promise.RIGHTS, "attempt(lambda: worked(libc.mount(b'x', b'/tmp', b'tmpfs', 0, None)))"),
    "core pattern": Attack(Promise.RIGHTS, "attempt(lambda: open('/proc/sys/kernel/core_pattern', 'r+'))"),
    "set-uid program": Attack(
        Promise.RIGHTS,
        "import subprocess\nattempt(lambda: 'uid=0' in subprocess.run(['su', '-c', 'id'], "
        "stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout)",
    ),
    "read a file": Attack(Promise.READING, "attempt(lambda: open({secret!r}).read())"),
    "list a folder": Attack(Promise.READING, "attempt(lambda: os.listdir({outside!r}))"),
    "read through a link": Attack(
        Promise.READING, "os.symlink({secret!r}, 'link')\nattempt(lambda: open('link').read())"
    ),
    "read what everybody may": Attack(Promise.READING, "attempt(lambda: open({public!r}).read())"),
    "read the tests": Attack(Promise.READING, "attempt(lambda: open({this!r}).read())"),
    "read passwords": Attack(Promise.READING, "attempt(lambda: open('/etc/shadow').read())"),
    "read through the grader's root": Attack(
        Promise.READING, "attempt(lambda: open('/proc/{grader}/root' + {public!r}).read())"
    ),
    "see a file": Attack(Promise.EXISTENCE, "attempt(lambda: os.stat({public!r}).st_size)"),
    "write a file": Attack(Promise.WRITING, "attempt(lambda: open({outside!r} + '/new', 'w'))"),
    "write where everybody may": Attack(Promise.WRITING, "attempt(lambda: open({open!r} + '/new', 'w'))"),
    "truncate": Attack(Promise.WRITING, "attempt(lambda: os.truncate({secret!r}, 0))"),
    "make a folder": Attack(Promise.WRITING, "attempt(lambda: os.mkdir({open!r} + '/folder'))"),
    "write to a library": Attack(
        Promise.WRITING, "import torch\nattempt(lambda: open(torch.__file__, 'r+'))"
    ),
    "write to the grader": Attack(Promise.WRITING, "attempt(lambda: open({package!r}, 'r+'))"),
    "connect": Attack(
        Promise.NETWORK, "attempt(lambda: socket.create_connection(('127.0.0.1', {port}), timeout=2))"
    ),
    "datagram": Attack(
        Promise.NETWORK,
        "attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9)))",
    ),
    "listen": Attack(Promise.NETWORK, "attempt(lambda: socket.create_server(('127.0.0.1', 0)))"),
    "socket with a file": Attack(
        Promise.SOCKETS, "attempt(lambda: socket.socket(socket.AF_UNIX).connect({unix!r}))"
    ),
    "socket without a file": Attack(
        Promise.SOCKETS, "attempt(lambda: socket.socket(socket.AF_UNIX).connect('\\0' + {abstract!r}))"
    ),
    "kill the grader": Attack(Promise.SIGNALS, "attempt(lambda: os.kill({grader}, 0))"),
    "kill a victim": Attack(Promise.SIGNALS, "attempt(lambda: os.kill({victim}, signal.SIGKILL))"),
    "kill the victim's group": Attack(
        Promise.SIGNALS, "attempt(lambda: os.killpg({victim}, signal.SIGKILL))"
    ),
    "trace": Attack(Promise.MEMORY_OF_OTHERS, "attempt(lambda: worked(libc.ptrace(16, {victim}, 0, 0)))"),
    "memory": Attack(Promise.MEMORY_OF_OTHERS, "attempt(lambda: open('/proc/{victim}/mem', 'rb'))"),
    "environment": Attack(Promise.MEMORY_OF_OTHERS, "attempt(lambda: open('/proc/{victim}/environ').read())"),
    "any environment": Attack(
        Promise.MEMORY_OF_OTHERS,
        """
        def look():
            for pid in filter(str.isdigit, os.listdir('/proc')):
                try:
                    if {secret_value!r}.encode() in open(f'/proc/{{pid}}/environ', 'rb').read():
                        return pid
                except OSError:
                    pass
            return False
        attempt(look)
        """,
    ),
    "own environment": Attack(
        Promise.MEMORY_OF_OTHERS,
        "attempt(lambda: [v for v in os.environ.values() if {secret_value!r} in v] or False)",
    ),
    "command line": Attack(Promise.PROCESS_LIST, "attempt(lambda: open('/proc/{victim}/cmdline').read())"),
    "shared memory of system V": Attack(
        Promise.LEFTOVERS, "attempt(lambda: worked(libc.shmget(4242, 4096, 0o1666)))"
    ),
}


@pytest.fixture(scope="module")
def template():
    with Template(PRELOAD) as template:
        template.wait_until_ready()
        yield template


@pytest.fixture(scope="module")
def outside():
    """Things that student code must not reach; what it has done to them is looked at afterwards."""
    with tempfile.TemporaryDirectory(prefix="outside-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        (closed / "secret").write_text(SECRET)
        (closed / "secret").chmod(0o600)
        folder.chmod(0o755)
        (folder / "public").write_text(SECRET)
        (folder / "open").mkdir()
        (folder / "open").chmod(0o777)
        victim = stack.enter_context(
            subprocess.Popen(["sleep", "1000"], env={"VALUE": SECRET}, start_new_session=True)
        )
        stack.callback(victim.kill)
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        for sock, address in ((unix, str(folder / "unix")), (abstract, f"\0conformance-{os.getpid()}")):
            stack.enter_context(sock)
            sock.bind(address)
            sock.listen()
        (folder / "unix").chmod(0o777)
        yield {
            "secret": str(closed / "secret"),
            "outside": str(closed),
            "public": str(folder / "public"),
            "open": str(folder / "open"),
            "this": str(Path(__file__)),
            "package": str(Path(sys.modules["grader"].__file__)),
            "port": listener.getsockname()[1],
            "unix": str(folder / "unix"),
            "abstract": f"conformance-{os.getpid()}",
            "grader": os.getpid(),
            "victim": victim.pid,
            "uid": os.getuid(),
            "secret_value": SECRET,
        }


def run(level, launch, *sources, limits=LIMITS):
    """A session of this level with these cells, none of which has run."""
    session = Session(launch=launch, level=LEVELS[level])
    plan = [PlannedCell(CellRole.ANSWER, None, textwrap.dedent(s)) for s in sources]
    session.open(plan, KernelSetup(1, PRELOAD, Path(), ()), limits)
    return session


def said(outcome):
    assert outcome.status is Status.PASSED, (outcome.status, outcome.message, outcome.error)
    return "".join(o.text for o in outcome.outputs)


@pytest.fixture(scope="module", params=[(k, w) for w in WALLS for k in KINDS], ids="-".join)
def attacked(request, template, outside):
    """What each attack said, at one level, in one kind of kernel."""
    kind, level = request.param
    os.environ["GRADER_SECRET_OF_TESTS"] = SECRET
    for left in Path(outside["open"]).iterdir():  # by a level that does not promise it
        remove(left)
    try:
        sources = [ATTEMPT, *(textwrap.dedent(a.source).format(**outside) for a in ATTACKS.values())]
        with run(level, template if kind == "forked" else cold, *sources) as session:
            session.advance(len(sources) - 1)
            return level, dict(zip(ATTACKS, session.outcomes[1:], strict=True))
    finally:
        del os.environ["GRADER_SECRET_OF_TESTS"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_held(attacked, attack):
    level, outcomes = attacked
    promise = ATTACKS[attack].promise
    if promise in LEVELS[level].lacks:
        pytest.skip(f"{level} does not promise that {promise}: {LEVELS[level].lacks[promise]}")
    assert said(outcomes[attack]).startswith("held")


def test_nothing_outside_has_changed(attacked, outside):
    level, _ = attacked
    assert psutil.Process(outside["victim"]).status() == psutil.STATUS_SLEEPING
    assert Path(outside["secret"]).read_text() == Path(outside["public"]).read_text() == SECRET
    assert sorted(p.name for p in Path(outside["outside"]).iterdir()) == ["secret"]
    if Promise.WRITING not in LEVELS[level].lacks:
        assert list(Path(outside["open"]).iterdir()) == []


each_level = pytest.mark.parametrize("level", HERE)
each_wall = pytest.mark.parametrize("level", WALLS)


def family(session):
    return psutil.Process(session._runner.pid).children(recursive=True)


def runs(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


CHANGE = """
import contextlib, os
for change in (lambda f: os.chmod(f, 0o777), lambda f: os.utime(f, (1, 1)), lambda f: os.chown(f, 1, 1)):
    with contextlib.suppress(OSError):
        change({public!r})
"""


@each_wall
def test_rights_of_a_file_outside_stay(level, template, outside):
    """The call may pretend to have worked."""
    before = Path(outside["public"]).stat()
    with run(level, template, CHANGE.format(**outside)) as session:
        session.advance(0)
        said(session.outcomes[0])
    after = Path(outside["public"]).stat()
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)


BOMB = """
import os, time
children = []
for n in range(400):
    pid = os.fork()
    if pid == 0:
        time.sleep(100)
        os._exit(0)
"""


@each_level
def test_fork_bomb_is_a_limit_with_its_number_and_leaves_nothing(level, template):
    limits = LIMITS.model_copy(update={"processes": 60})
    with run(level, template, "x = 1", BOMB, "print(x)", limits=limits) as session:
        session.advance(1)
        outcome = session.outcomes[1]
        assert outcome.status is Status.LIMIT
        assert "60" in outcome.message
        before = [] if session._runner is None else family(session)
        assert len(before) <= 60
        session.advance(2)
        assert said(session.outcomes[2]) == "1\n"
    assert not any(map(runs, before))


THREADS = """
import threading, time
for n in range(400): threading.Thread(target=time.sleep, args=(60,)).start()
time.sleep(5)  # where they are only counted, this is still the cell
"""


@each_level
def test_too_many_threads_are_a_limit(level, template):
    limits = LIMITS.model_copy(update={"processes": 60})
    with run(level, template, THREADS, limits=limits) as session:
        session.advance(0)
        assert session.outcomes[0].status is Status.LIMIT
        assert "60" in session.outcomes[0].message


HOGS = """
import os, time
for n in range(4):
    if os.fork() == 0:
        block = bytearray(os.urandom(1)) * (200 * 2**20)
        time.sleep(60)
        os._exit(0)
time.sleep(60)
"""


@each_level
@pytest.mark.parametrize("kind", KINDS)
def test_memory_of_all_processes_is_limited_together(level, kind, template):
    limits = LIMITS.model_copy(update={"all_memory_mib": 500})
    launch = template if kind == "forked" else cold
    with run(level, launch, "x = 1", HOGS, "print(x)", limits=limits) as session:
        session.advance(2)
        outcome = session.outcomes[1]
        assert outcome.status is Status.OUT_OF_MEMORY
        assert "500 MiB are allowed" in outcome.message
        assert said(session.outcomes[2]) == "1\n"


@each_level
def test_memory_that_a_template_shares_is_nobodys(level, template):
    """Processes that a notebook forks share what it has; nothing is counted twice."""
    source = """
    import os, time, torch
    data = torch.ones(50 * 2**20)  # 200 MiB
    children = []
    for n in range(4):
        pid = os.fork()
        if pid == 0:
            time.sleep(1)
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    """
    limits = LIMITS.model_copy(update={"all_memory_mib": 600})
    with run(level, template, source, limits=limits) as session:
        session.advance(0)
        said(session.outcomes[0])


FILL = """
import time
for n in range(200):
    open(f"{n}", "wb").write(bytes(2**20))
    time.sleep(0.02)
time.sleep(60)
"""
FILL_UNSEEN = """
import os, time
kept = []
for n in range(200):
    kept.append(open("x", "wb"))
    os.unlink("x")
    kept[-1].write(bytes(2**20))
    kept[-1].flush()
    time.sleep(0.02)
time.sleep(60)
"""


@each_level
@pytest.mark.parametrize("source", [FILL, FILL_UNSEEN], ids=["files", "deleted"])
def test_files_are_limited_together(level, source, template):
    limits = LIMITS.model_copy(update={"scratch_mib": 32})
    with run(level, template, source, "x = 1", limits=limits) as session:
        session.advance(1)
        assert session.outcomes[0].status is Status.LIMIT
        assert "32 MiB" in session.outcomes[0].message
        assert session.outcomes[1].status is Status.PASSED


@each_level
def test_file_that_is_too_large_is_a_limit(level, template):
    limits = LIMITS.model_copy(update={"file_mib": 2})
    with run(level, template, "open('x', 'wb').write(bytes(3 * 2**20))", limits=limits) as session:
        session.advance(0)
        assert (session.outcomes[0].status, "2 MiB" in session.outcomes[0].message) == (Status.LIMIT, True)


@each_level
def test_computing_time_of_all_processes_is_limited_together(level, template):
    source = "import os\nos.fork()\nwhile True: pass"
    limits = LIMITS.model_copy(update={"cpu_seconds": 3})
    with run(level, template, source, limits=limits) as session:
        session.advance(0)
        assert session.outcomes[0].status is Status.TIMEOUT
        assert "3 are allowed" in session.outcomes[0].message


DAEMON = """
import ctypes, os, signal, time
if os.fork() == 0:
    os.setsid()
    ctypes.CDLL(None).prctl(1, 0)
    for number in range(1, 32):
        try: signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError): pass
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)
os.wait()
"""


@each_level
@pytest.mark.parametrize("kind", KINDS)
def test_daemons_end_with_the_session(level, kind, template):
    with run(level, template if kind == "forked" else cold, DAEMON) as session:
        session.advance(0)
        said(session.outcomes[0])
        guard = psutil.Process(session._runner.pid)
        processes = [guard, *family(session)]
        assert len(processes) >= 4  # guard, runner, kernel, daemon
        folder = session._place.folder
    assert not any(map(runs, processes))
    assert not folder.exists()


@each_wall
def test_walls_fall_with_their_guard(level, template):
    """A guard that is killed takes runner and kernel with it, and that is no fault of the notebook's."""
    with run(level, template, "x = 1", "import time; time.sleep(1)", "print(x)") as session:
        session.advance(0)
        processes = family(session)
        psutil.Process(session._runner.pid).kill()
        with pytest.raises(SessionError, match="ended from outside"):
            session.advance(2)
        deadline = time.monotonic() + 10
        while any(map(runs, processes)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(map(runs, processes))


GROUP = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.killpg(0, signal.SIGTERM)
time.sleep(0.3)
"""


@each_wall
def test_signal_to_the_own_group_stays_inside(level, template):
    """A guard that is told to end takes the whole session with it."""
    with run(level, template, "x = 1", GROUP, "print(x)") as session:
        session.advance(2)
        assert session.outcomes[1].status in (Status.PASSED, Status.KERNEL_DIED)
        assert said(session.outcomes[2]) == "1\n"


HOSTILE = """
import os, socket
here = os.getcwd()
for n in range(3000):
    os.mkdir("d" * 20)
    os.chdir("d" * 20)
os.chdir(here)
os.makedirs("closed/inner")
open("closed/inner/file", "w").close()
os.chmod("closed/inner", 0)
os.chmod("closed", 0)
os.mkdir("born-closed", 0)
os.symlink({outside!r}, "link")
os.symlink("/", "root")
try: os.mkfifo("fifo")
except OSError: pass
socket.socket(socket.AF_UNIX).bind("socket")
"""


@each_level
def test_hostile_files_are_removed_and_links_not_followed(level, template, outside):
    with run(level, template, HOSTILE.format(**outside)) as session:
        session.advance(0)
        said(session.outcomes[0])
        folder = session._place.folder
    assert not folder.exists()
    assert Path(outside["secret"]).read_text() == SECRET


LEAVE = """
import os
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", os.environ["HOME"], "/dev/mqueue"):
    try:
        open(folder + "/left-by-conformance", "w").write("state")
        os.makedirs(folder + "/left-by-conformance-2/x")
        print(folder)
    except OSError: pass
"""
FIND = """
import os
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", os.environ["HOME"], "/dev/mqueue"):
    for name in ("", "-2"):
        if os.path.exists(folder + "/left-by-conformance" + name): print("LEAK", folder)
"""


@each_wall
def test_nothing_is_left_for_the_next_submission(level, template):
    with run(level, template, LEAVE) as session:
        session.advance(0)
        assert said(session.outcomes[0])
    with run(level, template, FIND) as session:
        session.advance(0)
        assert said(session.outcomes[0]) == ""
    found = [
        f for f in ("/tmp", "/var/tmp", "/dev/shm", "/run") if list(Path(f).glob("left-by-conformance*"))
    ]
    assert found == []


# --- honest work --------------------------------------------------------------------------------------

HONEST = {
    "torch": "import torch\nw = torch.ones(3, requires_grad=True)\n(w * w).sum().backward()\nprint(w.grad)",
    "matplotlib": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('x.png')\nplt.show()",
    "scikit-learn": (
        "from sklearn.linear_model import LinearRegression\n"
        "print(LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0]).coef_)"
    ),
    "pandas": "import pandas as pd\npd.DataFrame({'a': [1]}).to_csv('a.csv')\nprint(pd.read_csv('a.csv'))",
    "subprocess": "import subprocess\nprint(subprocess.check_output(['echo', 'x'], text=True))",
    "python": (
        "import subprocess, sys\n"
        "print(subprocess.run([sys.executable, '-c', 'import torch; print(1)'], "
        "capture_output=True, text=True))"
    ),
    "shell": "out = !echo x\nprint(out)",
    "shell that prints": "!echo printed",
    "files": "import tempfile, pathlib\nwith tempfile.TemporaryDirectory() as d:\n"
    "    pathlib.Path(d, 'x').write_text('y')\n    print(pathlib.Path(d, 'x').read_text())",
    "threads": "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor(4) as pool: print(list(pool.map(abs, [-1, -2])))",
    "user": "import getpass, os\nprint(getpass.getuser(), os.path.expanduser('~') == os.getcwd())",
    "loader": """
import torch
from torch.utils.data import DataLoader, TensorDataset
data = TensorDataset(torch.arange(64.0).reshape(16, 4))
torch.manual_seed(3)
print([b[0].sum().item() for b in DataLoader(data, batch_size=4, num_workers=2, shuffle=True)])
""",
    "save": "import torch\ntorch.save(torch.ones(2), 'x.pt')\nprint(torch.load('x.pt'))",
    "zip": "import zipfile, os\nwith zipfile.ZipFile('x.zip', 'w') as z: z.writestr('a/b', 'c')\n"
    "import shutil\nshutil.unpack_archive('x.zip', 'out')\nprint(open('out/a/b').read())",
}
POOL = """
import multiprocessing as mp
with mp.get_context("fork").Pool(2) as pool: print(pool.map(abs, [-1, -2]))
"""


@pytest.fixture(scope="module")
def unhindered(template):
    """What honest cells give without walls."""
    return honest("none", template)


def honest(level, launch):
    with run(level, launch, *HONEST.values()) as session:
        session.advance(len(HONEST) - 1)
        return [o.model_copy(update={"seconds": 0.0}) for o in session.outcomes]


@each_wall
@pytest.mark.parametrize("kind", KINDS)
def test_honest_work_gives_the_same_as_without_walls(level, kind, template, unhindered):
    found = honest(level, template if kind == "forked" else cold)
    for name, behind, without in zip(HONEST, found, unhindered, strict=True):
        assert behind == without, name
        assert behind.status is Status.PASSED, name


@each_level
def test_processes_of_a_pool_work(level, template):
    if Promise.WORKERS in LEVELS[level].lacks:
        pytest.skip(f"{level} does not promise it: {LEVELS[level].lacks[Promise.WORKERS]}")
    with run(level, template, POOL) as session:
        session.advance(0)
        assert said(session.outcomes[0]) == "[1, 2]\n"
