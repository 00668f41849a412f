"""The page in a real browser: what a phone and a desktop show."""

import html as escaping
import json
import re
import struct

import pytest

from grader.report import html
from tests.browser import CHROMIUM, chromium
from tests.reports import HOSTILE, hostile, sample

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

# Every element that sticks out of its page to the right, unless something around it scrolls or cuts.
MEASURE = """
const cuts = e => ["auto", "hidden"].includes(e.ownerDocument.defaultView.getComputedStyle(e).overflowX);
const held = e => { for (let p = e.parentElement; p; p = p.parentElement) if (cuts(p)) return true; };
const found = [...document.querySelectorAll("iframe")].map(frame => {
  const page = frame.contentDocument, wide = page.documentElement.clientWidth;
  page.querySelectorAll("details").forEach(d => d.open = true);
  const out = [...page.body.querySelectorAll("*")].filter(
    e => e.getBoundingClientRect().right > wide + 0.5 && !held(e));
  return {wide, scroll: page.documentElement.scrollWidth, out: out.map(e => e.outerHTML.slice(0, 200)),
          pictures: [...page.images].map(i => i.complete && i.naturalWidth > 0),
          columns: [...page.querySelectorAll(".compare")].map(
            e => new Set([...e.children].map(c => c.getBoundingClientRect().left)).size)};
});
document.body.innerHTML = "<pre></pre>";
document.querySelector("pre").textContent = JSON.stringify(found);
"""


def measured(folder, made, widths):
    """Show copies of a page, without its policy so that this test's script may look, and measure them."""
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made)
    frames = "".join(
        f'<iframe srcdoc="{escaping.escape(open_page)}" style="width:{w}px;height:900px;border:0"></iframe>'
        for w in widths
    )
    wrapper = folder / "wrapper.html"
    script = f"<script>addEventListener('load', () => {{{MEASURE}}})</script>"
    wrapper.write_text(f'<!doctype html><meta charset="utf-8"><body>{frames}{script}', encoding="utf-8")
    dom = chromium(folder, "--virtual-time-budget=10000", "--dump-dom", wrapper.as_uri())
    return json.loads(escaping.unescape(re.search(r"<pre>(.*)</pre>", dom, re.DOTALL)[1]))


@pytest.mark.parametrize("made", [sample(), hostile(*HOSTILE, "word " * 400)], ids=["sample", "hostile"])
def test_no_page_scrolls_sideways_on_any_screen(tmp_path, made):
    for page in measured(tmp_path, html.render(made, staff=True), (320, 360, 390, 768, 1440)):
        assert page["scroll"] <= page["wide"]
        assert page["out"] == []


def test_expected_and_found_are_stacked_on_a_phone_and_beside_each_other_on_a_desktop(tmp_path):
    phone, desktop = measured(tmp_path, html.render(sample()), (360, 1440))
    assert set(phone["columns"]) == {1}
    assert set(desktop["columns"]) == {2}


def test_the_pictures_are_drawn(tmp_path):
    (page,) = measured(tmp_path, html.render(sample()), (1440,))
    assert page["pictures"] == [True, True]


def test_every_title_is_in_the_page_that_the_browser_made(tmp_path):
    html.write(sample(), tmp_path / "r.html")
    dom = escaping.unescape(chromium(tmp_path, "--dump-dom", (tmp_path / "r.html").as_uri()))
    for task in sample().tasks:
        assert task.title in dom
        assert all(verdict.title in dom for verdict in task.verdicts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desktop"])
def test_a_screenshot_fills_the_screen_in_the_readers_colours(tmp_path, size, scheme):
    html.write(sample(), tmp_path / "r.html")
    shot = tmp_path / "shot.png"
    chromium(
        tmp_path,
        f"--window-size={size[0]},{size[1]}",
        f"--blink-settings=preferredColorScheme={'0' if scheme == 'dark' else '1'}",
        f"--screenshot={shot}",
        (tmp_path / "r.html").as_uri(),
    )
    assert struct.unpack(">II", shot.read_bytes()[16:24]) == size
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed").open(shot).convert("L")
    corner = image.getpixel((2, 2))
    assert corner < 40 if scheme == "dark" else corner > 215
    assert len(image.getcolors(256)) > 50


def test_the_policy_stops_a_script_that_got_into_the_page(tmp_path):
    made = html.render(sample()).replace("</main>", "<script>document.title = 'taken'</script></main>")
    (tmp_path / "r.html").write_text(made, encoding="utf-8")
    dom = chromium(tmp_path, "--dump-dom", (tmp_path / "r.html").as_uri())
    assert "<title>4 of 13 points" in dom
