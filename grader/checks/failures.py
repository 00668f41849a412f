"""How a check ends when it does not pass: an exception with what a student needs to read."""

from grader.models import Status

__all__ = ["Partial", "Unmet"]


class Unmet(AssertionError):  # noqa: N818 - it reads as what it says
    """The check does not hold."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        expected: str = "",
        found: str = "",
        status: Status = Status.FAILED,
        detail: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.expected = expected
        self.found = found
        self.status = status
        self.detail = detail
        """For staff: a traceback of the student's code."""


class Partial(Exception):  # noqa: N818 - it is a result
    """The check holds in part."""

    def __init__(self, fraction: float, why: str, hint: str = "") -> None:
        if not 0 <= fraction <= 1:
            raise ValueError(f"a fraction lies between 0 and 1, not at {fraction}")
        super().__init__(why)
        self.fraction = float(fraction)
        self.why = why
        self.hint = hint
