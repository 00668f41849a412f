"""Section 2: the table as arrays and tensors."""

import torch

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])


@task("2.1")
def test_arrays_hold_the_table(student):
    """inputs and targets are float32 arrays with the numbers of the table."""
    for name, table in (("inputs", INPUTS), ("targets", TARGETS)):
        view = student.tensor(name)
        expect.that(
            view.kind == "ndarray",
            f"`{name}` is not a NumPy array.",
            hint="This step asks for np.array; the next one makes tensors.",
            expected="ndarray",
            found=view.kind,
        )
        expect.shape(
            view, tuple(table.shape), what=f"`{name}`", hint="One row per region, one column per quantity."
        )
        expect.dtype(
            view, torch.float32, what=f"`{name}`", hint='Say so when you make the array: dtype="float32".'
        )
        expect.close(view.data, table, what=f"`{name}`", hint="Compare with the table, number by number.")


@task("2.2")
def test_tensors_hold_the_table(student):
    """inputs and targets are float32 tensors with the numbers of the table."""
    for name, table in (("inputs", INPUTS), ("targets", TARGETS)):
        view = student.tensor(name)
        expect.that(
            view.kind == "tensor",
            f"`{name}` is not a tensor.",
            hint="Both torch.from_numpy and torch.tensor take an array of numbers.",
            expected="tensor",
            found=view.kind,
        )
        expect.shape(
            view, tuple(table.shape), what=f"`{name}`", hint="The shape of the array stays as it is."
        )
        expect.dtype(
            view,
            torch.float32,
            what=f"`{name}`",
            hint="The weights will be float32, and both must have the same type.",
        )
        expect.close(view.data, table, what=f"`{name}`", hint="Convert the arrays as they are.")
