"""A check that fails: what was called, what came, what is expected and why, in French, never a traceback."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from course_utils.french import typeset

# Lower-case words that are names in a formula or in code: a sentence that begins with one keeps it as it is.
_NAMES = (
    *("adam", "argmax", "argmin", "axis", "batch", "bool", "cos", "dict", "dtype", "dw", "dx", "dy", "exp", "float"),
    *("gelu", "if", "inf", "int", "len", "ln", "log", "lr", "max", "min", "nan", "np", "numpy", "print", "pytorch"),
    *(
        "range",
        "relu",
        "return",
        "rng",
        "scikit",
        "self",
        "sgd",
        "sin",
        "softmax",
        "sqrt",
        "std",
        "sum",
        "tanh",
        "torch",
    ),
)
_FRENCH = re.compile(r"à(?=\s)|([a-zß-öø-ÿœ]{2,})(?=[\s,:;.…'’\u2011-]|$)|[cdjlmnst]['’](?=[a-zß-öø-ÿœ]{2})")


@dataclass(frozen=True)
class Facts:
    """What is to be told of one outcome that differs.

    `discreet` and `detail` are clauses: what may be said of a hidden check, and what happened in one line. `called`,
    `got` and `expected` are the same with one thing a line; empty where a check is no call.
    """

    discreet: str
    detail: str
    called: str = ""
    got: str = ""
    expected: str = ""


class CheckFailed(AssertionError):
    """Raised by every check that fails.

    `fact` says what happened; `diagnosis` the mistake that explains it; `hint` what to try. `sentence` is all three
    on one line and may be read by the learner; `headline`, `called`, `got` and `expected` are the fact in pieces,
    empty on a page that shows no value. `detail` is for the instructor when the check was hidden; `mistake` is the
    id of the known wrong answer that was recognised; `status` is that of a verdict.
    """

    def __init__(
        self,
        fact: str,
        detail: str = "",
        mistake: str = "",
        status: str = "wrong",
        *,
        diagnosis: str = "",
        hint: str = "",
        shown: Facts | None = None,
    ) -> None:
        self.fact, self.diagnosis, self.hint = _readable(fact), _readable(diagnosis), _readable(hint)
        self.headline = _readable(as_sentence(shown.discreet)) if shown else ""
        self.called, self.got, self.expected = (
            (_readable(shown.called), _readable(shown.got), _readable(shown.expected)) if shown else ("", "", "")
        )
        self.detail = _readable(detail)
        self.mistake = mistake
        self.status = status
        self.told = False  # on a learner's page, as HTML
        self.sentence = " ".join(part for part in (self.diagnosis, self.fact, self.hint) if part)
        super().__init__(self.sentence)

    def text(self) -> str:
        """Return the failure for a screen without a front end: the diagnosis, then one thing a line, then the hint."""
        lines = [typeset(f"{name} : {value}") for name, value in self._rows()]
        return "\n".join(part for part in (self._first(), *lines, self.hint) if part)

    def html(self) -> str:
        """Return the failure for a front end, light or dark: a sign, the diagnosis in bold, code in a code font."""
        rows = "".join(
            f'<div style="padding-left:4.5em;text-indent:-4.5em"><span style="display:inline-block;min-width:4.5em;'
            f'text-indent:0;opacity:.75">{name}</span>{line_as_html(value)}</div>'
            for name, value in self._rows()
        )
        first = "<br>".join(line_as_html(line) for line in self._first().split("\n"))
        waits = self.status in ("not attempted", "missing")
        sign, colour = ("→", "var(--jp-info-color1,#1976d2)") if waits else ("✗", "var(--jp-error-color1,#d32f2f)")
        bold = f"<strong>{sign}</strong> {first}"
        more = ""
        if self.diagnosis:
            told = line_as_html(self.diagnosis)
            bold, more = f"<strong>{sign} {told}</strong>", first.removeprefix(told).removeprefix("<br>")
        hint = f'<div style="margin-top:.3em">{line_as_html(self.hint)}</div>' if self.hint else ""
        return (
            f'<div style="white-space:normal;overflow-wrap:break-word;border-left:4px solid {colour};'
            'padding:.2em 0 .2em .8em;line-height:1.5">'
            f"<div>{bold}</div>{f'<div>{more}</div>' if more else ''}{rows}{hint}</div>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def _rows(self) -> list[tuple[str, str]]:
        rows = (("appel", self.called), ("obtenu", self.got), ("attendu", self.expected))
        return [(name, value) for name, value in rows if value]

    def _first(self) -> str:
        """What stands above the three lines; what they say is not said twice."""
        if self._rows():
            return self.diagnosis or self.headline
        return "\n".join(part for part in (self.diagnosis, self.fact) if part)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return self.text().split("\n")


def as_sentence(text: str) -> str:
    """Return `text` with a capital, if it begins with a French word, and a full stop.

    A symbol, a function or code keeps its case: σ′, tanh, `x`.
    """
    word = _FRENCH.match(text)
    if word and word.group(1) not in _NAMES:
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def line_as_html(text: str) -> str:
    """Return one line of text as HTML, with what stands between backquotes in a code font."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def _readable(text: str) -> str:
    """A message of the learner's may hold half a character, which no file and no screen accepts."""
    return typeset(text.encode("utf-8", "backslashreplace").decode("utf-8"))
