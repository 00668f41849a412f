"""A process that writes to the store is killed at any instant: nothing is lost, nothing is half there."""

import random
import sqlite3
import subprocess
import sys
import time

from grader.batch.store import Store
from grader.batch.values import Mode
from tests.batch.results import edition, new

WRITER = """
import sys
from pathlib import Path
from grader.batch.store import Store
from grader.batch.values import Mode
from tests.batch.results import edition, new, report, result, Result

with Store.open(Path(sys.argv[1]), create=True, coordinate=True) as store:
    store.use(edition())
    store.register(new(f"s{n:02}", bytes([n]) * 50_000) for n in range(30))
    print("registered", flush=True)
    round = 0
    while True:
        round += 1
        for job in store.waiting(Mode.REGRADE if round > 1 else Mode.RESUME):
            made = report((float(round % 3), 0.0), student=job.student, text="x" * 20_000)
            store.record(job.key, Result.of(made, bytes(30_000)))
            print(job.student, round % 3, flush=True)
"""
WHILE_IT_REGISTERS, WHILE_IT_RECORDS = 2, 4
"""How often the writer is killed in each part of its work."""


def killed(path, seconds, *, recording):
    """Let the writer work for a while, kill it, and give the last result that it told of each student."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        if recording:
            assert writer.stdout.readline() == "registered\n"
        else:
            while not path.exists():
                assert writer.poll() is None
        time.sleep(seconds)
        writer.kill()
        return dict(line.split() for line in writer.stdout.read().splitlines() if " " in line)


def test_a_writer_killed_anywhere_loses_nothing_that_it_has_told_of(tmp_path):
    """Each round starts on what the last one left; a result that was announced is there as a whole."""
    path = tmp_path / "store.sqlite"
    chance = random.Random(5)
    rounds = [False] * WHILE_IT_REGISTERS + [True] * WHILE_IT_RECORDS
    announced = 0
    for recording in rounds:
        told = killed(path, chance.random() * (0.3 if recording else 0.03), recording=recording)
        announced += len(told)
        check = sqlite3.connect(path)
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert check.execute("PRAGMA foreign_key_check").fetchall() == []
        check.close()
        with Store.open(path, coordinate=True) as store:
            store.use(edition())
            lines = store.lines("tiny") if "tiny" in store.slugs() else []
            for line in lines:
                found = store.result(line.key)
                assert (found is None) == (line.ending is None)
                if found is not None:
                    assert found.report.report.score == line.score
                    assert found.report.report.submission.student == line.student
                    assert len(found.claims) == 30_000
            newest = {line.student: line.score for line in lines}
            # one more may have been stored than told of, so only the last word of each student is compared
            wrong = {s: (score, newest[s]) for s, score in told.items() if newest[s] != float(score)}
            assert len(wrong) <= 1
            assert len({job.key for job in store.waiting(Mode.REGRADE)}) == len(lines)
    assert announced
    with Store.open(path) as store:
        store.use(edition())
        assert store.register([new(f"s{n:02}", bytes([n]) * 50_000) for n in range(30)]) in (0, 30)
        assert len(store.lines("tiny")) == 30
