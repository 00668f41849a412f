"""Written answers: a person reads them; here is only looked whether there is enough to read."""

from grader.checks import expect, task


@task("2.3")
def test_wishes_are_written(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)


@task("2.4")
def test_idea_is_written(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)


@task("3.7")
def test_differences_are_written(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)


@task("9.7")
def test_training_is_explained(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)


@task("13.2")
def test_properties_are_written(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)


@task("14.6")
def test_reason_is_written(student):
    """There is an answer of a sentence or two."""
    expect.words(student.text)
