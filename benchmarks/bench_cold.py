"""A single `grade FILE` against `jupyter execute` of the same notebook, and `grade --help`.

Run with `python benchmarks/bench_cold.py [ROUNDS]`; exits with 1 when a limit is missed.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from classes import NOTEBOOK, Student, our_course, submit
from lesson.tasks import TASKS
from side_by_side import compare

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Compare and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder) / "crop-yields.ipynb"
        shutil.copyfile(ROOT / "reference/crop-yields/solution.ipynb", notebook)
        page = str(Path(folder) / "report.html")
        grade = [python, "-m", "grader", str(notebook), "--course", str(ROOT), "--html", page]
        execute = [python, "-m", "jupyter", "execute", str(notebook)]
        kept = compare("cold grade / jupyter execute", grade, execute, rounds, 1.3)
        right = Student("right", {task.id: "right" for task in TASKS})
        lesson = Path(folder) / NOTEBOOK
        submit(our_course(Path(folder) / "course"), {right.name: lesson}, [right])
        grade = [python, "-m", "grader", str(lesson), "--course", str(Path(folder) / "course")]
        execute = [python, "-m", "jupyter", "execute", str(lesson)]
        kept &= compare(
            "grade / jupyter execute, the notebook of the benchmark", grade, execute, rounds, 0.85
        )
    help_ = [python, "-m", "grader", "--help"]
    kept &= compare("grade --help / import typer", help_, [python, "-c", "import typer"], rounds, 2.0)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
