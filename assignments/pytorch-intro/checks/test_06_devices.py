"""Sections 6 and 7: devices and gradients."""

import torch
from pytorch_intro_tools import tensor_of

from grader.checks import expect, task
from grader.checks.training import rerun


def follows(student, name, machine, question):
    """A flag that is what PyTorch says, here and on a machine that is pretended."""
    found = student.value(name)
    expect.that(
        isinstance(found, bool),
        f"`{name}` should be True or False.",
        hint=f"Keep what {question} returns.",
        found=repr(found),
    )
    expect.equal(found, student.value(question), what=f"`{name}`", hint=f"Ask {question}.")
    elsewhere = [rerun(student, name, machine=there) for there in (machine, (False, False))]
    expect.that(
        elsewhere == [True, False],
        f"On another machine, `{name}` would not be right.",
        hint="Ask PyTorch instead of writing the answer down.",
        expected="True on a machine with it, False on one without",
        found=", ".join(map(str, elsewhere)),
    )


@task("6.1")
def test_cuda_is_asked(student):
    """has_cuda says whether CUDA is there, on any machine."""
    follows(student, "has_cuda", (True, False), "torch.cuda.is_available()")


@task("6.2")
def test_mps_is_asked(student):
    """has_mps says whether MPS is there, on any machine."""
    follows(student, "has_mps", (False, True), "torch.backends.mps.is_available()")


@task("6.4")
def test_created_on_the_device(student):
    """X_dev is on the chosen device, whichever it is."""
    found = tensor_of(student, "X_dev")
    expect.shape(found, (2, 2, 2), what="`X_dev`")
    expect.that(
        bool(((found.data >= 0) & (found.data < 1)).all()), "`X_dev` should be drawn evenly from 0 to 1."
    )
    expect.device(found, str(student.value("str(device)")).split(":")[0], what="`X_dev`")
    elsewhere = rerun(student, "str(X_dev.device)", device=student.make("torch.device('meta')"))
    expect.that(
        elsewhere == "meta",
        "With another `device`, `X_dev` would not be on it.",
        hint="Pass device=device when you make it.",
        expected="the device of the moment",
        found=str(elsewhere),
    )


@task("6.5")
def test_moved_to_the_cpu(student):
    """X_cpu is on the CPU, and X_dev is what it was."""
    there, here = tensor_of(student, "X_dev"), tensor_of(student, "X_cpu")
    expect.device(here, "cpu", what="`X_cpu`", hint='Call .to("cpu") and keep what it returns.')
    expect.close(here.data, there.data, what="`X_cpu`")
    expect.that(
        rerun(student, "'X_dev' in globals()") is False,
        "Your cell gives `X_dev` a new value.",
        hint="Keep the result under the name X_cpu only.",
    )


@task("6.6")
def test_failure_is_caught(student):
    """The notebook goes on, moved says whether there is a CUDA device, and there is an explanation."""
    expect.equal(
        student.value("bool(moved) if isinstance(moved, int) else moved"),
        student.value("torch.cuda.is_available()"),
        what="`moved`",
        hint="Set it to True after the move in the try block, and to False in the except block.",
    )
    expect.words(str(student.value("answer_6_6")), at_least=8)


@task("7.1")
def test_gradient_of_the_demo(student):
    """mse_demo is the loss, and w_grad_demo its derivative."""
    w = tensor_of(student, "w_demo")
    expect.tracks_gradient(w, True, what="`w_demo`", hint="Make it with requires_grad=True.")
    expect.leaf(w, what="`w_demo`")
    loss = student.tensor("mse_demo")
    expect.that(loss.data.numel() == 1, "`mse_demo` should be a single number.", hint="Take the mean.")
    expect.close(
        loss.data.reshape(()).double(),
        torch.tensor(14 / 3, dtype=torch.float64),
        rtol=0,
        atol=1e-4,
        what="`mse_demo`",
        hint="Square the three differences and take their mean.",
    )
    gradient = student.tensor("w_grad_demo")
    expect.that(gradient.data.numel() == 1, "`w_grad_demo` should be a single number.")
    expect.gradient(
        gradient.data.reshape(1).float(),
        torch.tensor([-28 / 3]),
        atol=1e-4,
        what="`w_grad_demo`",
        hint="Call backward() once on the mean squared error, and read w_demo.grad.",
    )


@task("7.2")
def test_gradient_by_hand(student):
    """g_manual agrees with what backward() finds."""
    found = student.tensor("g_manual")
    expect.that(found.data.numel() == 1, "`g_manual` should be a single number.", hint="Sum over i.")
    expect.close(
        found.data.reshape(()).double(),
        torch.tensor(-28 / 3, dtype=torch.float64),
        rtol=0,
        atol=1e-4,
        what="`g_manual`",
        hint="The square gives a factor 2, the chain rule a factor x, and the mean divides by 3.",
    )
