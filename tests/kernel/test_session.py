"""Real kernels: how cells and questions end, what survives, and that nothing is left behind."""

import tempfile
import time
from pathlib import Path

import psutil
import pytest

from grader.kernel.launch import Template, cold
from grader.kernel.session import PlannedCell, Session
from grader.kernel.setups import KernelSetup
from grader.models import CellRole, Status
from grader.sandbox.levels import NONE
from grader.settings import MIB, Limits

pytestmark = pytest.mark.kernel
LIMITS = Limits(cell_seconds=20, check_seconds=20, memory_mib=3000, cell_output_bytes=10_000)


@pytest.fixture(scope="module")
def template():
    with Template(["numpy", "torch"]) as template:
        template.wait_until_ready()
        yield template


def cells(*sources):
    return [PlannedCell(CellRole.ANSWER, None, source) for source in sources]


class Run(Session):
    """A session with these cells open, and shortcuts."""

    def __init__(self, launch, *sources, limits=LIMITS, seed=1, files=(), folder=Path(), level=None):
        super().__init__(launch=launch, level=level)
        self.open(cells(*sources), KernelSetup(seed, ["numpy", "torch"], folder, files), limits)

    def all(self):
        self.advance(len(self._cells) - 1)
        return self.outcomes

    def get(self, expr):
        answer = self.ask({"op": "get", "expr": expr})
        return answer.body if answer.status is Status.PASSED else answer

    def value(self, expr):
        return self.get(expr)["ok"]


def statuses(outcomes):
    return [o.status.value for o in outcomes]


# --- cells ----------------------------------------------------------------------------------------


def test_cells_end_in_order_with_outputs_and_exceptions(template):
    with Run(
        template,
        "print('hello')\n6 * 7",
        "def f():\n    raise ValueError('no')\nf()",
        "import sys; sys.stderr.write('warned')",
        "this is no python",
        "exit()",
        "quit",
        "input()",
        "raise SystemExit",
        "%pylab_is_no_magic",
        "alive = True",
    ) as run:
        outcomes = run.all()
        bad = [n for n, o in enumerate(outcomes) if o.status is not Status.PASSED]
        assert bad == [1, 3, 6, 7]
        assert all(outcomes[n].status is Status.ERROR for n in bad)
        assert [(o.kind, o.text) for o in outcomes[0].outputs] == [("stdout", "hello\n"), ("result", "42")]
        assert (outcomes[1].error.name, outcomes[1].error.message) == ("ValueError", "no")
        assert "\x1b" not in outcomes[1].error.traceback
        assert outcomes[2].outputs[0].kind == "stderr"
        assert outcomes[3].error.name == "SyntaxError"
        assert run.value("alive") is True


def test_output_is_cut_off_and_said_so_once_per_cell(template):
    big = "for _ in range(50):\n    print('x' * 1_000_000)"
    with Run(template, big, "print('short')", f"import sys\n{big}") as run:
        outcomes = run.all()
    first, second, third = ("".join(o.text for o in outcome.outputs) for outcome in outcomes)
    assert statuses(outcomes) == ["passed"] * 3
    assert first.startswith("x" * 100)
    assert len(first) <= LIMITS.cell_output_bytes + 100
    assert second == "short\n"
    assert len(third) <= LIMITS.cell_output_bytes + 100


def test_megabyte_in_one_line_takes_no_time(template):
    limits = LIMITS.model_copy(update={"cell_output_bytes": MIB, "cell_seconds": 10.0})
    with Run(template, "print('x' * 10**6)", limits=limits) as run:
        (outcome,) = run.all()
    assert outcome.status is Status.PASSED
    assert outcome.outputs[0].text == "x" * 10**6 + "\n"


def test_streams_are_one_output_each_without_what_was_overwritten(template):
    source = (
        "import sys\n"
        "for n in range(3):\n"
        "    print(f'\\rstep {n}', end='', flush=True)\n"
        "    print('warned', file=sys.stderr, flush=True)\n"
        "print('\\ndone\\r')\n5"
    )
    with Run(template, source) as run:
        (outcome,) = run.all()
    assert [(o.kind, o.text) for o in outcome.outputs] == [
        ("stdout", "step 2\ndone\r\n"),
        ("stderr", "warned\n" * 3),
        ("result", "5"),
    ]


def test_gigabyte_of_print_costs_its_own_cell_at_most(template):
    with Run(template, "print('x' * 10**9)", "alive = 1") as run:
        run.all()
        assert run.outcomes[1].status is Status.PASSED
        assert run.value("alive") == 1


def test_gigabyte_past_the_limit_is_a_flood_or_an_end(template):
    """Displays go around the capped streams."""
    source = (
        "from IPython.display import display\n"
        "for _ in range(40): display({'text/plain': 'x' * 30_000_000}, raw=True)"
    )
    with Run(template, "before = 1", source, "after = before") as run:
        outcomes = run.all()
        assert outcomes[2].status is Status.PASSED
        assert run.value("after") == 1
        assert len("".join(o.text for o in outcomes[1].outputs)) <= LIMITS.cell_output_bytes


def test_memory_error_is_out_of_memory_and_the_kernel_lives(template):
    with Run(
        template, "x = 1", "b = bytearray(10**11)", "import torch\nt = torch.ones(10**11)", "y = x"
    ) as run:
        assert statuses(run.all()) == ["passed", "out_of_memory", "out_of_memory", "passed"]
        assert run._revivals == 0


def test_loop_is_interrupted_and_the_kernel_keeps_its_variables(template):
    with Run(
        template,
        "x = 1",
        "while True: pass",
        "y = x + 1",
        limits=LIMITS.model_copy(update={"cell_seconds": 1.0}),
    ) as run:
        assert statuses(run.all()) == ["passed", "timeout", "passed"]
        assert "after 1 seconds" in run.outcomes[1].message
        assert run._revivals == 0


STUBBORN = (
    "import time\nwhile True:\n    try:\n        time.sleep(100)\n    except KeyboardInterrupt:\n        pass"
)


def test_loop_that_swallows_the_interrupt_is_killed_and_the_cells_before_are_replayed(template):
    limits = LIMITS.model_copy(update={"cell_seconds": 1.0})
    with Run(template, "x = 1\nprint('once')", STUBBORN, "y = x + 1", limits=limits) as run:
        assert statuses(run.all()) == ["passed", "timeout", "passed"]
        assert run.value("(x, y)")["v"] == [1, 2]
        assert run._revivals == 1


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.abort()", "SIGABRT"),
    ],
)
def test_dead_kernel_costs_its_cell_alone(template, source, word):
    with Run(template, "x = [1]", "1 / 0", source, "x.append(2)") as run:
        assert statuses(run.all()) == ["passed", "error", "kernel_died", "passed"]
        assert word in run.outcomes[2].message
        assert run.value("x") == [1, 2]


def test_runner_that_is_killed_costs_its_cell_alone(template):
    with Run(
        template,
        "x = 1",
        "import os, signal; os.kill(os.getppid(), signal.SIGKILL)\nwhile True: pass",
        "y = x",
        level=NONE,  # behind walls it cannot be done
    ) as run:
        assert statuses(run.all()) == ["passed", "kernel_died", "passed"]


def test_runner_that_is_stopped_is_ended(template, monkeypatch):
    monkeypatch.setattr("grader.kernel.session.GRACE_SECONDS", 0.5)
    limits = LIMITS.model_copy(update={"cell_seconds": 1.0})
    stop = "import os, signal; os.kill(os.getppid(), signal.SIGSTOP)"
    with Run(template, "x = 1", stop, "y = x", limits=limits, level=NONE) as run:
        assert statuses(run.all()) == ["passed", "timeout", "passed"]


def test_kernel_that_always_dies_is_given_up(template, monkeypatch):
    monkeypatch.setattr("grader.kernel.session.REVIVALS", 2)
    with Run(template, *["import os; os._exit(1)"] * 4, "x = 1") as run:
        assert statuses(run.all()) == ["kernel_died"] * 5
        assert "Not run" in run.outcomes[4].message
        assert run.get("x").status is not Status.PASSED


def test_time_of_the_whole_notebook_ends(template):
    limits = LIMITS.model_copy(update={"total_seconds": 1.0})
    with Run(template, "import time; time.sleep(30)", "x = 1", limits=limits) as run:
        outcomes = run.all()
        assert statuses(outcomes) == ["timeout", "timeout"]
        assert "used up its 1 seconds" in outcomes[1].message
        assert run.get("1").status is Status.TIMEOUT


# --- questions ------------------------------------------------------------------------------------

FUNCTIONS = """
import os, signal
x = 1
def loop():
    while True: pass
def die(): os.kill(os.getpid(), signal.SIGKILL)
def many(): return [0] * 10**9
def wide(): return "x" * 10**9
"""


def test_questions_that_loop_or_kill_end_and_the_notebook_comes_back(template):
    limits = LIMITS.model_copy(update={"check_seconds": 1.0})
    with Run(template, FUNCTIONS, "y = 2", limits=limits) as run:
        run.all()
        assert run.get("loop()").status is Status.TIMEOUT
        assert run.value("x") == 1
        assert run._revivals == 0
        assert run.get("die()").status is Status.KERNEL_DIED
        assert run.value("(x, y)")["v"] == [1, 2]
        assert run._revivals == 1
        assert run.outcomes[1].status is Status.PASSED


def test_large_values_are_refused_not_sent(template):
    with Run(template, FUNCTIONS) as run:
        run.all()
        assert run.get("range(10**9).__len__()")["ok"] == 10**9
        for expr in ("many()", "__import__('torch').zeros(10**8, dtype=__import__('torch').int8)"):
            assert set(run.get(expr)) & {"refused", "raised"}
        assert len(run.value("wide()")) == 100_000


def test_complex_array_is_answered_at_once(template):
    with Run(template, "import numpy as np\nz = np.array([1j])") as run:
        run.all()
        assert run.value("z")["complex"] is True


# --- the world around the kernel ------------------------------------------------------------------


def test_files_of_the_assignment_lie_beside_the_notebook_and_home_is_elsewhere(
    template, tmp_path, monkeypatch
):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("1")
    secret = "import os\nfound = [k for k in os.environ if k.startswith(('GRADER', 'SECRET'))]"
    monkeypatch.setenv("SECRET_TOKEN", "x")
    with Run(
        template,
        "text = open('data/x.csv').read()",
        secret,
        "import os; home = os.path.expanduser('~'); here = os.getcwd()",
        folder=tmp_path,
        files=[Path("data/x.csv")],
    ) as run:
        run.all()
        assert run.value("text") == "1"
        assert run.value("found") == []
        assert run.value("home") == run.value("here") != str(Path.home())


def test_file_that_is_too_large_is_an_error_of_its_cell(template):
    limits = LIMITS.model_copy(update={"file_mib": 1})
    with Run(template, "open('x', 'wb').write(bytes(2 * 2**20))", "y = 1", limits=limits) as run:
        first, second = run.all()
        assert first.status is not Status.PASSED
        assert second.status is Status.PASSED


def family(run):
    guard = psutil.Process(run._runner.pid)
    return [guard, *guard.children(recursive=True)]


def runs(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_orphans_of_a_dead_kernel_end_with_its_runner(template, tmp_path):
    told = tmp_path / "pid"
    source = (
        "import subprocess, os\n"
        "child = subprocess.Popen(['sleep', '1000'], start_new_session=True)\n"
        f"open('{told}', 'w').write(str(child.pid))\nos._exit(0)"
    )
    with Run(template, source, "x = 1", level=NONE) as run:
        run.advance(0)
        assert not psutil.pid_exists(int(told.read_text()))


@pytest.mark.parametrize("kind", ["forked", "cold"])
def test_nothing_is_left_after_closing(template, kind, tmp_path_factory, monkeypatch):
    temporary = tmp_path_factory.mktemp("t")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    source = "import subprocess, os\nchild = subprocess.Popen(['sleep', '1000'], start_new_session=True)\n"
    with Run(template if kind == "forked" else cold, source) as run:
        run.all()
        processes = family(run)
        assert len(processes) == 4  # guard, runner, kernel, child
        assert all(map(runs, processes))
        assert len(list(temporary.iterdir())) == 1
    assert list(temporary.iterdir()) == []
    assert not any(map(runs, processes))


RANDOM = [
    "import random, numpy as np, torch\na = (random.random(), np.random.rand(), torch.rand(1).item())\na",
    "torch.manual_seed(3)\nmodel = torch.nn.Linear(3, 2)\nlist(model.parameters())",
    "b = (random.random(), np.random.rand(3), torch.randn(2))\nprint(b, hash('text'), set('abcdef'))",
    "raise ValueError(a)",
    "import os\nsorted(k for k in os.environ if k not in ('HOME', 'TMPDIR', 'MPLCONFIGDIR', 'IPYTHONDIR'))",
    "import threading; threading.active_count(), torch.get_num_threads(), __name__",
]


def test_cold_and_forked_kernels_give_the_same(template):
    found = []
    for launch in (template, cold):
        with Run(launch, *RANDOM) as run:
            found.append([o.model_copy(update={"seconds": 0.0}) for o in run.all()])
    assert found[0] == found[1]


def test_replay_gives_the_same_random_numbers(template):
    draw = "import random, torch\nx = (random.random(), torch.rand(1).item())"
    with Run(template, draw, "import os; os._exit(0)") as run:
        run.advance(0)
        before = run.value("x")
        run.all()
        assert run.value("x") == before


def test_other_seed_gives_other_numbers(template):
    values = set()
    for seed in (1, 2):
        with Run(template, "import torch; x = torch.rand(1).item()", seed=seed) as run:
            run.all()
            values.add(run.value("x"))
    assert len(values) == 2


def test_closing_a_session_that_was_never_opened_ends_it(template):
    began = time.monotonic()
    with Session(launch=template):
        pass
    assert time.monotonic() - began < 5


def test_memory_limit_is_in_mebibytes():
    assert MIB == 2**20
