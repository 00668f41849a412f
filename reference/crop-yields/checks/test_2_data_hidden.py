"""Section 2, hidden: the key of 2.3."""

from math import prod

from grader.checks import expect, task


def amount(entry):
    """A number as it is; a shape as the number of its elements."""
    if isinstance(entry, list | tuple) and all(isinstance(size, int) for size in entry):
        return prod(entry)
    return entry


def weights_and_biases(answer):
    """The two parts of an answer in any of the accepted forms."""
    if isinstance(answer, dict):
        parts = [
            [value for key, value in answer.items() if str(key).strip().lower().startswith(start)]
            for start in ("w", "b")
        ]
        answer = [part[0] for part in parts if len(part) == 1]
    return (
        [amount(entry) for entry in answer] if isinstance(answer, list | tuple) and len(answer) == 2 else None
    )


@task("2.3", reveal=True)
def test_counts_parameters(student):
    """You know how many numbers have to be learned."""
    found = weights_and_biases(student.choice("answer_2_3"))
    expect.that(
        found is not None,
        "`answer_2_3` is not of the form that the task asks for.",
        hint='Write {"weights": ..., "biases": ...} with two whole numbers.',
    )
    expect.that(
        found == [6, 2],
        "At least one of the two numbers is not right.",
        hint="Count the w and the b in the two formulas, both lines together.",
    )
