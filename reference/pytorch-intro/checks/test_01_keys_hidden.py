"""Sections 1, 2, 12 and 15, hidden: the forward pass on fresh layers, and the keys of the choices."""

from itertools import pairwise

import torch

from grader.checks import expect, task

TEXT = "For a batch it is X times W transposed, plus b, and phi after every layer but the last."


def layers(rng, *sizes):
    """Weights and biases of a network as torch stores them."""
    pairs = list(pairwise(sizes))
    weights = [torch.randn(after, before, generator=rng) / before**0.5 for before, after in pairs]
    return weights, [torch.randn(1, after, generator=rng) for _, after in pairs]


def reference(x, weights, biases, phi=torch.tanh):
    """The forward pass of a batch."""
    for number, (w, b) in enumerate(zip(weights, biases, strict=True)):
        x = torch.nn.functional.linear(x, w, b.flatten())
        x = phi(x) if number < len(weights) - 1 else x
    return x


@task("1.1", hint=TEXT)
def test_batch_forward(student, rng):
    """forward_batch computes what a network of linear layers computes."""
    weights, biases = layers(rng, 4, 5, 3, 2)
    x = torch.randn(7, 4, generator=rng)
    found = student.function("forward_batch").tensor(x, weights, biases, student.make("torch.tanh"))
    expect.shape(found, (7, 2))
    expect.close(found, reference(x, weights, biases), rtol=1e-5, atol=1e-5, what="the batch's output")


@task(
    "1.1",
    hint="For one example it is W times x plus b, with b made a vector, and phi after all but the last.",
)
def test_vector_forward(student, rng):
    """forward_vec computes the same for a single example."""
    weights, biases = layers(rng, 4, 5, 3, 2)
    x = torch.randn(4, generator=rng)
    found = student.function("forward_vec").tensor(x, weights, biases, student.make("torch.tanh"))
    expect.that(found.numel() == 2, "The result should be one vector.", found=str(tuple(found.shape)))
    right = reference(x[None], weights, biases)[0]
    expect.close(found.flatten(), right, rtol=1e-5, atol=1e-5, what="the example's output")


@task("1.1", hint="Row k of the batch's output belongs to example k, whatever phi is.")
def test_rows_agree_with_vectors(student, rng):
    """Each row of forward_batch is what forward_vec says of that example."""
    weights, biases = layers(rng, 4, 5, 3, 2)
    x = torch.randn(3, 4, generator=rng)
    phi = student.make("torch.relu")
    table = student.function("forward_batch").tensor(x, weights, biases, phi)
    expect.shape(table, (3, 2))
    expect.close(table, reference(x, weights, biases, torch.relu), rtol=1e-5, atol=1e-5, what="the output")
    for row, example in zip(table, x, strict=True):
        found = student.function("forward_vec").tensor(example, weights, biases, phi)
        expect.close(found.flatten(), row, rtol=1e-5, atol=1e-5, what="the output for one example")


def letters(answer, allowed):
    """Letters of an answer in any form; None when there is something else in it."""
    if isinstance(answer, dict):
        answer = [key for key, value in answer.items() if value is True]
    parts = answer if isinstance(answer, list | tuple) else [answer]
    found = {c for c in "".join(map(str, parts)).lower() if c.isalnum()}
    expect.that(
        found <= set(allowed),
        "The answer holds something that is none of the letters.",
        hint='Write a set such as {"A", "D"}.',
    )
    return found


def graded(found, key):
    """Full marks for the key; half of each right letter is lost again by each wrong one."""
    if found != key:
        share = max(0.0, (len(found & key) - len(found - key)) / len(key))
        if share > 0:
            expect.partial(share, "Some of it is right, and something is missing or too much.")
        expect.that(
            condition=False, message="This is not right yet.", hint="Try each statement on an example."
        )


@task("1.2", reveal=True)
def test_true_statements(student):
    """You know which statements about networks are true."""
    graded(letters(student.choice("answer_4_1"), "abcde"), {"b", "e"})


@task("2.1", reveal=True)
def test_chain_is_counted(student):
    """You know the parameters of the toy network, and the factors of two derivatives."""
    answer = student.choice("answer_2_1")
    if isinstance(answer, dict):
        answer = [answer.get(key) for key in ("parameters", "w1", "w3")]
    found = list(answer) if isinstance(answer, list | tuple) else []
    expect.that(
        len(found) == 3,
        "`answer_2_1` should hold three numbers.",
        hint='Write {"parameters": …, "w1": …, "w3": …}.',
    )
    right = sum(a == b for a, b in zip(found, (7, 4, 2), strict=True))
    if 0 < right < 3:
        expect.partial(
            right / 3, f"{right} of the three numbers are right.", "Biases count, and so do activations."
        )
    expect.that(
        right == 3, "None of the three numbers is right.", hint="Walk back from the loss, node by node."
    )


@task("2.2", reveal=True)
def test_steps_are_ordered(student):
    """You know the order of the steps."""
    answer = student.choice("answer_2_2")
    parts = answer if isinstance(answer, list | tuple) else [answer]
    found = [c for c in "".join(map(str, parts)).lower() if c.isalpha()]
    expect.that(
        sorted(found) == sorted("ulifg"),
        "`answer_2_2` should have each of the five letters once.",
        hint='Write a list such as ["U", "L", "I", "G", "F"].',
    )
    expect.order(found, list("iflgu"), hint="Ask of each step what it needs: which others come before?")


@task("12.1", reveal=True)
def test_deep_networks(student):
    """You know from when on a network is deep."""
    answer = student.choice("answer_12_1")
    words = {"deep": True, "shallow": False, "neither": False, "linear": False, "not deep": False}
    if isinstance(answer, list | tuple):
        answer = dict(zip((0, 1, 2, 5), answer, strict=False)) if len(answer) == 4 else {}
    found = answer if isinstance(answer, dict) else {}
    found = {int(key): words.get(value, value) for key, value in found.items() if str(key).isdigit()}
    expect.that(
        set(found) == {0, 1, 2, 5} and all(isinstance(v, bool) for v in found.values()),
        "`answer_12_1` is not of the form that the task asks for.",
        hint="Write {0: …, 1: …, 2: …, 5: …}, each True or False.",
    )
    expect.equal(
        [found[k] for k in (0, 1, 2, 5)],
        [False, False, True, True],
        what="the answer",
        hint="Count the hidden layers only; one alone is shallow.",
    )


@task("15.10", reveal=True)
def test_layer_sizes(student):
    """You know what fixes the sizes of the layers."""
    graded(letters(student.choice("answer_15_10"), "abcde"), {"a", "c", "d", "e"})
