"""What can be set, what it is by default, and where each value came from.

default < assignment < environment (GRADER_CELL_SECONDS, …) < command line.
"""

import enum
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import SettingError

__all__ = ["Limits", "Settings", "Source", "resolve"]

MIB = 1024 * 1024
MOST_SECONDS = 1e6
"""Eleven days; sockets cannot wait for ever."""


class Source(enum.StrEnum):
    """Where a value came from, weakest first."""

    DEFAULT = "default"
    ASSIGNMENT = "assignment"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


class Limits(BaseModel):
    """How much one submission may use. Seconds are wall time; sizes are bytes unless the name says MiB."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cell_seconds: float = Field(default=60.0, gt=0, le=MOST_SECONDS)
    """One cell."""
    check_seconds: float = Field(default=30.0, gt=0, le=MOST_SECONDS)
    """One question that a check asks the notebook."""
    total_seconds: float = Field(default=600.0, gt=0, le=MOST_SECONDS)
    """The whole submission; what is not run by then is a time-out."""
    memory_mib: int = Field(default=6144, gt=0)
    """Address space of one process of the notebook."""
    file_mib: int = Field(default=256, gt=0)
    """Largest file that the notebook may write."""
    all_memory_mib: int = Field(default=6144, gt=0)
    """Memory that all processes of the notebook really use, together."""
    scratch_mib: int = Field(default=1024, gt=0)
    """Everything that the notebook may write, shared memory included."""
    processes: int = Field(default=256, gt=8)
    """Processes and threads of the notebook, together; its kernel has a dozen."""
    open_files: int = Field(default=1024, gt=64)
    """Files that one process of the notebook may have open."""
    cpu_seconds: int = Field(default=1800, gt=0)
    """CPU time of all processes of the notebook, together."""
    notebook_bytes: int = Field(default=50 * MIB, gt=0)
    """Largest notebook file that is read at all."""
    notebook_cells: int = Field(default=5000, gt=0)
    """Most cells a notebook may have."""
    cell_output_bytes: int = Field(default=1 * MIB, gt=0)
    """Text that one cell may print; the rest is cut off and said so."""
    cell_pictures: int = Field(default=20, gt=0)
    """Pictures kept per cell."""
    reply_json_bytes: int = Field(default=8 * MIB, gt=0)
    """Plain data in one reply of the notebook."""
    reply_tensor_bytes: int = Field(default=64 * MIB, gt=0)
    """Tensor bytes in one reply of the notebook."""


class Settings(BaseModel):
    """How one submission is graded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limits: Limits = Limits()
    seed: int | None = Field(default=None, ge=0, lt=2**32)
    """Overrides the assignment's seed; used to verify an assignment under many seeds."""
    isolation: str = "auto"
    """Sandbox level, or `auto` for the strongest that this machine offers."""


class Layer(NamedTuple):
    """Some values for `Limits`, and where they came from."""

    source: Source
    values: Mapping[str, Any]
    where: str
    """What to call the origin in a message: a file, a variable prefix, `--timeout`."""


def resolve(*layers: Layer) -> tuple[Limits, dict[str, Source]]:
    """Merge layers of limits, later ones winning, and say where each value came from.

    Raises:
        SettingError: a name is unknown or a value makes no sense; the message names the layer.

    """
    values: dict[str, Any] = {}
    sources = dict.fromkeys(Limits.model_fields, Source.DEFAULT)
    for layer in layers:
        for name, value in layer.values.items():
            if name not in Limits.model_fields:
                known = ", ".join(Limits.model_fields)
                raise SettingError(f"unknown limit {name!r} in {layer.where}; known are: {known}")
            try:
                Limits.model_validate({name: value})
            except ValidationError as error:
                reason = error.errors()[0]["msg"].lower()
                raise SettingError(f"invalid {name} {value!r} in {layer.where}: {reason}") from None
            values[name] = value
            sources[name] = layer.source
    return Limits.model_validate(values), sources


def from_environment(environ: Mapping[str, str]) -> Layer:
    """The limits that variables such as GRADER_CELL_SECONDS set."""
    values = {
        name: environ[f"GRADER_{name.upper()}"]
        for name in Limits.model_fields
        if f"GRADER_{name.upper()}" in environ
    }
    return Layer(Source.ENVIRONMENT, values, "the environment (GRADER_…)")
