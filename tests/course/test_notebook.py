import json
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.course.notebook import parse_notebook
from grader.errors import NotebookError
from grader.settings import Limits
from tests.notebooks import answer, as_bytes, as_json, code, markdown

LIMITS = Limits()

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
cell_like = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "sql"]) | json_values,
        "source": st.text() | st.lists(st.text()) | json_values,
        "id": st.sampled_from(["a", "b", "not valid!"]) | json_values,
        "metadata": st.fixed_dictionaries({}, optional={"grader": json_values}) | json_values,
    },
)
notebook_like = st.fixed_dictionaries(
    {},
    optional={
        "nbformat": st.integers(-1, 6) | json_values,
        "nbformat_minor": json_values,
        "cells": st.lists(cell_like, max_size=5) | json_values,
        "worksheets": json_values | st.lists(st.fixed_dictionaries({"cells": st.lists(cell_like)})),
        "metadata": json_values,
    },
)


def parsed(cells, **top):
    return parse_notebook(as_bytes(cells, **top), "my.ipynb", LIMITS)


def refusal(data):
    with pytest.raises(NotebookError) as caught:
        parse_notebook(data, "my.ipynb", LIMITS)
    message = str(caught.value)
    assert message.startswith("my.ipynb ")
    assert message.endswith((".", "?"))
    assert "\n" not in message
    return message


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf{}")
@example(b'{"cells": ' + b"[" * 5000)
@example(b'{"cells": ' + b"9" * 5000 + b"}")
def test_arbitrary_bytes_are_refused_with_one_sentence(data):
    refusal(data)


@settings(max_examples=300, deadline=None)
@given(notebook_like | json_values)
def test_arbitrary_json_is_read_or_refused_with_one_sentence(value):
    data = json.dumps(value).encode()
    try:
        notebook, _ = parse_notebook(data, "my.ipynb", LIMITS)
    except NotebookError:
        refusal(data)
    else:
        for cell in notebook.cells:
            cell.source.encode()


def test_source_may_be_text_or_a_list_of_lines():
    notebook, notices = parsed([code("a = 1\nb = 2"), code(["a = 1\n", "b = 2"])])
    assert [cell.source for cell in notebook.cells] == ["a = 1\nb = 2"] * 2
    assert notices == ()


def test_only_our_mark_is_left_of_a_cells_metadata():
    tagged = code("1 / 0")
    tagged["metadata"] = {"tags": ["raises-exception"], "grader": {"role": "answer", "task": "2.1", "x": 1}}
    cell = parsed([tagged])[0].cells[0]
    assert cell.grader is not None
    assert (cell.grader.role, cell.grader.task) == ("answer", "2.1")
    assert not hasattr(cell, "metadata")


@pytest.mark.parametrize(
    "mark",
    [None, 1, [], {}, {"role": "boss"}, {"role": "answer"}, {"role": "extra"}, {"role": [], "task": 1}],
)
def test_a_malformed_mark_is_ignored(mark):
    cell = code("x = 1")
    cell["metadata"] = {"grader": mark}
    assert parsed([cell])[0].cells[0].grader is None


def test_metadata_that_is_no_object_is_ignored():
    notebook, notices = parse_notebook(
        as_bytes([code("x") | {"metadata": 3}]).replace(b'"python3"', b"7"), "my.ipynb", LIMITS
    )
    assert notebook.cells[0].grader is None
    assert notebook.assignment is None
    assert notices == ()


def test_a_notebook_knows_its_assignment_and_version():
    notebook, _ = parsed([code("x")], metadata={"grader": {"assignment": "crop-yields", "version": "2"}})
    assert (notebook.assignment, notebook.version) == ("crop-yields", "2")


def test_later_cells_with_the_same_id_lose_it_and_a_notice_says_so():
    notebook, notices = parsed([code("a", "q1"), code("b", "q1"), code("c", "q2"), code("d", "q1")])
    assert [cell.id for cell in notebook.cells] == ["q1", None, "q2", None]
    assert "cell 2, 4" in notices[0].text


def test_an_invalid_id_is_dropped():
    assert parsed([code("a", "no spaces please")])[0].cells[0].id is None


def test_lone_surrogates_are_replaced_so_that_text_can_be_encoded():
    data = as_bytes([answer("2.1", "s = 'X'"), code("t = 1")], metadata={"grader": {"assignment": "X"}})
    notebook, _ = parse_notebook(data.replace(b"X", rb"\ud800"), "my.ipynb", LIMITS)
    assert "\ufffd" in notebook.cells[0].source
    assert notebook.assignment == "\ufffd"


def test_surrogate_pairs_stay_what_they_are():
    data = as_bytes([code("s = 'X'")]).replace(b"X", rb"\ud83d\ude00")
    assert parse_notebook(data, "my.ipynb", LIMITS)[0].cells[0].source == "s = '\N{GRINNING FACE}'"


def test_a_byte_order_mark_is_accepted():
    notebook, _ = parse_notebook(b"\xef\xbb\xbf" + as_bytes([code("x")]), "my.ipynb", LIMITS)
    assert len(notebook.cells) == 1


def test_a_cell_of_unknown_kind_is_not_run_and_a_notice_says_so():
    notebook, notices = parsed([code("x"), code("select") | {"cell_type": "sql"}])
    assert [cell.kind for cell in notebook.cells] == ["code", "raw"]
    assert "'sql'" in notices[0].text


def test_format_3_is_upgraded_with_a_notice_and_without_random_ids():
    cells = [
        {"cell_type": "code", "input": "a = 1", "language": "python", "outputs": [], "metadata": {}},
        {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
    ]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    notebook, notices = parse_notebook(json.dumps(old).encode(), "my.ipynb", LIMITS)
    assert [(c.kind, c.source, c.id) for c in notebook.cells] == [
        ("code", "a = 1", None),
        ("markdown", "## Title", None),
    ]
    assert "format 3" in notices[0].text


def test_a_broken_notebook_of_format_3_is_refused():
    assert "format 3" in refusal(b'{"nbformat": 3, "worksheets": [{"cells": 5}]}')


def test_an_ordinary_notebook_is_read_without_loading_nbformat():
    script = (
        "import sys; from pathlib import Path; from grader.settings import Limits;"
        "from grader.course.submission import parse_submission;"
        "parse_submission(sys.stdin.buffer.read(), 'my.ipynb', Limits());"
        "sys.exit('nbformat' in sys.modules or 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], input=as_bytes([code("x")]), check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"\xef\xbb\xbf", "is not a notebook"),
        (as_bytes([code("x")]).decode().encode("utf-16"), "UTF-16"),
        (as_bytes([code("x")]).decode().encode("utf-16-le"), "UTF-16"),
        (as_bytes([code("XX")]).replace(b"XX", b"\xe4"), "not UTF-8 text (line "),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00\x01\x02\xff\x00", "a binary file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"# %%\nimport torch\n", "a Python script"),
        (b"import torch\nx = 1\n", "a Python script"),
        (b"x = 1\n", "a Python script"),
        (as_bytes([code("x = 1")])[:-30], "was cut off in line"),
        (b'{"cells": [{"source": "x = ', "was cut off in line 1"),
        (b'{"cells": [1,, 2], "nbformat": 4}', "not valid JSON"),
        (b"hello", "not valid JSON"),
        (b'{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> x\n}', "merge conflict in line 2"),
        (b"null", "null"),
        (b"[]", "a list"),
        (b"17", "a number"),
        (b"true", "true or false"),
        (b'"text"', "a text"),
        (b"{}", "no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b'{"nbformat": 4, "cells": []}', "no cells"),
        (b'{"nbformat": "4", "cells": []}', "nbformat is '4'"),
        (b'{"nbformat": true, "cells": []}', "nbformat is True"),
        (b'{"nbformat": 5, "nbformat_minor": 1, "cells": []}', "format 5.1"),
        (b'{"nbformat": 2, "worksheets": []}', "format 2"),
        (b'{"nbformat": 4, "cells": [7]}', "cell 1 is a number"),
        (b'{"nbformat": 4, "cells": [{"source": ""}]}', "cell 1 does not say which kind"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "source of cell 1 is not text"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", 1]}]}', "source of cell 1"),
        (b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        (b'{"cells": [' + b"9" * 5000 + b"]}", "a number that is too long"),
        (b"[" + b"{}," * 2_000_001 + b"{}]", "too much output"),
    ],
)
def test_a_bad_file_is_refused_by_name_with_what_it_is(data, words):
    assert words in refusal(data)


def test_metadata_nested_too_deeply_is_refused():
    deep = "[" * 900 + "]" * 900
    data = as_bytes([code("x")], metadata={"grader": "DEEP"}).replace(b'"DEEP"', b'{"a": %s}' % deep.encode())
    try:
        parse_notebook(data, "my.ipynb", LIMITS)
    except NotebookError as error:
        assert "nested too deeply" in str(error)  # noqa: PT017  how deep is too deep depends on Python


def test_a_notebook_with_too_many_bytes_is_refused_with_both_sizes():
    with pytest.raises(NotebookError, match=r"is \d\.\d KiB, more than the 100 bytes allowed"):
        parse_notebook(as_bytes([code("x" * 2000)]), "my.ipynb", Limits(notebook_bytes=100))


def test_a_notebook_with_too_many_cells_is_refused():
    with pytest.raises(NotebookError, match="has 4 cells, more than the 3 allowed"):
        parse_notebook(as_bytes([markdown("x")] * 4), "my.ipynb", Limits(notebook_cells=3))


def test_a_missing_format_number_is_taken_for_format_4():
    raw = as_json([code("x")])
    del raw["nbformat"]
    assert len(parse_notebook(json.dumps(raw).encode(), "my.ipynb", LIMITS)[0].cells) == 1


def test_the_line_that_judges_a_cell_where_it_is_written_is_no_part_of_it():
    cells = [
        code("\n%%grade 2.1\n# Task 2.1: do it\nx = 1"),
        code("%%grader\nx"),
        markdown("%%grade 2.1\ntext"),
    ]
    notebook, _ = parse_notebook(as_bytes(cells), "a.ipynb", Limits())
    assert [c.source for c in notebook.cells] == [
        "# Task 2.1: do it\nx = 1",
        "%%grader\nx",
        "%%grade 2.1\ntext",
    ]
