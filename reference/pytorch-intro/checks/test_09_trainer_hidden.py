"""Task 9.11, hidden: the trainer at work on models, losses and batches of our own."""

import re

import torch
from pytorch_intro_tools import column, f32, regression_data
from torch.nn.functional import mse_loss

from grader.checks import expect, task

LOADER = "torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=size, shuffle=mixed)"
FLAT = "Flatten the predictions before the loss: (50, 1) against (50,) compares everything with everything."


class Trial:
    """One call of the student's trainer on a fresh linear model."""

    def __init__(self, student, x, y, size, lr, *, mixed=False):
        self.student, self.x, self.y, self.size, self.lr = student, x, y, size, lr
        self.model = student.make(f"nn.Linear({x.shape[1]}, 1)")
        self.optimizer = student.make("torch.optim.SGD(m.parameters(), lr=lr)", m=self.model, lr=lr)
        self.loader = student.make(LOADER, x=x, y=y, size=size, mixed=mixed)
        self.before = self.state()

    def state(self):
        """Weight and bias as they are now."""
        state = self.student.module(self.model).state
        return state["weight"].clone(), state["bias"].clone()

    def run(self, **options):
        """Call the trainer."""
        criterion = self.student.make("nn.MSELoss()")
        return self.student.function("trainer")(self.model, criterion, self.optimizer, self.loader, **options)

    def reference(self, epochs):
        """The same training, done here: weight, bias, mean loss of each epoch."""
        w, b = (v.clone().requires_grad_() for v in self.before)
        means = []
        for _ in range(epochs):
            losses = []
            for x, y in zip(self.x.split(self.size), self.y.split(self.size), strict=True):
                loss = mse_loss((x @ w.T + b).flatten(), y)
                losses.append(loss.item())
                grads = torch.autograd.grad(loss, (w, b))
                with torch.no_grad():
                    w -= self.lr * grads[0]
                    b -= self.lr * grads[1]
            means.append(sum(losses) / len(losses))
        return w.detach(), b.detach(), means

    def compare(self, epochs):
        """The model is where this many epochs bring it; gives the mean losses."""
        found, (w, b, means) = self.state(), self.reference(epochs)
        expect.close(found[0], w, rtol=1e-4, atol=1e-5, what="the weights after training")
        expect.close(found[1], b, rtol=1e-4, atol=1e-5, what="the bias after training")
        return means


def small(student, rng, size):
    """Twelve examples with two features."""
    x, y = torch.randn(12, 2, generator=rng), 5 + torch.randn(12, generator=rng)
    return Trial(student, x, y, size, lr=0.05)


@task(
    "9.11",
    weight=2,
    hint=f"One epoch of one batch is one step: reset, predict, loss, gradients, step. {FLAT}",
)
def test_one_step(student, rng):
    """One epoch of one batch is exactly one step."""
    trial = small(student, rng, 12)
    trial.run(epochs=1, verbose=False)
    trial.compare(1)


@task("9.11", hint="Reset the gradients for each batch, and go through all batches in each epoch.")
def test_all_batches(student, rng):
    """Each epoch goes through all batches, with fresh gradients."""
    trial = small(student, rng, 4)
    trial.run(epochs=3, verbose=False)
    trial.compare(3)


@task(
    "9.11", hint="Train for as many epochs as the argument says: for zero, nothing changes; the default is 5."
)
def test_number_of_epochs(student, rng):
    """Zero epochs change nothing, and the default is five."""
    trial = small(student, rng, 4)
    trial.run(epochs=0, verbose=False)
    trial.compare(0)
    trial.run(verbose=False)
    trial.compare(5)


@task("9.11", hint="One line per epoch with the mean of its losses if verbose, and nothing else.")
def test_report(student, rng):
    """It prints the mean loss of each epoch, if it is asked to."""
    silent = small(student, rng, 4).run(epochs=2, verbose=False)
    expect.that(not silent.printed.strip(), "With verbose=False nothing should be printed.")
    trial = small(student, rng, 4)
    printed = trial.run(epochs=4, verbose=True).printed.strip().splitlines()
    expect.that(len(printed) == 4, "There should be one line per epoch.", found=f"{len(printed)} lines")
    for line, mean in zip(printed, trial.reference(4)[2], strict=True):
        numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", line)]
        expect.that(
            any(abs(n - mean) <= 0.006 + 1e-3 * mean for n in numbers),
            "A line does not show the mean of the epoch's losses.",
            expected=f"{mean:.4f}",
            found=line[:80],
        )


@task("9.11", hint="Append each epoch's mean loss to a list, and return the list at the end.")
def test_returned_losses(student, rng):
    """It returns the mean loss of each epoch."""
    trial = small(student, rng, 4)
    found = trial.run(epochs=3, verbose=False).value
    means = torch.tensor(trial.reference(3)[2])
    fits = isinstance(found, list | tuple) and len(found) == 3
    expect.that(fits, "It should return a list with one number per epoch.", found=type(found).__name__)
    values = torch.tensor([float(getattr(v, "data", v)) for v in found])
    expect.close(values, means, rtol=1e-3, atol=1e-3, what="the returned losses")


@task("9.11", weight=2, hint=f"Thirty epochs with rate 0.02 should nearly reach scikit-learn's line. {FLAT}")
def test_trains_the_line(student):
    """It trains a fresh line to the end."""
    x, y = (f32(v) for v in regression_data(1))
    trial = Trial(student, x, y, 50, 0.02, mixed=True)
    trial.run(epochs=30, verbose=False)
    found = column(student.module(trial.model).forward(x), 500)
    expect.loss_below(mse_loss(found, y), 93.5, what="the mean squared error")
