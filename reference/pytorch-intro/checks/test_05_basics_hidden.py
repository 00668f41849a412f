"""Sections 5 to 8, hidden: shared memory, other machines, fresh numbers."""

import torch
from pytorch_intro_tools import least_squares, regression_data

from grader.checks import expect, task


@task("5.2", hint="The method numpy() gives a view of the tensor's own memory; np.array makes a copy.")
def test_memory_is_shared(student):
    """The array and the tensor share their memory."""
    shared = "__import__('numpy').shares_memory(X_numpy, X_bridge.detach().cpu().numpy())"
    expect.that(student.value(shared) is True, "The array is a copy.")


@task("6.3", hint="Ask both is_available() functions in this cell, and fall back to the CPU.")
def test_device_follows_the_machine(student):
    """device is a GPU where there is one, and the CPU elsewhere."""
    kind = student.value("type(device).__name__")
    expect.that(kind in ("device", "str"), "`device` should be a torch.device.", found=str(kind))
    expect.follows_device(student, "device")


@task("6.5", reveal=True)
def test_what_moving_does(student):
    """You know whether .to changes the tensor that it is called on."""
    answer = student.choice("answer_6_5")
    answer = {"false": False, "no": False, "true": True, "yes": True}.get(answer, answer)
    expect.that(isinstance(answer, bool), "`answer_6_5` should be True or False.")
    expect.that(answer is False, "This is not right.", hint="Look at X_dev.device before and after the move.")


@task("7.1", hint="The gradient is that of the mean of the squares; backward() must run once only.")
def test_gradient_is_a_slope(student):
    """The gradient says how the loss changes with the weight."""
    x, y, w = (student.tensor(name).data.double().flatten() for name in ("X_demo", "y_demo", "w_demo"))
    expect.close(x, torch.tensor([1.0, 2, 3]).double(), what="`X_demo`")
    expect.close(y, torch.tensor([2.0, 4, 6]).double(), what="`y_demo`")
    up, down = (((x * (w + step) - y) ** 2).mean() for step in (1e-4, -1e-4))
    found = student.tensor("w_grad_demo").data.double()
    expect.that(found.numel() == 1, "`w_grad_demo` should be one number.")
    expect.close(found.reshape(()), (up - down) / 2e-4, rtol=1e-4, what="the slope")


@task("7.2", hint="Use the arguments of the function, and the number of examples that it is given.")
def test_gradient_formula(student, rng):
    """grad_by_hand is the derivative for any numbers."""
    gradient = student.function("grad_by_hand")
    demo = torch.tensor([1.0, 2.0, 3.0])
    cases = [(demo, torch.tensor([w]), 2 * demo) for w in (0.0, 2.0)]
    cases += [tuple(torch.randn(n, generator=rng) for n in (5, 1, 5)) for _ in range(3)]
    for x, w, y in cases:
        found = gradient.tensor(x, w, y)
        expect.that(found.numel() == 1, "`grad_by_hand` should return one number.")
        right = (2 * x * (x * w - y)).mean()
        expect.close(found.reshape(()).float(), right, rtol=1e-4, atol=1e-4, what="the gradient")


@task("8.2", hint="Let sk_model be a fitted LinearRegression, with an intercept.")
def test_line_predicts(student, rng):
    """sk_model predicts fresh points like the best line."""
    x = torch.randn(9, 1, generator=rng, dtype=torch.float64)
    steps = "(type(s).__name__ for s in getattr(sk_model, 'named_steps', {}).values())"
    names = f"[type(sk_model).__name__, *{steps}]"
    expect.that(
        "LinearRegression" in student.value(names),
        "`sk_model` should be scikit-learn's LinearRegression.",
    )
    found = student.tensor("sk_model.predict(x.numpy())", x=x).data.double()
    intercept, slope = (float(v) for v in least_squares(1))
    expect.close(found.flatten(), intercept + slope * x.flatten(), rtol=1e-6, what="the predictions")


@task("8.4", hint="First the column of ones, then the column of the feature.")
def test_design_matrix(student, rng):
    """Xd times any two numbers is intercept plus slope times x."""
    matrix = student.tensor("Xd").data.double()
    expect.shape(matrix, (500, 2))
    w = torch.randn(2, generator=rng, dtype=torch.float64)
    x = torch.as_tensor(regression_data(1)[0]).flatten()
    expect.close(matrix @ w, w[0] + w[1] * x, rtol=1e-6, atol=1e-6, what="the product")
