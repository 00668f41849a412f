"""Hands a kernel process to jupyter_client through its own seam, the provisioner."""

import asyncio
import os
import signal
from typing import Any, Protocol

from jupyter_client.provisioning import KernelProvisionerBase

__all__ = ["KernelProcess", "Provisioner"]

POLL_SECONDS = 0.02


class KernelProcess(Protocol):
    """A process that is ready to become a kernel as soon as it is told how."""

    pid: int

    def configure(self, config: dict[str, Any]) -> None:
        """Tell it where to connect and what to load."""
        ...

    def poll(self) -> int | None:
        """Its exit code (negative for a signal), or None while it lives."""
        ...


class Provisioner(KernelProvisionerBase):  # type: ignore[misc]
    """Gives jupyter_client a kernel process that somebody else started."""

    process: KernelProcess
    setup: dict[str, Any]

    @property
    def has_process(self) -> bool:
        """Whether there is a process; there always is."""
        return True

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the connection; there is no command to prepare."""
        manager = self.parent
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return kwargs | {"cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:  # noqa: ARG002
        """Tell the waiting process to serve this connection."""
        self.process.configure(self.setup | {"connection_file": self.parent.connection_file})
        info: dict[str, Any] = self.connection_info
        return info

    async def poll(self) -> int | None:
        """Exit code, or None while the kernel lives."""
        return self.process.poll()

    async def wait(self) -> int | None:
        """Wait for the kernel to end."""
        while (code := self.process.poll()) is None:  # noqa: ASYNC110 - a process is no asyncio event
            await asyncio.sleep(POLL_SECONDS)
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel process."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002
        """Kill the kernel process."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002
        """End the kernel process; it gets no time to say goodbye."""
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing to clean: the connection's folder goes with the submission."""

    async def get_provisioner_info(self) -> dict[str, Any]:
        """Nothing to keep: a kernel is never adopted by another process."""
        return {}

    async def load_provisioner_info(self, provisioner_info: dict[str, Any]) -> None:
        """See `get_provisioner_info`."""
