"""One submission's feedback as a page: a single HTML file, in French, that needs nothing else and runs no script.

It is made from public sentences, the student's own answers and what a person wrote. Test cells, their outputs and the
private details of verdicts are not even read.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.course.files import write_atomically
from autograder.course.folder import Course
from autograder.course.verdict import STATUS_FRENCH, Graded, Verdict, needs_person, undecided
from autograder.gradebook.database import ExerciseMark, Mark
from course_utils.french import decimal, typeset

_TEMPLATE = "feedback.html.j2"
_STAMP = re.compile(rb'<meta name="course-stamp" content="([0-9a-f]+)">')
_LONGEST_COLOURED = 50_000  # characters: beyond, an answer is shown without colours


@dataclass(frozen=True)
class _Badge:
    """How a result is shown and what it means; neither sign nor colour says anything that the label does not."""

    sign: str
    colour: str
    label: str
    meaning: str


def _badge(status: str, sign: str, colour: str, meaning: str) -> _Badge:
    return _Badge(sign, colour, STATUS_FRENCH[status], meaning)


_BADGES = {
    status: _badge(status, sign, colour, meaning)
    for status, sign, colour, meaning in (
        ("correct", "✓", "good", "Votre réponse passe toutes les vérifications, celles que vous voyez et les autres."),
        ("wrong", "✗", "bad", "Votre code s'exécute, mais ne donne pas toujours ce qui est attendu."),
        ("raised", "✗", "bad", "Votre code s'est arrêté sur une erreur."),
        ("too slow", "✗", "bad", "Votre code n'avait pas fini à temps : y a-t-il une boucle qui ne s'arrête pas ?"),
        ("killed", "✗", "bad", "L'exécution a été interrompue, par exemple parce que la mémoire était pleine."),
        ("unreadable", "✗", "bad", "Ce qui a été rendu n'a pas pu être lu."),
        ("not attempted", "○", "none", "La cellule est restée comme vous l'aviez reçue."),
        ("missing", "○", "none", "La cellule de cet exercice n'était pas dans le notebook rendu."),
        (
            "our fault",
            "…",
            "wait",
            "La notation n'a pas abouti, et vous n'y êtes pour rien : une personne va regarder.",
        ),
    )
}
_WAITS = _Badge("…", "wait", "lecture en attente", "Une personne va lire cette réponse et lui donner des points.")
_BY_HAND = _badge("to grade by hand", "✎", "none", "Une personne a lu cette réponse et lui a donné ces points.")


@dataclass(frozen=True)
class _Line:
    """What the page says of one exercise, ready to be shown."""

    number: int
    name: Markup
    badge: _Badge
    points: str
    maximum: str
    sentence: Markup
    answer: Markup | None
    is_text: bool
    comment: str


def page_path(course: Course, student: str, chapter: str) -> Path:
    """Return where nbgrader keeps a submission's feedback."""
    return course.feedback / student / chapter / f"{chapter}.html"


def write_page(
    course: Course,
    graded: Graded,
    title: str,
    released: dict[str, Any],
    mark: Mark | None,
    exercises: dict[str, ExerciseMark],
    *,
    force: bool = False,
) -> bool:
    """Write the page unless the one that is there says the same; return whether it was written.

    `released` is the chapter as students receive it: an answer that equals it is no answer. `mark` and `exercises`
    are the gradebook's, which win over the verdicts. Raises CourseError when the page cannot be written.
    """
    path = page_path(course, graded.student, graded.chapter)
    stamp = _stamp(course, graded, title, mark, exercises)
    if not force and _stamp_of(path) == stamp:
        return False
    page = render_page(
        graded, title, released, mark, exercises, course_title=course.settings.get("title", ""), stamp=stamp
    )
    write_atomically(path, page.encode("utf-8", "replace"))
    return True


def render_page(
    graded: Graded,
    title: str,
    released: dict[str, Any],
    mark: Mark | None,
    exercises: dict[str, ExerciseMark],
    *,
    course_title: str = "",
    stamp: str = "",
) -> str:
    """Return the page as HTML; everything that comes from the student is escaped."""
    stubs = {verdict.exercise: _answer_cell(released, verdict.exercise) for verdict in graded.verdicts}
    lines = [
        _line(number, verdict, exercises.get(verdict.exercise), graded.notebook, stubs[verdict.exercise])
        for number, verdict in enumerate(graded.verdicts, start=1)
    ]
    told = mark.told if mark else None if undecided(graded) else graded.points
    return _template().render(
        course_title=course_title,
        title=title,
        student=graded.student,
        points="" if told is None else decimal(told),
        maximum=decimal(mark.maximum if mark else graded.maximum),
        penalty=decimal(mark.penalty) if mark and mark.penalty else "",
        lines=lines,
        waiting=sum(not line.points for line in lines),
        badges=list(dict.fromkeys(line.badge for line in lines)),
        # When the program failed, notes tell its authors why: no student can do anything with that.
        notes=[] if any(verdict.status == "our fault" for verdict in graded.verdicts) else graded.notes,
        colours=Markup(_colours()),
        stamp=stamp,
    )


def _line(
    number: int,
    verdict: Verdict,
    given: ExerciseMark | None,
    notebook: dict[str, Any],
    stub: dict[str, Any] | None,
) -> _Line:
    points = given.points if given else verdict.points
    by_hand = given is not None and given.by_hand and points is not None
    cell = _answer_cell(notebook, verdict.exercise)
    answered = cell is not None and (stub is None or cell["source"].split() != stub["source"].split())
    return _Line(
        number=number,
        name=escape(verdict.exercise).replace("_", Markup("_<wbr>")),
        badge=_BY_HAND if by_hand else _WAITS if verdict.status == "to grade by hand" else _BADGES[verdict.status],
        points="" if points is None else decimal(points),
        maximum=decimal(given.maximum if given else verdict.maximum),
        sentence=Markup() if _says_nothing(verdict, by_hand) else _prose(verdict.sentence),
        answer=_answer(cell) if cell is not None and answered else None,
        is_text=cell is not None and cell["cell_type"] == "markdown",
        comment=given.comment.strip() if given else "",
    )


def _says_nothing(verdict: Verdict, by_hand: bool) -> bool:
    """Tell whether the badge says it all: a success, or an answer that « will be read » and was."""
    return verdict.status == "correct" or (by_hand and needs_person(verdict))


def _answer_cell(notebook: dict[str, Any], exercise: str) -> dict[str, Any] | None:
    """Return the cell that holds the answer to `exercise`, never a test cell."""
    for cell in notebook["cells"]:
        about = cell["metadata"].get("course", {})
        if about.get("exercise") == exercise and about.get("role") in ("stub+solution", "manual"):
            return dict(cell)
    return None


def _answer(cell: dict[str, Any]) -> Markup:
    """Return the answer as HTML: code in colours, a written text as it was typed."""
    text = cell["source"].strip("\n")
    if cell["cell_type"] != "code" or len(text) > _LONGEST_COLOURED:
        return escape(text)
    return Markup(highlight(text, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))


def _prose(sentence: str) -> Markup:
    """Return a sentence as HTML, with what stands between backquotes as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(typeset(sentence)))))


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    text = resources.files("autograder.report").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals["t"] = typeset
    return environment.from_string(text)


@lru_cache(maxsize=1)
def _colours() -> str:
    """Return the style sheet of coloured code, for a light page and for a dark one."""
    light, dark = (
        "\n".join(
            rule.partition(" /*")[0]
            for rule in HtmlFormatter(style=style).get_style_defs("pre.code").splitlines()
            if rule.startswith("pre.code .")
        )
        for style in ("xcode", "github-dark")
    )
    return (
        f"@media print, (prefers-color-scheme: light) {{\n{light}\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"
    )


def _stamp(course: Course, graded: Graded, title: str, mark: Mark | None, exercises: dict[str, ExerciseMark]) -> str:
    """Return a digest of everything the page is made from, this module and its template included."""
    made_from = [
        course.settings.get("title", ""),
        title,
        asdict(graded),
        asdict(mark) if mark else None,
        {name: asdict(exercises[name]) for name in sorted(exercises)},
    ]
    content = json.dumps(made_from, sort_keys=True, ensure_ascii=True).encode()
    return hashlib.sha256(content + _version()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _version() -> bytes:
    folder = resources.files("autograder.report")
    return folder.joinpath(_TEMPLATE).read_bytes() + folder.joinpath("feedback.py").read_bytes()


def _stamp_of(path: Path) -> str | None:
    try:
        with path.open("rb") as page:
            found = _STAMP.search(page.read(1000))
    except OSError:
        return None
    return found.group(1).decode() if found else None
