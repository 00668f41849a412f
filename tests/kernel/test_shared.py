"""Cells that a template has run: a session that starts behind them is one that has run them itself."""

import pytest

from grader.errors import SessionError
from grader.kernel.launch import Template
from grader.kernel.session import PlannedCell, Session
from grader.kernel.setups import KernelSetup
from grader.kernel.shared import SharedPrefix
from grader.models import CellRole
from grader.sandbox.choice import available
from grader.sandbox.levels import LEVELS, NONE
from grader.settings import Limits

pytestmark = pytest.mark.kernel
SOURCES = (
    "import random\nimport numpy as np\nimport torch\nprint('given', torch.rand(1).item())",
    "w = torch.randn(2, requires_grad=True)\n(w ** 2).sum().backward()\nw.grad",
    "import sys\nprint('to stderr', file=sys.stderr)\nprint('a')\nnp.random.rand(), random.random()",
    "1 / 0",
    "def f():\n    return w.grad.sum().item(), __name__\nf()",
    "f(), torch.rand(1), np.random.rand(), random.random(), In[1][:13], len(Out)",
)
CELLS = [PlannedCell(CellRole.GIVEN, None, source) for source in SOURCES]


@pytest.fixture(scope="module")
def setup(tmp_path_factory):
    return KernelSetup(11, ("numpy", "torch"), tmp_path_factory.mktemp("files"), ())


@pytest.fixture(scope="module")
def alone(setup):
    """The outcomes of a kernel that starts cold and runs everything, without walls."""
    with Session(level=NONE) as session:
        session.open(CELLS, setup, Limits())
        session.advance(len(CELLS) - 1)
        return timeless(session.outcomes)


def timeless(outcomes):
    return [o.model_copy(update={"seconds": 0.0}) for o in outcomes]


@pytest.mark.parametrize("level", available())
def test_a_session_behind_any_number_of_cells_ends_as_one_that_ran_them(setup, alone, level):
    with Template(setup.preload) as template, SharedPrefix(template, setup, Limits()) as prefix:
        for done in (1, 3, 5):
            prefix.advance(CELLS, done)
            with Session(launch=template, level=LEVELS[level]) as session:
                session.open(CELLS, setup, Limits(), prefix.behind(CELLS))
                session.advance(len(CELLS) - 1)
                assert timeless(session.outcomes) == alone


def test_a_notebook_that_begins_otherwise_cannot_start_behind_it(setup):
    with Template(setup.preload) as template, SharedPrefix(template, setup, Limits()) as prefix:
        prefix.advance(CELLS, 1)
        with pytest.raises(SessionError, match="does not begin with the cells"):
            prefix.behind(CELLS[1:])
