"""Attacks that never end, or end the kernel."""

from grader.models import Status
from grader.sandbox.interface import Promise
from tests.attacks.attack import Attack

SHORT = {"cell_seconds": 2.0, "check_seconds": 1.0}

ENDLESS = [
    Attack(
        "loop",
        "loops for ever",
        "while True: pass",
        (Status.TIMEOUT,),
        right=True,
        limits=SHORT,
    ),
    Attack(
        "loop that swallows the interrupt",
        "catches KeyboardInterrupt and loops on",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        (Status.TIMEOUT,),
        right=True,
        limits=SHORT,
    ),
    Attack(
        "loop in C",
        "spends an hour in one call that looks at no signal",
        "import re\nre.match(r'(a|aa)+$', 'a' * 60 + 'b')",
        (Status.TIMEOUT,),
        right=True,
        limits=SHORT,
    ),
    Attack(
        "number without an end",
        "computes a power that takes years",
        "n = 3 ** (10 ** 9)",
        (Status.TIMEOUT,),
        limits=SHORT,
    ),
    Attack(
        "signals ignored",
        "ignores every signal and sleeps",
        """
import signal, time
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
time.sleep(1000)
""",
        (Status.TIMEOUT,),
        limits=SHORT,
    ),
    Attack(
        "signal handler that starts again",
        "answers the interrupt with another loop",
        """
import signal, time
def again(*_):
    while True: time.sleep(0.01)
signal.signal(signal.SIGINT, again)
again()
""",
        (Status.TIMEOUT,),
        limits=SHORT,
    ),
    Attack(
        "event loop that never yields",
        "schedules a task that blocks the kernel after its cell",
        """
import asyncio
async def forever():
    while True: pass
task = asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(forever()))
""",
        (Status.TIMEOUT, Status.KERNEL_DIED),
        spoils=("3", "4"),
        limits=SHORT,
    ),
    Attack(
        "function that never answers",
        "defines a function that loops when the grader calls it",
        "def f(v):\n    while True:\n        try: pass\n        except BaseException: pass\n"
        "w = torch.arange(3.0)",
        (Status.TIMEOUT,),
        limits=SHORT,
        worth=1.0,
    ),
    Attack(
        "iterator without an end",
        "leaves a dict that never ends to be looked at",
        """
class Endless(dict):
    def items(self):
        while True: yield 1, 1
    def __iter__(self):
        while True: yield 1
    def __len__(self): return 1
def f(v): return Endless()
w = Endless()
""",
        (Status.FAILED, Status.TIMEOUT),
        limits=SHORT,
    ),
    Attack(
        "recursion",
        "recurses without an end, also with the limit lifted",
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(v): return f(v)\nw = f(1)",
        (Status.KERNEL_DIED, Status.OUT_OF_MEMORY, Status.ERROR, Status.TIMEOUT),
        limits=SHORT,
    ),
    Attack(
        "waiting for input",
        "asks a question that nobody answers",
        "name = input('Your name? ')",
        (Status.ERROR,),
    ),
    Attack(
        "pipe without a writer",
        "opens a pipe that nobody writes to",
        "import os\nos.mkfifo('pipe')\nopen('pipe').read()",
        (Status.TIMEOUT,),
        limits=SHORT,
    ),
]

DEATHS = [
    Attack("exit", "calls exit()", "exit()", (Status.PASSED,), right=True),
    Attack(
        "SystemExit",
        "raises SystemExit",
        "import sys\nsys.exit(0)",
        (Status.ERROR, Status.PASSED),
        right=True,
    ),
    Attack(
        "os._exit",
        "ends its process with exit code 0",
        "import os\nos._exit(0)",
        (Status.KERNEL_DIED,),
        right=True,
        quick=True,
    ),
    Attack(
        "SIGKILL to itself",
        "kills itself",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        (Status.KERNEL_DIED,),
        right=True,
    ),
    Attack(
        "segmentation fault",
        "reads address 0",
        "import ctypes\nctypes.string_at(0)",
        (Status.KERNEL_DIED,),
        right=True,
    ),
    Attack(
        "SIGSTOP to itself",
        "stops itself for ever",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        (Status.TIMEOUT,),
        right=True,
        limits=SHORT,
    ),
    Attack(
        "death in a check",
        "ends the process when the grader calls the function",
        "import os\ndef f(v): os._exit(7)\nw = torch.arange(3.0)",
        (Status.KERNEL_DIED,),
        worth=1.0,
    ),
    Attack(
        "kernel without its parts",
        "empties sys.modules and every builtin",
        "import sys, builtins\nsys.modules.clear()\nvars(builtins).clear()",
        (Status.TIMEOUT, Status.KERNEL_DIED, Status.ERROR),
        spoils=("3", "4"),
        limits=SHORT,
    ),
    Attack(
        "descriptors closed",
        "closes every descriptor of its kernel",
        "import os\nos.closerange(3, 1000)",
        (Status.TIMEOUT, Status.KERNEL_DIED),
        limits=SHORT,
    ),
    Attack(
        "runner killed",
        "kills the process that drives the kernel",
        "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(5)",
        (Status.KERNEL_DIED, Status.TIMEOUT, Status.ERROR),
        limits=SHORT,
    ),
    Attack(
        "runner stopped",
        "stops the process that drives the kernel",
        "import os, signal, time\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(60)",
        (Status.TIMEOUT, Status.ERROR),
        limits=SHORT,
    ),
    Attack(
        "everything killed",
        "sends SIGKILL to every process that it may",
        "import os, signal, time\nos.kill(-1, signal.SIGKILL)\ntime.sleep(60)",
        (Status.KERNEL_DIED, Status.TIMEOUT, Status.ERROR),
        needs=(Promise.SIGNALS,),
        limits=SHORT,
    ),
    Attack(
        "group killed",
        "sends SIGTERM and SIGKILL to its process group",
        "import os, signal, time\nsignal.signal(15, signal.SIG_IGN)\nos.killpg(0, 15)\n"
        "time.sleep(0.2)\nos.killpg(0, 9)\ntime.sleep(60)",
        (Status.KERNEL_DIED, Status.TIMEOUT),
        limits=SHORT,
        needs=(Promise.SIGNALS,),
    ),
]
