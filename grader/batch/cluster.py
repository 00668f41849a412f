"""Dask clusters that batches run on: one of this process's own by default."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["local"]

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.scheduler.allowed-failures": 1,
}
"""Submissions are small and kernels have limits of their own: Dask need not watch this process's memory.

`allowed-failures`: a submission whose worker dies is tried once more, then given up.
"""


@contextlib.contextmanager
def local(jobs: int) -> "Iterator[Client]":
    """A scheduler and one worker with this many threads, all in this process.

    A thread only waits for the warm process that does the work, so processes would add a second of
    start-up and nothing else.
    """
    import dask
    from distributed import Client, LocalCluster

    from grader.batch.worker import pool

    with (
        dask.config.set(QUIET),
        LocalCluster(
            n_workers=1,
            threads_per_worker=jobs,
            processes=False,
            dashboard_address="127.0.0.1:0",  # a free port: 8787 may be taken, and nobody else is to see it
            worker_dashboard_address="127.0.0.1:0",
        ) as cluster,
        Client(cluster) as client,
    ):
        try:
            yield client
        finally:
            pool.close()
