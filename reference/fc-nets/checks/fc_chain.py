"""Whether a model is a plain chain of linear layers with a tanh after each hidden one."""

import torch

from grader.checks import expect


def tanh_chain(model, x):
    """What such a chain gives for x, with the parameters of the model; shapes say which is first and last."""
    state = list(model.state.values())
    weights = [v for v in state if v.dim() == 2]
    biases = [v for v in state if v.dim() == 1]
    first = [i for i, w in enumerate(weights) if w.shape[1] == x.shape[1] and w.shape[0] > 1]
    last = [i for i, w in enumerate(weights) if w.shape[0] == 1]
    expect.that(
        len(weights) == len(biases) and len(first) == 1 and len(last) == 1,
        "The model is not a chain of linear layers with biases.",
    )
    middle = [i for i in range(len(weights)) if i not in (first[0], last[0])]
    for i in (*first, *middle):
        x = torch.tanh(x @ weights[i].T + biases[i])
    return x @ weights[last[0]].T + biases[last[0]]
