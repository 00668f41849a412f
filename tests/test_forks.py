"""Jobs in forked processes: each leaves bytes, or died."""

import os
import signal
import time

import psutil
import pytest

from grader.forks import Died, forked


def run(items, work, jobs=2):
    return dict(forked(items, work, jobs))


def test_every_item_gets_the_bytes_of_its_job():
    assert run(range(5), lambda n: b"x" * n) == {n: b"x" * n for n in range(5)}


def test_result_larger_than_a_pipe_arrives():
    assert len(run([1], lambda _: b"x" * 2**22)[1]) == 2**22


def test_nothing_to_do_is_nothing_done():
    assert run([], lambda _: b"") == {}


def test_items_are_taken_when_there_is_room():
    taken = []

    def items():
        for n in range(4):
            taken.append(n)
            yield n

    results = forked(items(), lambda _: b"", 1)
    next(results)
    assert len(taken) <= 2
    assert len(list(results)) == 3


def test_result_comes_as_soon_as_its_job_ends():
    def work(n):
        time.sleep(n)
        return b""

    assert [n for n, _ in forked([0.5, 0.0], work, 2)] == [0.0, 0.5]


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda _: os._exit(7), 7),
        (lambda _: os.kill(os.getpid(), signal.SIGKILL), -9),
        (lambda _: 1 / 0, 1),
        (lambda _: "no bytes", 1),
    ],
)
def test_job_without_a_result_has_died(work, code, capfd):
    assert run([1], work) == {1: Died(code)}
    capfd.readouterr()


def test_job_that_dies_costs_no_other(capfd):
    assert run([0, 1, 2], lambda n: b"%d" % (6 // n)) == {0: Died(1), 1: b"6", 2: b"3"}
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_job_changes_nothing_here():
    here = []
    run([1, 2], lambda n: here.append(n) or b"")
    assert here == []


def test_stopping_early_ends_the_other_jobs():
    def work(n):
        if n:
            time.sleep(60)
        return b""

    results = forked([0, 1], work, 2)
    next(results)
    children = psutil.Process().children()
    results.close()
    assert not any(c.is_running() and c.status() != psutil.STATUS_ZOMBIE for c in children)


def test_job_that_ignores_the_request_to_end_is_ended(monkeypatch):
    monkeypatch.setattr("grader.forks.END_SECONDS", 0.2)

    def work(n):
        if n:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
        else:
            time.sleep(0.3)
        return b""

    began = time.monotonic()
    results = forked([0, 1], work, 2)
    next(results)
    results.close()
    assert time.monotonic() - began < 10
