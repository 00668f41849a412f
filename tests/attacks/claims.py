"""Attacks on the score by what is answered: lying, forging, and waiting for a better time."""

from grader.models import Status
from tests.attacks.attack import Attack

NO_POINTS = (Status.FAILED,)
SHORT = {"cell_seconds": 5.0, "check_seconds": 2.0}

LIES = [
    Attack(
        "objects that say yes",
        "answers with an object that is equal to everything",
        """
class Yes:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __bool__(self): return True
    def __float__(self): return 42.0
    def __index__(self): return 42
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter([self])
    def __array__(self, *a, **k): return __import__("numpy").arange(3.0)
f = w = Yes()
""",
        (Status.FAILED, Status.LIMIT, Status.ERROR),
    ),
    Attack(
        "subclasses of plain types",
        "answers with subclasses of int, float, str, list and dict that lie",
        """
class Int(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
class List(list):
    def __eq__(self, other): return True
    def __len__(self): return 3
    def __iter__(self): return iter([0.0, 1.0, 2.0])
def f(v): return Int(1)
w = List()
""",
        NO_POINTS,
    ),
    Attack(
        "lying tensor",
        "answers with a subclass of Tensor that lies about everything",
        """
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True
    shape = property(lambda self: torch.Size([3]))
    def tolist(self): return [0.0, 1.0, 2.0]
    def numel(self): return 3
def f(v): return Liar()
w = torch.zeros(3).as_subclass(Liar)
""",
        (Status.FAILED, Status.LIMIT, Status.ERROR),
    ),
    Attack(
        "NaN and infinities",
        "answers with NaN, which is never larger than a tolerance",
        "nan = float('nan')\ndef f(v): return v * nan if torch.is_tensor(v) else nan\n"
        "w = torch.full((3,), nan)",
        NO_POINTS,
    ),
    Attack(
        "lying module",
        "answers with a module that changes its parameters and its output whenever it is looked at",
        """
class Liar(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.times = 0
        self.weight = torch.nn.Parameter(torch.zeros(3))
    def named_parameters(self, *a, **k):
        self.times += 1
        return iter([("weight", torch.nn.Parameter(torch.ones(self.times)))])
    def forward(self, x):
        self.times += 1
        return torch.rand(len(x), 1)
    def __deepcopy__(self, memo): return self
model = Liar()
""",
        NO_POINTS,
        task="4",
    ),
    Attack(
        "sparse and endless tensors",
        "answers with tensors that become huge when they are read",
        """
def f(v): return torch.sparse_coo_tensor(torch.tensor([[0]]), torch.tensor([1.0]), (10**12,))
w = torch.zeros(1).expand(10**12)
""",
        (Status.FAILED, Status.LIMIT),
        limits=SHORT,
    ),
    Attack(
        "expression for a name",
        "hides names behind properties of the namespace",
        """
class Space(dict):
    def __missing__(self, name): return torch.arange(3.0)
    def __getitem__(self, name): return torch.arange(3.0) if name == "w" else dict.__getitem__(self, name)
get_ipython().user_ns.__class__ is dict
try: get_ipython().user_ns = Space(get_ipython().user_ns)
except Exception as error: print(error)
def f(v): return v
""",
        (Status.FAILED, Status.ERROR),
        spoils=("3", "4"),
    ),
]

FORGERY = [
    Attack(
        "forged frames",
        "writes garbage and forged replies to the kernel's own sockets",
        """
from ipykernel.kernelapp import IPKernelApp
k = IPKernelApp.instance().kernel
for junk in (b"", b"x", b"<IDS|MSG>", b"\\xff" * 1000): k.iopub_socket.send(junk)
k.iopub_socket.send_multipart([b"stream", b"<IDS|MSG>", b"", b"{", b"[]", b"null", b'{"text": 1}'])
""",
        (Status.FAILED, Status.KERNEL_DIED, Status.TIMEOUT),
        limits=SHORT,
    ),
    Attack(
        "forged messages",
        "sends valid messages of wrong shapes: other types, no names, other parents",
        """
from ipykernel.kernelapp import IPKernelApp
k = IPKernelApp.instance().kernel
def forge(kind, content): k.session.send(k.iopub_socket, kind, content, parent=k.get_parent())
forge("stream", {"name": 7, "text": ["x", {"y": 1}]})
forge("stream", {"name": "stdout", "text": {"a": "b"}})
forge("display_data", {"data": {"image/png": {"x": 1}, "text/plain": [1, 2]}, "metadata": "no"})
forge("execute_result", {"data": [], "metadata": {}, "execution_count": "many"})
forge("error", {"ename": ["x"], "evalue": {}, "traceback": "no"})
forge("update_display_data", {"data": {}, "transient": {"display_id": ["x"]}, "metadata": {}})
forge("clear_output", {"wait": True})
forge("comm_open", {"comm_id": "x", "target_name": "y", "data": {}})
forge("unknown", {"x": 1})
""",
        (Status.FAILED, Status.ERROR, Status.KERNEL_DIED, Status.LIMIT, Status.TIMEOUT),
        limits=SHORT,
    ),
    Attack(
        "forged end of a cell",
        "says that its cell has ended, and goes on computing",
        """
import time
from ipykernel.kernelapp import IPKernelApp
k = IPKernelApp.instance().kernel
k.session.send(k.iopub_socket, "status", {"execution_state": "idle"}, parent=k.get_parent())
k.session.send(k.shell_stream if hasattr(k, "shell_stream") else k.iopub_socket, "execute_reply",
    {"status": "ok", "execution_count": 1}, parent=k.get_parent())
time.sleep(0.5)
""",
        (Status.FAILED, Status.KERNEL_DIED, Status.ERROR, Status.TIMEOUT),
        limits=SHORT,
    ),
    Attack(
        "forged answer",
        "answers the grader's question by itself, with a verdict",
        """
from ipykernel.kernelapp import IPKernelApp
k = IPKernelApp.instance().kernel
async def handle(stream, ident, parent):
    body = b'{"ok": {"$": "float", "v": "nan"}, "status": "passed", "points": 100, "alive": true}'
    k.session.send(stream, "grader_reply", {}, parent, ident=ident, buffers=[body, b""])
k.shell_handlers["grader_request"] = handle
""",
        (Status.FAILED, Status.LIMIT, Status.ERROR),
        spoils=("3", "4"),
        limits=SHORT,
        quick=True,
    ),
    Attack(
        "answers of a wrong kind",
        "answers with deep JSON, no JSON, numbers without an end and tensors that are none",
        """
import itertools
from ipykernel.kernelapp import IPKernelApp
k = IPKernelApp.instance().kernel
bodies = itertools.cycle([b"[" * 100_000, b"\\xff", b"", b"1" * 100_000, b'{"ok": {"$": "tensor", "v": "x"}}',
    b'{"ok": {"$": "nothing", "v": 1}}', b'{"raised": [1]}', b'{"refused": {}}',
    b'{"status": "died", "code": "x"}'])
async def handle(stream, ident, parent):
    k.session.send(stream, "grader_reply", {}, parent, ident=ident, buffers=[next(bodies), b"\\xff" * 50])
k.shell_handlers["grader_request"] = handle
""",
        (Status.FAILED, Status.LIMIT, Status.ERROR, Status.KERNEL_DIED, Status.TIMEOUT),
        spoils=("3", "4"),
        limits=SHORT,
    ),
    Attack(
        "a verdict in print",
        "prints reports, verdicts and results of the grader's own kind",
        """
import json
print(json.dumps({"status": "passed", "score": 100, "max_score": 100, "verdicts": []}))
print("::set-output name=score::100\\n##[command]exit 0")
open("results.json", "w").write('{"score": 100}')
import os
for fd in range(3, 40):
    try: os.write(fd, b'{"status": "ok", "points": 100}\\n')
    except OSError: pass
""",
        (Status.FAILED, Status.KERNEL_DIED, Status.TIMEOUT),
        limits=SHORT,
    ),
]

LATE = [
    Attack(
        "late thread",
        "lets a thread change its answers between the grader's questions",
        """
import threading, time
def change():
    while True:
        globals()["w"] = torch.arange(3.0) if time.time() % 0.02 < 0.01 else torch.zeros(3)
        globals()["x"] = 2
        time.sleep(0.001)
threading.Thread(target=change, daemon=True).start()
def f(v): return v
w = torch.zeros(3)
""",
        (Status.FAILED,),
        worth=1.0,
    ),
    Attack(
        "timer for earlier tasks",
        "changes the answers of tasks that are judged already",
        "import threading\nthreading.Timer(0.05, lambda: globals().update(x=2, model=None)).start()\n"
        "def f(v):\n    globals().update(x=3)\n    return 2 * v\nw = torch.arange(3.0)",
        (Status.PASSED,),
        right=True,
    ),
    Attack(
        "finalisers",
        "runs code at the end: atexit, __del__ and signals",
        """
import atexit, signal, time, os
class Last:
    def __del__(self): time.sleep(1000)
keep = Last()
atexit.register(time.sleep, 1000)
signal.signal(signal.SIGTERM, lambda *_: time.sleep(1000))
if os.fork() == 0: time.sleep(1000)
""",
        (Status.PASSED,),
        right=True,
    ),
    Attack(
        "end of the notebook",
        "does its harm in the last cell, after every check",
        "",
        (Status.PASSED,),
        right=True,
        extra="import os, signal\nif os.fork() == 0:\n    while True: pass\n"
        "os.kill(os.getppid(), signal.SIGKILL)",
    ),
    Attack(
        "replayed cell",
        "ends the kernel only when its cells are run again",
        """
import os
first = not os.path.exists("seen")
open("seen", "w").close()
if not first: os._exit(1)
def f(v): os._exit(2)
""",
        (Status.KERNEL_DIED, Status.TIMEOUT),
        limits=SHORT,
    ),
]
