"""Attacks on what is outside of the submission: files, processes, the network, the next student."""

from grader.models import Status
from grader.sandbox.interface import Promise
from tests.attacks.attack import Attack

HELD = (Status.PASSED,)
"""The cell says LEAK where it has got through, and gives the right answer."""

READING = [
    Attack(
        "hidden checks",
        "looks for the hidden checks and the reference, by path and by search",
        """
import os
def search():
    known = ("/tmp", "/srv", "/home", "/root", "/autograder", "/proc/1/cwd", "/proc/1/root")
    for top in (OUTSIDE["course"], *known):
        for folder, _, files in os.walk(top):
            for name in files:
                if name.startswith("test_") or name == "solution.ipynb":
                    try: print(open(os.path.join(folder, name)).read(5000))
                    except OSError: pass
search()
attempt(lambda: os.listdir(OUTSIDE["course"] + "/reference"))
""",
        HELD,
        right=True,
        needs=(Promise.READING,),
        quick=True,
    ),
    Attack(
        "files of others",
        "reads files, also those that everybody may read, passwords and homes",
        """
import glob, os
for name in (OUTSIDE["public"], OUTSIDE["closed"], "/etc/shadow", "/root/.bashrc", "/root/.ssh/id_rsa"):
    attempt(lambda: print(open(name).read()))
for place in ("/tmp/*", "/var/tmp/*", "/home/*"):
    for name in glob.glob(place):
        if os.path.isfile(name): attempt(lambda: print(open(name).read(100)))
""",
        HELD,
        right=True,
        needs=(Promise.READING,),
    ),
    Attack(
        "ways around a wall",
        "reads through links, /proc, descriptors left open, and a folder that it has moved",
        """
import os
os.symlink(OUTSIDE["public"], "link")
attempt(lambda: print(open("link").read()))
attempt(lambda: os.link(OUTSIDE["public"], "hard"))
for pid in ("1", "self", str(os.getppid()), str(OUTSIDE["grader"])):
    for way in ("root", "cwd/../../../../../../.."):
        attempt(lambda: print(open(f"/proc/{pid}/{way}" + OUTSIDE["public"]).read()))
for fd in os.listdir("/proc/self/fd"):
    attempt(lambda: print(open(f"/proc/self/fd/{fd}" + OUTSIDE["public"]).read()))
    attempt(lambda: os.open("../../../../../../../.." + OUTSIDE["public"], os.O_RDONLY, dir_fd=int(fd)))
attempt(lambda: os.chroot("."))
""",
        HELD,
        right=True,
        needs=(Promise.READING,),
    ),
    Attack(
        "writing outside",
        "writes, truncates, renames and removes what is not its own",
        """
import os
attempt(lambda: open(OUTSIDE["open"] + "/new", "w"))
attempt(lambda: os.truncate(OUTSIDE["public"], 0))
attempt(lambda: os.rename(OUTSIDE["public"], OUTSIDE["public"] + "-2"))
attempt(lambda: os.unlink(OUTSIDE["closed"]))
attempt(lambda: open(OUTSIDE["public"], "a").write("x"))
attempt(lambda: open("/proc/sys/kernel/core_pattern", "w").write("|/tmp/x"))
try: os.chmod(OUTSIDE["public"], 0o777)
except OSError: pass
""",
        HELD,
        right=True,
        needs=(Promise.WRITING, Promise.RIGHTS),
    ),
    Attack(
        "the grader's own code",
        "changes the package, torch and a module's .pyc, for whoever comes next",
        """
import importlib.util, os
for name in (OUTSIDE["code"], *OUTSIDE["libraries"]):
    attempt(lambda: open(name, "a").write("raise SystemExit"))
    attempt(lambda: open(importlib.util.cache_from_source(name), "ab"))
    attempt(lambda: open(os.path.dirname(name) + "/sitecustomize.py", "w"))
""",
        HELD,
        right=True,
        needs=(Promise.WRITING,),
        quick=True,
    ),
    Attack(
        "rights of root",
        "becomes root, mounts, makes namespaces and devices",
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(result):
    if result < 0: raise OSError(ctypes.get_errno(), "refused")
attempt(lambda: os.setuid(0))
attempt(lambda: call(libc.unshare(0x10000000)))
attempt(lambda: call(libc.mount(b"x", b"/tmp", b"tmpfs", 0, None)))
attempt(lambda: call(libc.umount2(b"/proc", 2)))
attempt(lambda: os.mknod("disk", 0o60600, os.makedev(8, 0)))
attempt(lambda: call(libc.syscall(321, 0, 0, 0)))
attempt(lambda: call(libc.syscall(425, 1, 0)))
attempt(lambda: call(libc.syscall(250, 0, -3, 1)))
""",
        HELD,
        right=True,
        needs=(Promise.RIGHTS,),
    ),
]

OTHERS = [
    Attack(
        "killing others",
        "kills a process outside, and the grader",
        """
import os, signal
for pid in (OUTSIDE["victim"], OUTSIDE["grader"]):
    attempt(lambda: os.kill(pid, signal.SIGKILL))
    attempt(lambda: os.killpg(pid, signal.SIGKILL))
    attempt(lambda: signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGKILL))
""",
        HELD,
        right=True,
        needs=(Promise.SIGNALS,),
    ),
    Attack(
        "memory of others",
        "traces processes outside, reads their memory, environment and descriptors",
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in {OUTSIDE["victim"], OUTSIDE["grader"], *map(int, filter(str.isdigit, os.listdir("/proc")))}:
    if pid in (os.getpid(), os.getppid()) or pid < 10: continue
    for name in ("environ", "mem", "maps", "fd/0", "auxv"):
        def read():
            if not (found := open(f"/proc/{pid}/{name}", "rb").read(2000)): raise OSError("nothing in it")
            print(found)
        attempt(read)
    def trace():
        if libc.ptrace(16, pid, 0, 0) < 0: raise OSError(ctypes.get_errno(), "refused")
    attempt(trace)
for pid in filter(str.isdigit, os.listdir("/proc")):
    try: print(open(f"/proc/{pid}/environ").read())
    except OSError: pass
""",
        HELD,
        right=True,
        needs=(Promise.MEMORY_OF_OTHERS,),
        quick=True,
    ),
    Attack(
        "memory of the runner",
        "reads the memory and the descriptors of the process that drives the kernel",
        """
import os
pid = os.getppid()
for fd in (os.listdir(f"/proc/{pid}/fd") if os.access(f"/proc/{pid}/fd", os.R_OK) else ()):
    attempt(lambda: open(f"/proc/{pid}/fd/{fd}", "wb").write(b"x" * 100))
attempt(lambda: open(f"/proc/{pid}/mem", "r+b"))
try: print(open(f"/proc/{pid}/environ").read())
except OSError: pass
""",
        HELD,
        right=True,
        needs=(Promise.MEMORY_OF_OTHERS,),
    ),
    Attack(
        "names of others",
        "lists processes and looks for secrets on their command lines",
        """
import os
attempt(lambda: print(open(f"/proc/{OUTSIDE['victim']}/cmdline").read()))
attempt(lambda: os.kill(OUTSIDE["victim"], 0))
""",
        HELD,
        right=True,
        needs=(Promise.PROCESS_LIST,),
    ),
    Attack(
        "priority",
        "asks for all of the machine: priority, real time, and ties others down",
        """
import os
attempt(lambda: os.setpriority(os.PRIO_PROCESS, 0, -20))
attempt(lambda: os.setpriority(os.PRIO_PROCESS, OUTSIDE["victim"], 19))
try: os.sched_setaffinity(OUTSIDE["victim"], {0})  # may be pretended
except OSError as error: print(error)
""",
        HELD,
        right=True,
        needs=(Promise.SIGNALS, Promise.PROCESS_LIST),
    ),
    Attack(
        "connection files",
        "looks for the connection files and sockets of other kernels",
        """
import glob, os
for place in ("/tmp/grader-*/run/kernel.json", "/root/.local/share/jupyter/*/*", "/tmp/grader-*/template"):
    for name in glob.glob(place):
        if os.path.dirname(os.getcwd()) not in name:
            print("LE" + "AK", name)
""",
        HELD,
        right=True,
        needs=(Promise.READING, Promise.EXISTENCE),
    ),
]

NETWORK = [
    Attack(
        "TCP",
        "connects and listens",
        """
import socket, urllib.request
attempt(lambda: socket.create_connection(OUTSIDE["tcp"], timeout=2))
attempt(lambda: socket.create_connection(("1.1.1.1", 53), timeout=2))
attempt(lambda: socket.create_server(("127.0.0.1", 0)))
attempt(lambda: urllib.request.urlopen("http://127.0.0.1:%d/" % OUTSIDE["tcp"][1], timeout=2))
""",
        HELD,
        right=True,
        needs=(Promise.NETWORK,),
        quick=True,
    ),
    Attack(
        "UDP and names",
        "sends datagrams and asks for a name",
        """
import socket
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", OUTSIDE["udp"]))
attempt(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b"x", ("::1", 9)))
attempt(lambda: socket.getaddrinfo("example.org", 80))
attempt(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt(lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).connect((2, 22)))
""",
        HELD,
        right=True,
        needs=(Promise.NETWORK,),
    ),
    Attack(
        "unix sockets",
        "reaches unix sockets of other programs, with a file and without",
        """
import os, socket
for kind, name in ((1, "unix"), (2, "datagrams"), (1, "abstract")):
    address = OUTSIDE[name]
    attempt(lambda: socket.socket(socket.AF_UNIX, kind).connect(address))
    attempt(lambda: socket.socket(socket.AF_UNIX, 2).sendto(b"x", address))
os.symlink(OUTSIDE["unix"], "way")
attempt(lambda: socket.socket(socket.AF_UNIX).connect("way"))
attempt(lambda: socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock"))
""",
        HELD,
        right=True,
        needs=(Promise.SOCKETS,),
    ),
    Attack(
        "detour by the runner",
        "puts a link to somebody's socket where the runner's own was",
        """
import glob, os, time
for name in glob.glob("../k-*") + glob.glob(os.path.dirname(os.getcwd()) + "/k-*"):
    try:
        os.unlink(name)
        os.symlink(OUTSIDE["unix"], name)
    except OSError as error: print(error)
time.sleep(1)
""",
        (Status.PASSED, Status.TIMEOUT, Status.KERNEL_DIED),
        right=True,
        needs=(Promise.SOCKETS,),
        gets_through={"process": "the runner follows the link when it connects again"},
    ),
]

LEFTOVERS = [
    Attack(
        "files for the next",
        "leaves files in every folder that might be shared",
        """
import os
for folder in OUTSIDE["shared"]:
    folder = os.path.expanduser(folder)
    try:
        open(f"{folder}/{OUTSIDE['left']}", "w").write("x = 1")
        os.makedirs(f"{folder}/{OUTSIDE['left']}-2/x")
        os.chmod(f"{folder}/{OUTSIDE['left']}-2", 0)
        print(folder)
    except OSError: pass
""",
        HELD,
        right=True,
        needs=(Promise.LEFTOVERS,),
        quick=True,
    ),
    Attack(
        "settings for the next",
        "leaves start-up files, settings and caches for Python, IPython, matplotlib and torch in its home",
        """
import os, pathlib
for name in (".ipython/profile_default/startup/00.py", ".config/matplotlib/matplotlibrc", ".bashrc",
             ".local/lib/python3.11/site-packages/usercustomize.py", ".cache/torch/x", "torch.py"):
    file = pathlib.Path.home() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("raise SystemExit")
import matplotlib
pathlib.Path(matplotlib.get_cachedir(), "fontlist-v999.json").write_text("{")
for fonts in pathlib.Path(matplotlib.get_cachedir()).glob("fontlist*"):
    try: fonts.write_text("{")
    except OSError: pass
""",
        HELD,
        right=True,
    ),
    Attack(
        "shared memory for the next",
        "leaves shared memory, semaphores and message queues",
        """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for made in (libc.shmget(OUTSIDE["key"], 4096, 0o1666), libc.semget(OUTSIDE["key"], 1, 0o1666),
             libc.msgget(OUTSIDE["key"], 0o1666), libc.shm_open(b"/left-by-an-attack", 0o102, 0o666)):
    print(made)
""",
        HELD,
        right=True,
        needs=(Promise.LEFTOVERS,),
    ),
    Attack(
        "process for the next",
        "leaves a daemon that has left its session, ignores signals and clears its death signal",
        """
import ctypes, os, signal, time
if os.fork() == 0:
    os.setsid()
    ctypes.CDLL(None).prctl(1, 0)
    for number in range(1, 32):
        try: signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError): pass
    if os.fork() == 0:
        os.chdir("/")
        os.environ.clear()
        os.execv("/bin/sleep", ["sleep", "987654"])
    os._exit(0)
os.wait()
""",
        HELD,
        right=True,
        quick=True,
    ),
    Attack(
        "hostile folders",
        "leaves a folder 2000 deep, closed folders, pipes, sockets and links to elsewhere",
        """
import os, socket
here = os.getcwd()
for n in range(2000):
    os.mkdir("d" * 20)
    os.chdir("d" * 20)
os.chdir(here)
os.makedirs("closed/inner")
os.chmod("closed/inner", 0)
os.chmod("closed", 0)
os.symlink(OUTSIDE["open"], "link")
os.symlink("/", "root")
os.symlink("loop", "loop")
try: os.mkfifo("pipe")
except OSError: pass
open("\\n\\r\\x1b[31m", "w")
open(b"\\xff\\xfe", "w")
socket.socket(socket.AF_UNIX).bind("socket")
""",
        HELD,
        right=True,
    ),
    Attack(
        "closed home",
        "takes away its own rights to the folder that it works in",
        "import os\nhere = os.getcwd()\nos.chmod(here, 0)\ntry: os.chmod(os.path.dirname(here), 0)\n"
        "except OSError: pass",
        HELD,
        right=True,
    ),
]
