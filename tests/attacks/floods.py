"""Attacks that use up what there is: processes, memory, disk, output."""

from grader.models import Status
from grader.sandbox.interface import Promise
from tests.attacks.attack import Attack

FEW = {"processes": 60, "cell_seconds": 10.0}
SMALL = {"all_memory_mib": 500, "memory_mib": 3000, "cell_seconds": 20.0}
LITTLE = {"scratch_mib": 32, "file_mib": 16, "cell_seconds": 20.0}

PROCESSES = [
    Attack(
        "fork bomb",
        "forks until it is stopped",
        """
import os, time
for n in range(300):
    if os.fork() == 0:
        time.sleep(100)
        os._exit(0)
time.sleep(20)
""",
        (Status.LIMIT, Status.KERNEL_DIED),
        right=True,
        limits=FEW,
        quick=True,
    ),
    Attack(
        "fork bomb that doubles",
        "lets every child fork again",
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        (Status.LIMIT, Status.KERNEL_DIED, Status.TIMEOUT),
        needs=(Promise.PROCESSES,),
        limits=FEW | {"cell_seconds": 2.0},
    ),
    Attack(
        "chain of orphans",
        "forks and ends its parent, again and again, so that no process is found for long",
        """
import os, time
if os.fork() == 0:
    end = time.time() + 60
    while time.time() < end:
        if os.fork(): os._exit(0)
        time.sleep(0.002)
""",
        (Status.PASSED,),
        right=True,
        limits=FEW,
    ),
    Attack(
        "thread flood",
        "starts threads until it is stopped",
        "import threading, time\n"
        "for n in range(400): threading.Thread(target=time.sleep, args=(60,)).start()\ntime.sleep(9)",
        (Status.LIMIT, Status.KERNEL_DIED),
        limits=FEW,
    ),
    Attack(
        "descriptor flood",
        "opens pipes until there are no descriptors left",
        "import os\nkept = []\nwhile True: kept.append(os.pipe())",
        (Status.LIMIT, Status.TIMEOUT, Status.ERROR),
        limits={"cell_seconds": 5.0},
    ),
]

MEMORY = [
    Attack(
        "memory in steps",
        "keeps 10 MiB more, again and again",
        "import time\nkept = []\nwhile True:\n    kept.append(b'x' * 10 * 2**20)\n    time.sleep(0.01)",
        (Status.OUT_OF_MEMORY,),
        right=True,
        limits=SMALL,
    ),
    Attack(
        "one big tensor",
        "asks for a tensor of a terabyte",
        "w = torch.zeros(10**12 // 4)",
        (Status.OUT_OF_MEMORY,),
        limits=SMALL,
    ),
    Attack(
        "memory of many",
        "spreads its memory over processes",
        """
import os, time
for n in range(5):
    if os.fork() == 0:
        kept = b"x" * (150 * 2**20)
        time.sleep(60)
time.sleep(60)
""",
        (Status.OUT_OF_MEMORY,),
        limits=SMALL,
    ),
    Attack(
        "shared memory",
        "fills anonymous shared memory",
        "import mmap, time\nm = mmap.mmap(-1, 900 * 2**20)\nfor n in range(900):\n"
        "    m.write(b'x' * 2**20)\n    time.sleep(0.002)\ntime.sleep(15)",
        (Status.OUT_OF_MEMORY, Status.KERNEL_DIED),
        limits=SMALL,
    ),
    Attack(
        "file in memory",
        "fills a memfd that no folder shows",
        "import os, time\nfd = os.memfd_create('x')\nfor n in range(900):\n"
        "    os.write(fd, b'x' * 2**20)\n    time.sleep(0.002)\ntime.sleep(15)",
        (Status.OUT_OF_MEMORY, Status.LIMIT, Status.ERROR, Status.KERNEL_DIED),
        limits=SMALL | LITTLE,
    ),
    Attack(
        "memory in a check",
        "takes the memory when the grader calls the function",
        "def f(v):\n    kept = []\n    while True: kept.append(b'x' * 10 * 2**20)\nw = torch.arange(3.0)",
        (Status.OUT_OF_MEMORY, Status.KERNEL_DIED, Status.ERROR, Status.TIMEOUT),
        limits=SMALL | {"check_seconds": 10.0},
        worth=1.0,
    ),
]

DISK = [
    Attack(
        "disk flood",
        "writes files without an end",
        "n = 0\nwhile True:\n    open(f'{n}', 'wb').write(bytes(2**20))\n    n += 1",
        (Status.LIMIT,),
        right=True,
        needs=(Promise.DISK,),
        limits=LITTLE,
        quick=True,
    ),
    Attack(
        "deleted files",
        "writes to files that have no name any more",
        "import os\nkept = []\nwhile True:\n    kept.append(open('x', 'wb'))\n    os.unlink('x')\n"
        "    kept[-1].write(bytes(2**20))\n    kept[-1].flush()",
        (Status.LIMIT,),
        needs=(Promise.DISK,),
        limits=LITTLE,
    ),
    Attack(
        "one large file",
        "writes one file larger than any may be",
        "with open('x', 'wb') as file:\n    while True: file.write(bytes(2**20))",
        (Status.LIMIT,),
        limits=LITTLE,
    ),
    Attack(
        "inode flood",
        "makes empty files without an end",
        "import os\nn = 0\nwhile True:\n    os.close(os.open(f'{n}', os.O_CREAT | os.O_WRONLY))\n    n += 1",
        (Status.LIMIT, Status.TIMEOUT),
        needs=(Promise.DISK,),
        limits=LITTLE | {"cell_seconds": 12.0},
    ),
    Attack(
        "full temporary folder",
        "fills the temporary folder and shared memory",
        """
import os, tempfile
def fill(folder):
    try:
        for n in range(64):
            with open(f"{folder}/{OUTSIDE['left']}-{n}", "wb") as file: file.write(bytes(2**20))
    except OSError as error:
        print(folder, error.errno)
fill(tempfile.gettempdir())
fill("/dev/shm")
""",
        (Status.PASSED, Status.LIMIT),
        right=True,
        needs=(Promise.DISK, Promise.LEFTOVERS),
        limits=LITTLE,
    ),
]

OUTPUT = [
    Attack(
        "endless print",
        "prints without an end",
        "while True: print('x' * 1000)",
        (Status.TIMEOUT, Status.LIMIT),
        right=True,
        limits={"cell_seconds": 3.0},
    ),
    Attack(
        "gigabyte on the wire",
        "sends a gigabyte past the limit on what is printed",
        "from ipykernel.kernelapp import IPKernelApp\nk = IPKernelApp.instance().kernel\n"
        "for n in range(20): k.session.send(k.iopub_socket, 'stream', "
        "{'name': 'stdout', 'text': 'x' * 50_000_000}, parent=k.get_parent())",
        (Status.LIMIT, Status.KERNEL_DIED, Status.OUT_OF_MEMORY, Status.TIMEOUT, Status.PASSED),
        right=True,
        limits={"cell_seconds": 15.0},
    ),
    Attack(
        "errors on stderr and descriptor 1",
        "writes to the kernel's own descriptors",
        "import os, sys\nfor n in range(300):\n"
        "    os.write(1, b'x' * 10_000)\n    os.write(2, b'x' * 10_000)\n"
        "    sys.stderr.write('y' * 10_000)",
        (Status.PASSED,),
        right=True,
    ),
    Attack(
        "display flood",
        "displays thousands of things",
        "from IPython.display import display, HTML\nfor n in range(3000): display(HTML('<b>x</b>' * 100))",
        (Status.PASSED, Status.LIMIT, Status.TIMEOUT),
        right=True,
        limits={"cell_seconds": 20.0},
    ),
    Attack(
        "picture flood",
        "displays hundreds of pictures",
        """
import base64
from IPython.display import display, publish_display_data
for n in range(300):
    publish_display_data({"image/png": base64.b64encode(b"x" * 20_000).decode(), "text/plain": "picture"})
""",
        (Status.PASSED,),
        right=True,
    ),
    Attack(
        "pictures that are none",
        "displays pictures that are lists, objects and script",
        """
from IPython.display import publish_display_data
publish_display_data({"image/png": "<script>alert(1)</script>", "text/plain": "picture"})
publish_display_data({"image/png": ["no", {"text": 1}], "text/plain": {"a": 1}})
""",
        (Status.PASSED, Status.LIMIT, Status.KERNEL_DIED),
        right=True,
    ),
    Attack(
        "large picture",
        "leaves a drawing of 30,000 by 30,000 pixels",
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(300, 300), dpi=100)\n"
        "plt.plot([1, 2])\nplt.show()",
        (Status.PASSED, Status.OUT_OF_MEMORY, Status.TIMEOUT, Status.LIMIT, Status.KERNEL_DIED, Status.ERROR),
        right=True,
        limits={"memory_mib": 2500, "all_memory_mib": 500, "cell_seconds": 6.0},
    ),
    Attack(
        "exception of 30 megabytes",
        "raises an exception with an endless message",
        "class Long(Exception):\n    def __str__(self): return 'x' * 30_000_000\nraise Long()",
        (Status.ERROR, Status.LIMIT, Status.KERNEL_DIED),
    ),
    Attack(
        "large answers",
        "answers the grader's question with a gigabyte",
        "def f(v): return [['x' * 1000] * 1000] * 1000\nw = torch.zeros(1).expand(2**28)",
        (Status.FAILED, Status.LIMIT, Status.TIMEOUT, Status.OUT_OF_MEMORY, Status.ERROR),
        limits={"check_seconds": 5.0},
    ),
]
