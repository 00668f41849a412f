"""Calls a training helper of the notebook on a model, and sees what it prints, draws and changes."""

from typing import NamedTuple

import torch

from grader.checks import expect

PROBE = '''
def probe(helper, model, **settings):
    """Call the helper and read what it has drawn; plt.show() must not close the figures before."""
    import matplotlib.pyplot as plt
    from grader.kernel.figures import read_open_figures

    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        helper(model, **settings)
        return read_open_figures()
    finally:
        plt.show = show
        plt.close("all")
'''


class Trained(NamedTuple):
    """What one call of a helper has done."""

    model: object
    before: dict[str, torch.Tensor]
    printed: str
    figures: list


def call_helper(student, name, model, **settings):
    """Let the helper of that name train a fresh model."""
    expect.that(
        student.value(f"{name}.__module__") == "__main__" and "lecture." not in student.source,
        "The function is not your own.",
        hint="Write it yourself: the course's version comes in the next cell.",
    )
    made = student.make(model)
    probe = student.make("(lambda names: (exec(code, names), names['probe'])[1])({})", code=PROBE)
    before = dict(student.module(made).state)
    call = student.function("probe", probe=probe)(student.expression(name), made, **settings)
    return Trained(
        student.module(made), before, call.printed, call.value if isinstance(call.value, list) else []
    )


def lines_with_numbers(printed):
    """Lines of the output that hold a decimal number."""
    return [line for line in printed.splitlines() if any(c.isdigit() for c in line) and "." in line]


def defaults_of(student, name):
    """The default values of the function's parameters."""
    return student.value(
        f"{{p.name: p.default for p in __import__('inspect').signature({name}).parameters.values()"
        " if isinstance(p.default, (int, float))}"
    )
