"""Section 1, hidden: the sample, and the functions on fresh inputs."""

import torch
from feature_nets import SINE

from grader.checks import expect, task


@task(
    "1.1",
    hint="Call sin_data() once, right after the seed, with the noise of np.random.normal added to y only.",
)
def test_sample(student):
    """df is the sample of fifty rows."""
    expect.equal(student.value("list(df.columns)"), ["x", "y"], what="the columns of `df`")
    x, y = (student.tensor(f"df['{name}'].to_numpy()").data.double() for name in "xy")
    expect.shape(x, (50,), what="column x")
    expect.close(x, SINE[:, 0], rtol=1e-9, what="column x")
    if "default_rng" in student.source:  # another stream of numbers, which the task does not ask for
        expect.between((y - x.sin()).std(), 0.2, 0.4, what="the spread of the noise")
    else:
        expect.close(y, SINE[:, 1], rtol=1e-9, atol=1e-9, what="column y")


@task("1.1", hint="Use both arguments: the number of points, and the standard deviation of normal noise.")
def test_function(student):
    """sin_data makes samples of any size and noise."""
    clean = student.make("sin_data(200, 0.0)")
    x, y = (student.tensor(f"d['{name}'].to_numpy()", d=clean).data.double() for name in "xy")
    expect.close(
        x, torch.linspace(-3, 3, 200, dtype=torch.float64), rtol=1e-9, what="column x for 200 points"
    )
    expect.close(y, x.sin(), rtol=0, atol=1e-12, what="column y without noise")
    noisy = student.make("sin_data(2000, 1.0)")
    x, y = (student.tensor(f"d['{name}'].to_numpy()", d=noisy).data.double() for name in "xy")
    expect.close(x, torch.linspace(-3, 3, 2000, dtype=torch.float64), rtol=1e-9, what="column x with noise")
    noise = y - x.sin()
    expect.between(noise.std(), 0.93, 1.07, what="the spread of the noise")
    far = (noise.abs() > 1.9).double().mean()
    expect.between(far, 0.03, 0.09, what="the share of far points")


@task("1.3", hint="One column for each power from 0 to D: the first is all ones, the second is x itself.")
def test_powers(student, rng):
    """poly_features gives the powers of x as columns."""
    for n, degree in ((6, 4), (9, 2)):
        x = 4 * torch.rand(n, generator=rng, dtype=torch.float64) - 2
        made = student.make("np.asarray(poly_features(np.asarray(x), D))", x=x, D=degree)
        found = student.tensor("p", p=made).data.double()
        expect.shape(found, (n, degree + 1), what="the result of `poly_features`")
        right = torch.stack([x**d for d in range(degree + 1)], dim=1)
        if not torch.allclose(found, right.flip(1), rtol=1e-6, atol=1e-9):  # the other order is fine
            expect.close(found, right, rtol=1e-6, what="the result of `poly_features`")


@task("1.3", hint="Fit the powers 0 to 3 of the sample by least squares; the error should be 0.0766.")
def test_cubic_fit(student):
    """w_poly is the least-squares fit of degree 3."""
    w = student.tensor("w_poly").data.double().flatten()
    expect.shape(w, (4,), what="`w_poly`")
    x, y = SINE[:, 0], SINE[:, 1]
    powers = torch.stack([x**d for d in range(4)], dim=1)
    errors = [float((powers @ order - y).square().mean()) for order in (w, w.flip(0))]
    expect.between(min(errors), 0.0756, 0.0776, what="the mean squared error of `w_poly`")
