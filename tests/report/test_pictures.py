import base64

import pytest

from grader.report import pictures
from tests.reports import png

HEAD = base64.b64decode(png(4, 3))


def packed(data):
    return base64.b64encode(data).decode()


def test_a_png_is_shown_with_its_size_and_clean_alt_text():
    shown = pictures.checked(png(4, 3), "a\n\x1b[1mfit\u202e")
    assert shown is not None
    assert (shown.width, shown.height, shown.alt) == (4, 3, "a fit⟨U+202E⟩")
    assert shown.base64 == png(4, 3)


def test_the_line_breaks_that_notebooks_put_into_base64_are_removed():
    broken = "\n".join(png(4, 3)[i : i + 76] for i in range(0, len(png(4, 3)), 76)) + "\n"
    shown = pictures.checked(broken, "a")
    assert shown is not None
    assert shown.base64 == png(4, 3)


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "",
        "\n",
        "abc",
        png(4, 3) + '" onerror="alert(1)',
        png(4, 3)[:-4] + '">x',
        png(4, 3) + "\u0131\u0131\u0131\u0131",
        "data:" + png(4, 3),
        packed(b"<svg onload=alert(1)>" * 9),
        packed(b"GIF89a" + b"\0" * 40),
        packed(HEAD[:20]),
        packed(HEAD[:12] + b"tEXt" + HEAD[16:]),
        packed(HEAD[:16] + b"\xff" * 8 + HEAD[24:]),
        packed(HEAD[:16] + b"\0" * 8 + HEAD[24:]),
        packed(HEAD) + "A" * pictures.MAX_BASE64,
        "\ud800" * 40,
    ],
)
def test_what_is_no_bearable_png_is_dropped(bad):
    assert pictures.checked(bad, "a") is None
