"""What several checks of this assignment share: the data, references, pictures for the feedback."""

from functools import lru_cache

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy, binary_cross_entropy_with_logits

from grader.checks import expect
from grader.checks.training import rerun

HALF_A_DIGIT = 0.0051
UNREAL = "Your model puts out numbers that are not finite: the training went astray. Try a smaller rate."


@lru_cache
def regression_data(features):
    """The arrays of 8.1 and 10.1."""
    from sklearn.datasets import make_regression

    return make_regression(n_samples=500, n_features=features, random_state=0, noise=10.0)


@lru_cache
def curve_data():
    """The arrays of 11.1."""
    x = np.sort(np.random.RandomState(2020).randn(500))
    return x, target_curve(x)


def target_curve(x):
    """What the network of section 11 is to learn."""
    return x**2 + 15 * np.sin(x) ** 3


@lru_cache
def circle_data(state=2020):
    """The arrays of 14.1."""
    from sklearn.datasets import make_circles

    return make_circles(n_samples=300, factor=0.5, noise=0.1, random_state=state)


@lru_cache
def blob_data():
    """The arrays of 15.3."""
    from sklearn.datasets import make_blobs

    return make_blobs(
        n_samples=200, centers=4, center_box=(-1.2, 1.2), cluster_std=[0.15] * 4, random_state=7
    )


def least_squares(features):
    """Intercept and slopes that scikit-learn finds, here by NumPy."""
    x, y = regression_data(features)
    return np.linalg.lstsq(np.column_stack([np.ones(len(x)), x]), y, rcond=None)[0]


def f32(values):
    """A float32 tensor."""
    return torch.as_tensor(values, dtype=torch.float32)


def tensor_of(student, name):
    """The tensor of that name, and no array or number."""
    view = student.tensor(name)
    expect.that(
        view.kind in ("tensor", "parameter"),
        f"`{name}` should be a tensor.",
        hint="PyTorch's own functions, such as torch.tensor, torch.zeros and torch.rand, make tensors.",
        expected="a tensor",
        found=view.kind,
    )
    return view


def array_of(student, name):
    """The NumPy array of that name."""
    view = student.tensor(name)
    expect.that(
        view.kind == "ndarray",
        f"`{name}` should be a NumPy array.",
        hint="A tensor has the method numpy() for that.",
        expected="an array",
        found=view.kind,
    )
    return view


def column(outputs, rows, what="the output of your model"):
    """One number per row, given as (n,) or as (n, 1)."""
    expect.that(
        tuple(outputs.shape) in ((rows,), (rows, 1)),
        f"{what[:1].upper()}{what[1:]} should be one number per example.",
        hint="Each row of the input is an example, and each gets one number.",
        expected=f"({rows}, 1) or ({rows},)",
        found=str(tuple(outputs.shape)),
    )
    expect.finite(outputs, what, UNREAL)
    return outputs.flatten()


def by_shape(module):
    """The values of a module's parameters by their shape, where no two shapes are alike."""
    return {tuple(value.shape): value for value in module.state.values()}


def part(values, *shapes):
    """The parameters of these shapes."""
    expect.that(
        all(shape in values for shape in shapes) and len(values) == len(shapes),
        "The layers do not have the sizes that follow from the arguments.",
        hint="nn.Linear(inputs, outputs) holds a weight of shape (outputs, inputs) and a bias.",
        expected=", ".join(map(str, shapes)),
        found=", ".join(map(str, values)),
    )
    return [values[shape] for shape in shapes]


def one_epoch(student, loader, epochs=1):
    """All batches of a loader for some epochs: epochs x rows x columns, the target last."""
    rows = "torch.cat([torch.cat([a, b.reshape(-1, 1)], 1) for a, b in {loader}])"
    return student.tensor(f"torch.stack([{rows} for _ in range({epochs})])".format(loader=loader)).data


def deals(student, loader, x, y, batches, hint):
    """The loader deals all these pairs, in that many batches, in a new order each time."""
    found = student.value(f"len({loader})")
    expect.equal(found, batches, what=f"the number of batches in `{loader}`", hint=hint)
    dealt = one_epoch(student, loader, 2)
    wanted = torch.cat([f32(x).reshape(len(y), -1), f32(y).reshape(-1, 1)], dim=1)
    expect.that(
        tuple(dealt.shape) == (2, *wanted.shape),
        f"One epoch of `{loader}` should deal each example once.",
        hint=hint,
        expected=f"{len(wanted)} rows",
        found=f"{dealt.shape[1]} rows",
    )
    for epoch in dealt:
        expect.close(
            ordered(epoch), ordered(wanted), rtol=1e-5, atol=1e-5, what="the pairs that it deals", hint=hint
        )
    expect.that(
        not torch.equal(dealt[0], dealt[1]) and not torch.equal(dealt[0], wanted.to(dealt.dtype)),
        f"`{loader}` deals the examples in the same order each time.",
        hint="Ask the loader to shuffle.",
    )


def ordered(rows):
    """The rows by their first column."""
    return rows[rows[:, 0].argsort()].float()


def table_of(student, name):
    """A DataFrame as a dictionary of rows, whichever way round it is."""
    cells = f"{{str(i): {{str(c): float({name}.loc[i, c]) for c in {name}.columns}} for i in {name}.index}}"
    found = {k.lower(): {c.lower(): v for c, v in row.items()} for k, row in student.value(cells).items()}
    if "w0" in found:
        found = {row: {k: found[k].get(row, float("nan")) for k in found} for row in found["w0"]}
    return found


def compare_row(found, row, wanted, name):
    """One row of a comparison table, to two decimals."""
    there = found.get(row, {})
    for key, value in wanted.items():
        expect.that(
            abs(there.get(key, float("nan")) - value) <= HALF_A_DIGIT,
            f'The row "{row}" of `{name}` does not hold the right {key}.',
            hint="w0 is the intercept (bias), the others are the slopes (weights), in their order.",
            expected=f"{value:.2f}",
            found=f"{there[key]:.4g}" if key in there else "nothing",
        )


# --- pictures and figures ---------------------------------------------------------------------------


def fit_picture(student, x, y, grid, fit, title):
    """Attach a picture of data and fit."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 3.2))
    axes = figure.subplots()
    axes.scatter(x, y, s=8, alpha=0.5, label="data")
    axes.plot(grid, fit, color="tab:red", label="your model")
    axes.set(xlabel="x", ylabel="y", title=title)
    axes.legend()
    student.picture(figure)


def region_picture(student, module, x, labels, title):
    """Attach a picture of the regions that a classifier makes."""
    from matplotlib.figure import Figure

    low, high = x.min(0) - 0.3, x.max(0) + 0.3
    across, up = np.meshgrid(np.linspace(low[0], high[0], 60), np.linspace(low[1], high[1], 60))
    out = module.forward(f32(np.stack([across.ravel(), up.ravel()], axis=1)))
    out = out.reshape(len(out), -1)
    chosen = out.argmax(1) if out.shape[1] > 1 else out[:, 0] > (0.5 if is_probability(out) else 0)
    figure = Figure(figsize=(4.4, 3.8))
    axes = figure.subplots()
    axes.pcolormesh(across, up, chosen.double().reshape(across.shape).numpy(), alpha=0.3)
    axes.scatter(*x.T, c=labels, s=10)
    axes.set(xlabel="x1", ylabel="x2", title=title)
    student.picture(figure)


def is_probability(outputs):
    """Whether outputs of a one-column classifier are probabilities and not logits."""
    return bool(((outputs >= 0) & (outputs <= 1)).all())


def log_loss_of(outputs, labels):
    """Binary cross-entropy of probabilities or logits."""
    loss = binary_cross_entropy if is_probability(outputs) else binary_cross_entropy_with_logits
    return float(loss(outputs, f32(labels)))


def within(axes, low=-25, high=25):
    """The vertical axis runs from -25 to 25."""
    found = axes.get("ylim") or [0, 0]
    expect.that(
        abs(found[0] - low) <= 1 and abs(found[1] - high) <= 1,
        "The vertical axis should run from -25 to 25.",
        hint="Pass y_range=(-25, 25), or call plt.ylim(-25, 25).",
        expected="-25 to 25",
        found=f"{found[0]:.4g} to {found[1]:.4g}",
    )


def points_in(axes):
    """How many points the scatters and unjoined lines of these axes show."""
    loose = [s for s in axes.get("lines", ()) if s.get("style", "-").strip().lower() in ("", "none")]
    return sum(len(s.get("x", ())) for s in (*axes.get("collections", ()), *loose))


WATCH = """
_seen = []
_hooks = [m.register_forward_hook(lambda m, i, o: _seen.append(o.shape[0])) for m in {model}.modules()]
"""
CONTOURS = (
    "[[[float(v) for v in c.levels], float(c.zmin), float(c.zmax)] for a in "
    "__import__('matplotlib.pyplot').pyplot.gcf().axes for c in a.collections if hasattr(c, 'levels')]"
)


def redraw(student, model):
    """Run a drawing cell again: for how many points the model was asked, and what contours were drawn.

    The contours come as [levels, smallest, largest value].
    """
    wanted = f"([h.remove() for h in _hooks], max(_seen, default=0), {CONTOURS})[1:]"
    asked, drawn = rerun(student, wanted, source=WATCH.format(model=model) + student.source)
    return asked, drawn
