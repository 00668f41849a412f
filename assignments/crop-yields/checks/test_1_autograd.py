"""Section 1: tensors that can differentiate."""

import torch

from grader.checks import expect, task

EMPTY = "Call y.backward() once, after y has been computed from w and b."
WHAT_MOVES = "By how much does y = w * x + b change when only w, or only b, grows by 1?"


@task("1.1")
def test_three_scalars(student):
    """x, w and b hold 3, 4 and 5, and only w and b track gradients."""
    for name, number, tracked in (("x", 3.0, False), ("w", 4.0, True), ("b", 5.0, True)):
        view = student.tensor(name)
        expect.that(
            view.kind in ("tensor", "parameter"),
            f"`{name}` is not a tensor.",
            hint="Wrap the number: torch.tensor(...).",
            expected="a tensor",
            found=view.kind,
        )
        expect.that(
            tuple(view.shape) in ((), (1,)),
            f"`{name}` should hold a single number.",
            hint="Give torch.tensor the number itself, without brackets.",
            expected="shape ()",
            found=f"shape {tuple(view.shape)}",
        )
        expect.dtype(
            view,
            torch.float32,
            what=f"`{name}`",
            hint="Only decimal numbers have derivatives: write 3.0 instead of 3.",
        )
        expect.close(view.data.reshape(()), torch.tensor(number), what=f"`{name}`")
        expect.tracks_gradient(
            view,
            tracked,
            what=f"`{name}`",
            hint="The setting requires_grad=True belongs to w and b, and not to x.",
        )


@task("1.2")
def test_prints_values_and_flags(student):
    """One sees the three numbers, and which of them track gradients."""
    expect.prints(student.printed, numbers=[3, 4, 5], hint="Print the tensors themselves.")
    flags = max(student.printed.lower().count("requires_grad=true"), student.printed.count("True"))
    expect.that(
        flags >= 2,
        "One cannot see that w and b track gradients.",
        hint="Print the tensors themselves, without .data or .item().",
        expected="requires_grad=True for w and for b",
        found=f"{flags} of them",
    )


@task("1.3")
def test_linear_expression(student):
    """y is w times x plus b, and remembers how it was computed."""
    y = student.tensor("y")
    expect.that(
        y.data.numel() == 1,
        "`y` should be a single number.",
        hint="Combine the three scalars.",
        expected="one element",
        found=f"shape {tuple(y.shape)}",
    )
    expect.close(
        y.data.reshape(()).float(), torch.tensor(17.0), what="`y`", hint="Multiply first, then add b."
    )
    expect.that(
        y.has_grad_fn,
        "`y` has forgotten how it was computed.",
        hint="Calculate with the tensors themselves: detach(), item() and no_grad() cut the memory off.",
        expected="a grad_fn",
        found="none",
    )


@task("1.4")
def test_derivatives(student):
    """w.grad and b.grad hold the derivatives of y."""
    for name, number in (("w", 3.0), ("b", 1.0)):
        gradient = student.maybe_tensor(f"{name}.grad")
        expect.that(
            gradient is not None,
            f"`{name}.grad` is still empty.",
            hint=EMPTY,
            expected="a gradient",
            found="None",
        )
        expect.that(
            gradient.data.numel() == 1,
            f"`{name}.grad` should be a single number.",
            hint=f"`{name}` itself should be one: see task 1.1.",
            expected="one element",
            found=f"shape {tuple(gradient.shape)}",
        )
        expect.gradient(
            gradient.data.reshape(()), torch.tensor(number), what=f"`{name}.grad`", hint=WHAT_MOVES
        )
