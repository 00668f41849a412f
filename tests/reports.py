# ruff: noqa: E501 - sample text reads best unbroken
"""Reports to test with: a realistic one with every status, and hostile text."""

import base64
import struct
import zlib

from grader.models import (
    AssignmentRef,
    CellError,
    CellOutcome,
    CellRole,
    Environment,
    Notice,
    Output,
    Report,
    Status,
    SubmissionRef,
    TaskKind,
    TaskResult,
    Verdict,
)
from grader.scoring import overall, task_result

SCRIPT = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"
ANSI = "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x1b]0;title\x07\x9b2J\x07"
MARKUP = "[red]not red[/red] [/] [link=http://evil.example]x[/link] {{ 7*7 }} {% raw %}"
BIDI = "\u202egnp.exe\u2066 zero\u200bwidth"
SURROGATE = "\ud800 alone \udfff"
MEGABYTE = "x" * 1_000_000
HOSTILE = (SCRIPT, ANSI, MARKUP, BIDI, SURROGATE, MEGABYTE)

FIT = '''\
class Net(nn.Module):
    """A small network for one feature."""

    def __init__(self, hidden: int = 8):
        super().__init__()
        self.hidden = nn.Linear(1, hidden)  # one feature in
        self.out = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


torch.manual_seed(0)
model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for epoch in range(300):
    loss = ((model(rain_scaled[:, None]) - harvest_scaled[:, None]) ** 2).mean()  # mean squared error
    loss.backward()
    optimizer.step()
    if epoch % 100 == 0:
        print(f"epoch {epoch:4d}: loss {loss.item():.4f}")
'''
TRACEBACK = """\
Cell In[9], line 3
      1 with torch.no_grad():
----> 3     prediction = model(rain)
RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x42 and 1x8)"""


def png(width: int = 480, height: int = 270) -> str:
    """A small picture of a falling curve on white, base64."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            curve = height - 30 - (height - 60) * 40 / (x + 40)
            axis = x in (24, 25) or y in (height - 25, height - 24)
            on = abs((height - y) - (height - curve)) < 2.0
            rows += b"\x1f\x77\xb4" if on else b"\x44\x44\x44" if axis else b"\xff\xff\xff"

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(rows), 9)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


def verdict(title: str, status: Status = Status.PASSED, worth: float = 0.5, **more: object) -> Verdict:
    """One verdict; a passed one has all of its points."""
    values: dict[str, object] = {
        "check": "test_" + "_".join(title.lower().split())[:40].rstrip("."),
        "title": title,
        "status": status,
        "points": worth if status is Status.PASSED else 0.0,
        "max_points": worth,
        "seconds": 0.02,
    }
    return Verdict.model_validate({**values, **more})


def task(
    number: str, title: str, *verdicts: Verdict, kind: TaskKind = TaskKind.CODE, rubric: tuple[str, ...] = ()
) -> TaskResult:
    """One task with these verdicts, scored as the grader scores it."""
    return task_result(number, title, kind, sum(v.max_points for v in verdicts), verdicts, rubric)


def environment() -> Environment:
    """What a sample was graded with."""
    return Environment(
        grader="0.1.0",
        python="3.11.2",
        torch="2.13.0+cpu",
        device="cpu",
        isolation="bwrap + cgroup",
        seed=20240917,
        draw=883401522,
    )


def report(
    tasks: tuple[TaskResult, ...], cells: tuple[CellOutcome, ...] = (), notices: tuple[Notice, ...] = ()
) -> Report:
    """A report on these tasks."""
    return Report(
        assignment=AssignmentRef(
            slug="crop-yields", title="Crop yields: from rain to harvest", version="1.2.0"
        ),
        submission=SubmissionRef(
            name="crop-yields-mueller.ipynb",
            sha256="9f2b5c1e7a3d4408b6cf0e19d2857a4360be91c7f5a2d8e3140796bc5d1f2a88",
            student="Zoë Müller",
        ),
        score=sum(t.score for t in tasks),
        max_score=sum(t.max_score for t in tasks),
        pending_points=sum(t.pending_points for t in tasks),
        status=overall(tasks),
        tasks=tasks,
        cells=cells,
        notices=notices,
        environment=environment(),
        seconds=14.7,
    )


def _first_sections() -> tuple[TaskResult, ...]:
    hidden = "Hidden check"
    return (
        task(
            "1.1",
            "Load the table",
            verdict("The table has 42 rows and 3 columns."),
            verdict("No value is missing."),
        ),
        task(
            "1.2",
            "Scale rain and harvest to mean 0",
            verdict("Both columns have mean 0 and deviation 1.", worth=1),
        ),
        task(
            "1.3",
            "Split off every fifth field for testing",
            verdict("34 fields are for training, 8 for testing."),
            verdict(f"{hidden} 1", hidden=True, check="1"),
        ),
        task(
            "2.1",
            "A line through the harvest",
            verdict(
                "Your model has one weight and one bias.",
                Status.FAILED,
                message="The model has 3 trainable numbers, and a line has 2. The layer `hidden` has one too many.",
                expected="2 trainable numbers\n  weight (1, 1)\n  bias   (1,)",
                found="3 trainable numbers\n  hidden.weight (1, 1)\n  hidden.bias   (1,)\n  scale         (1,)",
                hint="Use `nn.Linear(1, 1)`: it brings its own bias.",
            ),
            verdict("The model takes a column of rain values."),
            verdict(
                f"{hidden} 2", Status.FAILED, hidden=True, check="2", hint="Look at the units of the bias."
            ),
        ),
        task(
            "2.2",
            "Train the line",
            verdict(
                "The loss falls while training.",
                Status.FAILED,
                points=0.25,
                message="The loss falls at first and rises again after epoch 120, as it does when gradients add up.",
                expected="last loss < 0.42",
                found="last loss = 1.873, lowest 0.611 at epoch 120",
                hint="Call `optimizer.zero_grad()` before `loss.backward()` in every step.",
                picture=png(),
            ),
            verdict(
                "Your trained line matches scikit-learn's on points it has never seen.",
                Status.BLOCKED,
                message="Task 2.1 did not pass, so this was not judged.",
                worth=1,
            ),
        ),
        task(
            "2.3",
            "Predict with the line",
            verdict(
                "The prediction has one value per field.",
                Status.ERROR,
                message="Your cell raised RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x42 and 1x8).",
                hint="Add a dimension: `rain[:, None]` has shape (42, 1).",
            ),
        ),
    )


def _last_sections() -> tuple[TaskResult, ...]:
    untouched = "The answer cell is as it was handed out."
    return (
        task(
            "3.1",
            "Stop when it is good enough",
            verdict(
                "Training stops before 10,000 epochs.",
                Status.TIMEOUT,
                message="The cell ran for more than 60 s and was stopped.",
                hint="Does the `while` loop ever end?",
            ),
        ),
        task(
            "3.2",
            "All pairs at once",
            verdict(
                "Distances of all fields.",
                Status.OUT_OF_MEMORY,
                message="The cell asked for 12.4 GiB; 6 GiB are allowed.",
            ),
        ),
        task(
            "3.3",
            "Print the progress",
            verdict(
                "One line per hundred epochs.",
                Status.LIMIT,
                message="The cell printed more than 1 MiB; the rest was cut off.",
            ),
        ),
        task(
            "3.4",
            "Use the compiled routine",
            verdict(
                "The routine gives the mean.",
                Status.KERNEL_DIED,
                message="The process ended with signal 11 (SIGSEGV).",
            ),
        ),
        task(
            "4.1",
            "Add a hidden layer",
            verdict("The network has 25 trainable numbers.", Status.NOT_ATTEMPTED, message=untouched),
            verdict("The network is not linear.", Status.NOT_ATTEMPTED, message=untouched),
        ),
        task(
            "4.2",
            "Which of these curves overfits?",
            verdict("You chose the right curve.", Status.INTERNAL),
            kind=TaskKind.CHOICE,
        ),
        task(
            "5.1",
            "What would you tell the farmer?",
            verdict("Your answer has at least 15 words.", worth=0.25),
            verdict("A person reads your answer.", Status.PENDING, worth=1.75),
            kind=TaskKind.TEXT,
            rubric=(
                "Names the trend and its direction.",
                "Says how sure the model is, with a number.",
                "Warns of years with extreme rain.",
            ),
        ),
        task(
            "5.2",
            "Compare with last year",
            verdict("Hidden check 3", Status.PENDING, worth=1, hidden=True, check="3"),
        ),
    )


def _cells() -> tuple[CellOutcome, ...]:
    answer = {"role": CellRole.ANSWER, "status": Status.PASSED}
    error = CellError(
        name="RuntimeError",
        message="mat1 and mat2 shapes cannot be multiplied (1x42 and 1x8)",
        traceback=TRACEBACK,
    )
    made: tuple[dict[str, object], ...] = (
        {"role": CellRole.GIVEN, "status": Status.PASSED, "source": "import torch\nfrom torch import nn\n"},
        {
            **answer,
            "task": "1.1",
            "source": 'table = pd.read_csv("data/yields.csv")\ntable.describe()\n',
            "outputs": (
                Output(
                    kind="result",
                    text="             rain    harvest       year\ncount   42.000000  42.000000    42.0000\nmean   611.214286   5.871190  2001.5000",
                ),
            ),
        },
        {**answer, "task": "2.1", "source": FIT, "seconds": 0.31},
        {
            **answer,
            "task": "2.2",
            "source": FIT,
            "seconds": 2.4,
            "outputs": (
                Output(
                    kind="stdout",
                    text="epoch    0: loss 1.2214\nepoch  100: loss 0.6320\nepoch  200: loss 1.8730\n",
                ),
                Output(
                    kind="stderr",
                    text="/usr/lib/python3/warn.py:12: \x1b[33mUserWarning\x1b[0m: the learning rate is large\n",
                ),
                Output(kind="display", text="<Figure size 480x270 with 1 Axes>", png=png()),
            ),
        },
        {
            **answer,
            "task": "2.3",
            "status": Status.ERROR,
            "error": error,
            "source": "with torch.no_grad():\n\n    prediction = model(rain)\n",
        },
        {
            **answer,
            "task": "3.1",
            "status": Status.TIMEOUT,
            "message": "Stopped after 60 s.",
            "source": "while loss > 1e-9:\n    step()\n",
            "seconds": 60.0,
        },
        {**answer, "task": "4.1", "status": Status.NOT_ATTEMPTED, "source": "model = ...  # your network\n"},
        {
            **answer,
            "task": "5.1",
            "source": "More rain means more harvest, up to a point: the line says 0.8 t more per 100 mm, give or take 0.3 t. In a flood year I would not trust it.",
        },
        {
            "role": CellRole.EXTRA,
            "status": Status.ERROR,
            "source": "1 / 0",
            "error": CellError(
                name="ZeroDivisionError",
                message="division by zero",
                traceback="ZeroDivisionError: division by zero",
            ),
        },
    )
    return tuple(CellOutcome.model_validate({"index": i, **cell}) for i, cell in enumerate(made))


def sample() -> Report:
    """A realistic report with every status, hidden checks, pending text and pictures."""
    notices = (
        Notice(text="Cell 3 was handed out by your instructor and had been changed: the original was run."),
        Notice(text="The answer of task 4.1 was found by its marker comment; its cell id was missing."),
        Notice(text="staff eyes only: two submissions share this hash", staff_only=True),
    )
    return report(_first_sections() + _last_sections(), _cells(), notices)


def hostile(*texts: str) -> Report:
    """A report in which every text that a student can reach is `texts`, in turn."""
    turn = 0

    def bad() -> str:
        nonlocal turn
        turn += 1
        return texts[turn % len(texts)]

    checks = tuple(
        Verdict(
            check=bad(),
            title=bad(),
            status=status,
            max_points=1,
            message=bad(),
            hint=bad(),
            expected=bad(),
            found=bad(),
            picture=bad(),
            hidden=status is Status.FAILED,
        )
        for status in Status
    )
    tasks = tuple(
        TaskResult(
            id=f"{i}.{bad()}",
            title=bad(),
            kind=kind,
            status=check.status,
            score=0,
            max_score=2,
            pending_points=1,
            verdicts=(check, check.model_copy(update={"message": bad()})),
            rubric=(bad(),),
        )
        for i, (check, kind) in enumerate(zip(checks, list(TaskKind) * 4, strict=False))
    )
    outputs = tuple(
        Output(kind=kind, text=bad(), png=bad()) for kind in ("stdout", "stderr", "result", "display")
    )
    cells = tuple(
        CellOutcome(
            index=i,
            role=CellRole.ANSWER,
            task=name,
            status=Status.ERROR,
            source=bad(),
            outputs=outputs,
            error=CellError(name=bad(), message=bad(), traceback=bad()),
            message=bad(),
        )
        for i, name in enumerate((tasks[0].id, tasks[1].id, tasks[2].id, None))
    )
    made = report(tasks, cells, (Notice(text=bad()), Notice(text=bad(), staff_only=True)))
    return made.model_copy(
        update={
            "assignment": AssignmentRef(slug=bad(), title=bad(), version=bad()),
            "submission": SubmissionRef(name=bad(), sha256=bad(), student=bad()),
            "environment": Environment(
                grader=bad(), python=bad(), torch=bad(), device=bad(), isolation=bad(), seed=1, draw=2
            ),
        }
    )
