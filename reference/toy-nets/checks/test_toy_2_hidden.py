"""Section 2, hidden: networks of other sizes."""

import torch

from grader.checks import expect, task

COUNTS = {(2, 1, 1, 2): 9, (2, 1, 1, 3): 13, (2, 1, 2, 3): 25, (4, 3, 3, 5): 103, (1, 1, 1, 10): 31}
PROBE = """type('Probe', (torch.nn.Module,), {'calls': 0,
    'forward': lambda self, x: [setattr(self, 'calls', self.calls + 1), torch.tanh(x)][1]})()"""


def build(student, sizes, activation="nn.Sigmoid()", last="None", **inputs):
    """A ClassifierNet of these sizes."""
    numbers = ", ".join(map(str, sizes))
    return student.make(f"ClassifierNet({numbers}, {activation}, {last})", **inputs)


def by_hand(net, x):
    """Inputs 4, three hidden tanh layers of 5, outputs 3, on the net's own weights."""
    state = list(net.state.values())
    pairs = [(w, b) for w, b in zip(state[::2], state[1::2], strict=True) if w.dim() == 2 and b.dim() == 1]
    first = [p for p in pairs if p[0].shape == (5, 4)]
    inner = [p for p in pairs if p[0].shape == (5, 5)]
    last = [p for p in pairs if p[0].shape == (3, 5)]
    expect.that((len(first), len(inner), len(last)) == (1, 2, 1), "The layers do not have the right sizes.")
    for weight, bias in (*first, *inner):
        x = torch.tanh(x @ weight.T + bias)
    return x @ last[0][0].T + last[0][1]


@task(
    "2.1",
    weight=2,
    hint="Count parameters() for several sizes: each hidden layer is new, and registered in a ModuleList.",
)
def test_counts(student):
    """Nets of five sizes have the right number of parameters."""
    for sizes, count in COUNTS.items():
        expect.parameter_count(student.module(build(student, sizes)), count)


@task("2.1", weight=2, hint="Linear, activation, linear, activation, …, and the output layer without it.")
def test_forward(student, rng):
    """The output is what the layers and activations make of the input."""
    net = student.module(build(student, (4, 3, 3, 5), "nn.Tanh()"))
    x = 2 * torch.randn(7, 4, generator=rng)
    expect.close(net.forward(x), by_hand(net, x), rtol=1e-5, atol=1e-6)


@task("2.1", hint="Apply the output activation at the very end, unless it is None.")
def test_output_activation(student, rng):
    """The output activation is applied once, at the end."""
    net = student.module(build(student, (4, 3, 3, 5), "nn.Tanh()", "nn.Sigmoid()"))
    x = 2 * torch.randn(6, 4, generator=rng)
    expect.close(net.forward(x), torch.sigmoid(by_hand(net, x)), rtol=1e-5, atol=1e-6)


@task("2.1", hint="The activation comes after each hidden layer: as often as there are hidden layers.")
def test_activation_calls(student, rng):
    """The activation is called once per hidden layer."""
    for layers in (1, 3):
        probe = student.make(PROBE)
        net = student.module(build(student, (2, 1, layers, 4), "probe", probe=probe))
        net.forward(torch.randn(3, 2, generator=rng))
        expect.equal(student.value("probe.calls", probe=probe), layers)


@task("2.5", hint="Only L - 1 of the hidden layers lead from H nodes to H nodes; and every layer has biases.")
def test_formula(student, rng):
    """The formula is right for twenty random sizes."""
    count = student.function("n_params")
    for _ in range(20):
        i, o, depth, h = (int(torch.randint(1, 9, (), generator=rng)) for _ in range(4))
        right = i * h + h + (depth - 1) * (h * h + h) + h * o + o
        expect.close(float(count(i, o, depth, h).value), float(right), what="the count")
