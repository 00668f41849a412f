"""Sections 3 to 5: tensors, calculating, indexing."""

import torch
from pytorch_intro_tools import array_of, tensor_of

from grader.checks import expect, task


@task("3.1")
def test_two_dtypes(student):
    """a holds 1, 2, 3 as decimal numbers and b as whole ones."""
    for name, kind, hint in (
        ("a", torch.float32, "A decimal point in one of the numbers is enough: torch.tensor([1., 2, 3])."),
        ("b", torch.int64, "Whole numbers without a point, and torch.tensor in lower case."),
    ):
        view = tensor_of(student, name)
        expect.dtype(view, kind, what=f"`{name}`", hint=hint)
        expect.shape(view, (3,), what=f"`{name}`")
        expect.close(view, torch.tensor([1, 2, 3], dtype=kind), what=f"`{name}`")


@task("3.2")
def test_zeros_and_ones(student):
    """Z is full of zeros, O is full of ones."""
    for name, number in (("Z", 0.0), ("O", 1.0)):
        view = tensor_of(student, name)
        expect.shape(view, (2, 2), what=f"`{name}`", hint="Two rows and two columns.")
        expect.dtype(view, torch.float32, what=f"`{name}`")
        expect.close(
            view,
            torch.full((2, 2), number),
            what=f"`{name}`",
            hint="torch.zeros and torch.ones fill; empty does not.",
        )


@task("3.3")
def test_sum(student):
    """s is 1.84119."""
    expect.close(
        student.tensor("s").data.double(),
        torch.tensor(1.84119, dtype=torch.float64),
        rtol=0,
        atol=1e-6,
        what="`s`",
        hint="e-01 means: times ten to the power of minus one.",
    )


@task("3.4")
def test_random_tensors(student):
    """N and U are random, of the right shape, and U lies between 0 and 1."""
    for name, shape in (("N", (3, 2)), ("U", (2, 3, 2))):
        view = tensor_of(student, name)
        expect.shape(view, shape, what=f"`{name}`", hint="Give torch.randn and torch.rand the sizes.")
        expect.dtype(view, torch.float32, what=f"`{name}`", hint="torch.randn and torch.rand give decimals.")
        expect.finite(view, what=f"`{name}`")
        expect.that(
            view.data.unique().numel() == view.data.numel(),
            f"`{name}` does not look random.",
            hint="torch.randn is normal, torch.rand is even.",
        )
    drawn = student.tensor("U").data
    expect.that(
        bool(((drawn >= 0) & (drawn < 1)).all()),
        "`U` holds numbers outside of the range from 0 to 1.",
        hint="The n in randn stands for normal: U needs the other one.",
        expected="0 to 1",
        found=f"{drawn.min():.3g} to {drawn.max():.3g}",
    )


@task("3.5")
def test_shape_and_dimensions(student):
    """x has shape (2, 3, 2, 2), and x_ndim is its number of dimensions."""
    expect.shape(student.tensor("x"), (2, 3, 2, 2), what="`x`")
    expect.equal(
        student.value("x_ndim"),
        4,
        what="`x_ndim`",
        hint="ndim counts dimensions; len is the size of the first, and numel counts elements.",
    )


@task("3.6")
def test_default_dtypes(student):
    """dt_np, dt_t and dt_64 are the dtypes that the libraries choose, and the one you forced."""
    for name, wanted, hint in (
        ("dt_np", "float64", "Make np.array([3.14159]) and ask for its dtype."),
        ("dt_t", "float32", "Make torch.tensor([3.14159]) and ask for its dtype."),
        ("dt_64", "float64", "torch.tensor takes the argument dtype=…"),
    ):
        found = str(student.value(f"str({name})"))
        expect.that(
            found.strip("<>'").removeprefix("class 'numpy.").removeprefix("torch.") == wanted,
            f"`{name}` is not right.",
            hint=hint,
            found=found,
        )
    expect.that(
        "torch" in str(student.value("str(dt_64)")),
        "`dt_64` should be the dtype of a tensor.",
        hint="Force the larger type in PyTorch, not in NumPy.",
    )


@task("4.1")
def test_row_plus_column(student):
    """s_ab holds the sum of each element of a and each element of b."""
    a, b = tensor_of(student, "a"), tensor_of(student, "b")
    expect.shape(a, (1, 3), what="`a`")
    expect.shape(b, (3, 1), what="`b`")
    s = tensor_of(student, "s_ab")
    expect.shape(s, (3, 3), what="`s_ab`", hint="Add them as they are: broadcasting makes a table of it.")
    expect.close(s.data, b.data + a.data, what="`s_ab`", hint="Use a + b.")


@task("4.2")
def test_bias_added(student):
    """h1b1 is the batch with the biases added to each row."""
    h, b = tensor_of(student, "h1"), tensor_of(student, "b1")
    expect.shape(h, (10, 5), what="`h1`")
    expect.that(
        tuple(b.shape) in ((1, 5), (5,)),
        "`b1` should hold one bias for each of the five numbers.",
        hint="Broadcasting repeats a row of shape (1, 5) for each example.",
        expected="(1, 5)",
        found=str(tuple(b.shape)),
    )
    expect.close(
        tensor_of(student, "h1b1").data, h.data + b.data.reshape(1, 5), what="`h1b1`", hint="Use h1 + b1."
    )


@task("4.3")
def test_product_of_elements(student):
    """p_ab holds the product of each element of a and each element of b."""
    a, b = student.tensor("a").data, student.tensor("b").data
    found = tensor_of(student, "p_ab")
    expect.shape(found, (3, 3), what="`p_ab`", hint="The star multiplies element by element; @ does not.")
    expect.close(found.data, b @ a, what="`p_ab`", hint="Row i belongs to b[i], column j to a[j].")


@task("4.4")
def test_matrix_product(student):
    """m_ab is the matrix product of a row and a column."""
    a, b = student.tensor("a").data, student.tensor("b").data
    found = tensor_of(student, "m_ab")
    expect.shape(found, (1, 1), what="`m_ab`", hint="A 1 x 3 times a 3 x 1 gives 1 x 1: a comes first.")
    expect.close(found.data, (a.flatten() * b.flatten()).sum().reshape(1, 1), what="`m_ab`")


@task("4.5")
def test_mean_and_sum(student):
    """a_mean and a_sum are the mean and the sum of a."""
    a = student.tensor("a").data
    for name, right in (("a_mean", a.mean()), ("a_sum", a.sum())):
        found = student.tensor(name)
        expect.that(
            found.data.numel() == 1,
            f"`{name}` should be a single number.",
            hint="The methods mean and sum take all elements.",
            found=f"shape {tuple(found.shape)}",
        )
        expect.close(found.data.float().reshape(()), right, rtol=1e-5, what=f"`{name}`")


@task("5.1")
def test_row_and_column_taken(student):
    """r0 and r0b are the first row of X, and c0 is its first column."""
    x = tensor_of(student, "X")
    expect.shape(x, (5, 2), what="`X`")
    for name, right in (("r0", x.data[0]), ("r0b", x.data[0]), ("c0", x.data[:, 0])):
        found = student.tensor(name)
        expect.shape(
            found,
            tuple(right.shape),
            what=f"`{name}`",
            hint="One index takes a dimension away; 0:1 keeps it.",
        )
        expect.close(found.data, right, what=f"`{name}`", hint="Rows come first: X[row, column].")


@task("5.2")
def test_bridge(student):
    """X_numpy is an array with the numbers of X_bridge."""
    tensor, array = tensor_of(student, "X_bridge"), array_of(student, "X_numpy")
    expect.shape(tensor, (3, 3), what="`X_bridge`")
    expect.dtype(array, torch.float32, what="`X_numpy`", hint="Convert the tensor itself, not a list of it.")
    expect.close(array.data, tensor.data, what="`X_numpy`")
