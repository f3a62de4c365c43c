"""The figures' style, and the text alternative of what is shown."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib import colors
from matplotlib.ticker import PercentFormatter

from course_utils.style import STYLE, picture, show, use_style


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> object:
    """Settings and figures of a test stay in it."""
    monkeypatch.delenv("MATPLOTLIBRC", raising=False)
    with matplotlib.rc_context():
        yield
    plt.close("all")


def luminance(color: object) -> float:
    """Relative luminance of a colour, 0 to 1, as WCAG 2 defines it."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colors.to_rgb(color)]  # type: ignore[arg-type]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: object, other: object) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_style_is_read_by_matplotlib_without_a_word_and_without_loading_it_early() -> None:
    program = """if True:
        import sys
        from course_utils.style import use_style
        use_style()
        assert "matplotlib" not in sys.modules
        import matplotlib
        print(matplotlib.rcParams["axes.titlelocation"], matplotlib.rcParams["axes.prop_cycle"].by_key()["color"][0])
        """
    env = {**os.environ, "MPLBACKEND": "agg"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=env)
    assert (run.returncode, run.stdout, run.stderr) == (0, "left #0072B2\n", "")


def test_the_style_also_reaches_a_matplotlib_that_is_loaded() -> None:
    backend = matplotlib.get_backend()
    use_style()
    assert matplotlib.rcParams["axes.titlelocation"] == "left"
    assert matplotlib.get_backend() == backend
    assert "MATPLOTLIBRC" not in os.environ


def test_words_and_first_colours_stand_out_from_the_ground_of_the_figure() -> None:
    use_style()
    ground = matplotlib.rcParams["figure.facecolor"]
    for key in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color"):
        assert contrast(matplotlib.rcParams[key], ground) >= 4.5, key
    cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    assert all(contrast(color, ground) >= 3 for color in cycle[:3])
    assert colors.to_rgba(ground)[3] == 1, "a transparent ground would lose the text in a dark theme"


def test_the_style_sets_no_backend() -> None:
    assert "backend" not in STYLE.read_text(encoding="utf-8")


def image_attributes(page: str) -> dict[str, str | None]:
    found: list[dict[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append(dict(attributes))  # type: ignore[method-assign]
    parser.feed(page)
    assert len(found) == 1
    return found[0]


def test_a_picture_is_an_image_with_its_alternative_and_says_it_in_plain_text() -> None:
    figure, axes = plt.subplots(figsize=(5, 3))
    axes.plot([0, 1], [0, 1])
    shown = picture(figure, 'Une droite "montante" : de <0> à 1.')
    attributes = image_attributes(shown._repr_html_())
    assert attributes["alt"] == repr(shown) == 'Une droite "montante"\xa0: de <0> à 1.'
    assert attributes["width"] == "480"
    assert (attributes["src"] or "").startswith("data:image/png;base64,")
    height, width, _ = plt.imread(BytesIO(shown.png)).shape
    assert (width, height) == (960, 576)


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_figure_without_a_description_is_refused(alt: str) -> None:
    figure, _ = plt.subplots()
    with pytest.raises(ValueError, match="Décrivez la figure"):
        show(figure, alt)


def test_numbers_on_the_axes_get_a_decimal_comma_unless_the_author_chose_a_format() -> None:
    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1])
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    chosen = axes.yaxis.get_major_formatter()
    picture(figure, "Une droite.")
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert "0,2" in labels
    assert not any("." in label for label in labels)
    assert axes.yaxis.get_major_formatter() is chosen


def test_a_decimal_comma_in_a_formula_is_not_spaced() -> None:
    figure, axes = plt.subplots()
    axes.ticklabel_format(useMathText=True)
    axes.plot([0, 1], [0, 1])
    picture(figure, "Une droite.")
    assert any("0{,}2" in label.get_text() for label in axes.get_xticklabels())


def test_a_figure_that_was_shown_is_not_drawn_a_second_time() -> None:
    figure, _ = plt.subplots()
    show(figure, "Un cadre vide.")
    assert plt.get_fignums() == []
