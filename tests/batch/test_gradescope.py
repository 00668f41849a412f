import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch.gradescope import submitters
from grader.batch.layouts import Owner
from grader.errors import InputError

METADATA = b"""\
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '00123'
    :email: ada@x.org
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :results:
    output: |-
      ====
      Score: 2.0
submission_2:
  :submitters:
  - :name: Bob
    :sid: 00456
  - :email: cid@x.org
  - :name: Dan
submission_3:
  :submitters: []
"""


def test_submitters_are_known_by_number_then_address_then_name():
    found = submitters(METADATA)
    assert found.keys() == {"submission_1", "submission_2"}
    assert found["submission_1"] == (Owner("00123", "Ada Lovelace", created=1777224840.861687),)
    assert [owner.student for owner in found["submission_2"]] == ["00456", "cid@x.org", "Dan"]


def test_a_missing_or_odd_time_is_unknown():
    for text in ("", "yesterday", "2026-99-99 10:00:00 Z", "[1, 2]"):
        data = f"s:\n  :created_at: {text}\n  :submitters:\n  - :sid: a\n".encode()
        assert submitters(data)["s"][0].created == 0.0


@pytest.mark.parametrize(
    "data",
    [
        b"a: [",
        b"\xff\xfe\xfa",
        b"- 1\n- 2",
        b"",
        b"[" * 100_000,
        b"a: !!python/object/apply:os.system [x]\n<<",
    ],
)
def test_what_is_no_list_of_submissions_is_refused(data):
    with pytest.raises(InputError):
        submitters(data)


def test_members_that_are_named_by_an_alias_are_known():
    data = b"a:\n  :submitters: &1\n  - :sid: x\nb:\n  :submitters: *1\n"
    assert submitters(data)["b"] == (Owner("x"),)


def test_nothing_in_the_file_becomes_an_object(tmp_path):
    mark = tmp_path / "mark"
    data = f"s:\n  :submitters: !!python/object/apply:os.system ['touch {mark}']\n"
    assert submitters(data.encode()) == {}
    assert not mark.exists()


def test_aliases_that_multiply_cost_nothing():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert submitters("\n".join(lines).encode()) == {}  # spelled out, this would fill any memory


JUNK = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from([":sid", ":submitters"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([":submitters", ":sid", "x"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=4), JUNK, max_size=4))
def test_whatever_the_list_holds_every_owner_has_a_name(content):
    import yaml

    found = submitters(yaml.safe_dump(content or {"a": 1}).encode())
    assert all(owner.student for owners in found.values() for owner in owners)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(InputError):
        submitters(data)
