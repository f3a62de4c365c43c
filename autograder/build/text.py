"""Reading a chapter's text (MyST Markdown) into records that remember their line."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

from autograder.course.folder import Course, CourseError

ROLES = {
    "setup": "code",
    "demo": "code",
    "stub+solution": "code",
    "checks": "code",
    "manual": "markdown",
    "hints": "markdown",
    "figures": "code",
    "quiz": "code",
    "review": "code",
}
GRADED = ("checks", "manual")
EXERCISE_ROLES = ("stub+solution", "checks", "manual", "hints")
WRITTEN_ROLES = ("figures", "quiz", "review")  # what the author gives there is no Python: the builder reads it
FOLDABLE_ROLES = (None, "demo")
BEFORE_ANY_EXERCISE = "intro"  # what cells before the first exercise are named after
_KEYS = {"exercise", "role", "points", "tags", "folded"}
_HEADER_KEYS = {"jupytext", "kernelspec", "language_info", "course"}
_COURSE_KEYS = {"title", "points", "minutes", "earlier"}
_DIGEST = re.compile(r"[0-9a-f]{12}")
_LANGUAGES = ("", "ipython3", "python3", "python")
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")  # no dash: « average-checks » is the builder's
_FOLDED_TITLE = re.compile(r"# \S")
_ID_LENGTH = 40  # a cell's id is at most 64 characters long, « -solution » included


class AuthorError(CourseError):
    """A mistake in a chapter's text: the file, the line (from 1) and one French sentence."""

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(f"{path}:{line}: {sentence}")
        self.path, self.line, self.sentence = path, line, sentence


@dataclass(frozen=True)
class TextCell:
    """A cell as its author wrote it; `line` is that of the first line of `source` in the file, from 1."""

    kind: Literal["markdown", "code"]
    source: str
    line: int
    role: str = ""
    exercise: str = ""
    points: float | None = None
    tags: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True)
class Header:
    """What the text says of itself; `reading` and `doing` are minutes, `line` that of the `course` block.

    `earlier` are digests of releases in the field that had the same text: their notebooks are of this release.
    """

    title: str
    points: float
    reading: float
    doing: float
    line: int
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A chapter's text: `path` is written in messages as it stands."""

    name: str
    path: Path
    header: Header
    cells: tuple[TextCell, ...]

    def refuse(self, line: int, sentence: str) -> NoReturn:
        """Raise AuthorError at `line` of this text."""
        raise AuthorError(self.path, line, sentence)

    def refuse_cell(self, cell: TextCell, sentence: str, line: int = 1) -> NoReturn:
        """Raise AuthorError at `line` (from 1) of `cell`."""
        raise AuthorError(self.path, cell.line + line - 1, sentence)


def read_text(course: Course, name: str) -> Text:
    """Return the chapter `name` of `course`; raise CourseError, AuthorError when its structure is wrong."""
    path = course.notebooks / f"{name}.md"
    shown = path.relative_to(course.root)
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise CourseError(f"Il n'y a pas de texte {shown} : créez-le avec « course new {name} ».") from error
    except OSError as error:
        raise CourseError(f"Impossible de lire {shown} : {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise AuthorError(shown, line, "ce n'est pas de l'UTF-8 : enregistrez le texte dans cet encodage.") from error
    return parse_text(name, shown, content)


def parse_text(name: str, path: Path, content: str) -> Text:
    """Return the record of a text; raise AuthorError on a header, a key, a role or a value that is not known."""
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = content.split("\n")
    _refuse_open_fence(path, lines)
    notebook = _notebook(path, content)
    starts = notebook.metadata.pop("source_map")
    notebook.metadata.pop("jupyter", None)  # jupytext's note on the language of the fences
    header = _header(path, lines, notebook.metadata)
    cells = tuple(_cell(path, lines, raw, start) for raw, start in zip(notebook.cells, starts, strict=True))
    return Text(name, path, header, cells)


def _notebook(path: Path, content: str) -> Any:
    """Return jupytext's notebook, with the line of each cell in its metadata."""
    import yaml
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook
    from nbformat import ValidationError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # « python » beside « ipython3 » is no matter
            return myst_to_notebook(content, add_source_map=True)
    except (MystMetadataParsingError, yaml.YAMLError) as error:
        found = re.search(r"at line (\d+)", str(error))
        mark = getattr(error, "problem_mark", None) or getattr(error.__context__, "problem_mark", None)
        line = int(found[1]) if found else mark.line + 2 if mark else 1
        reason = "les options de cette cellule ne se lisent pas" if found else "l'en-tête ne se lit pas"
        raise AuthorError(path, line, f"{reason} : vérifiez la syntaxe (`clé: valeur`).") from error
    except (ValidationError, ValueError, TypeError, AttributeError) as error:
        raise AuthorError(
            path, 1, "l'en-tête ou les options d'une cellule ne se lisent pas : vérifiez la syntaxe (`clé: valeur`)."
        ) from error


def _refuse_open_fence(path: Path, lines: list[str]) -> None:
    """A code cell that is never closed would swallow the rest of the chapter without a word."""
    opened, mark = 0, ""
    for number, line in enumerate(lines, start=1):
        fence = re.match(r" {0,3}(`{3,}|~{3,})(.*)$", line)
        if not fence or (fence[1][0] == "`" and "`" in fence[2]):
            continue
        if not opened:
            opened, mark = number, fence[1]
            language = fence[2].partition("{code-cell}")[2].strip()
            if language not in _LANGUAGES:
                raise AuthorError(path, number, f"une cellule de code s'ouvre par `{mark}{{code-cell}} ipython3`.")
        elif fence[1][0] == mark[0] and len(fence[1]) >= len(mark) and not fence[2].strip():
            opened = 0
        elif fence[2].startswith("{"):
            raise AuthorError(path, opened, f"ce bloc n'est pas refermé : ajoutez {mark} avant la ligne {number}.")
    if opened:
        raise AuthorError(path, opened, f"ce bloc n'est pas refermé : ajoutez {mark} après sa dernière ligne.")


def _header(path: Path, lines: list[str], metadata: Mapping[str, Any]) -> Header:
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith("course:")), 1)

    def refuse(sentence: str) -> NoReturn:
        raise AuthorError(path, line, sentence)

    if not lines or lines[0].rstrip() != "---":
        refuse("il manque l'en-tête : le texte commence par `---`, des réglages, puis `---`.")
    for key in sorted(set(metadata) - _HEADER_KEYS):
        refuse(f"« {key} » n'est pas un réglage de l'en-tête (au choix : {', '.join(sorted(_HEADER_KEYS))}).")
    course = metadata.get("course")
    if not isinstance(course, Mapping):
        refuse("il manque dans l'en-tête `course: {title: …, points: …, minutes: {reading: …, doing: …}}`.")
    for key in sorted(set(course) - _COURSE_KEYS):
        refuse(f"« {key} » n'est pas un réglage de `course` (au choix : {', '.join(sorted(_COURSE_KEYS))}).")
    title: Any = course.get("title")
    points: Any = course.get("points")
    minutes: Any = course.get("minutes")
    if not isinstance(title, str) or not title.strip():
        refuse("il manque le titre du chapitre (`title`) dans `course`.")
    if not _is_number(points) or points <= 0:
        refuse("il manque le total des points (`points`, un nombre positif) dans `course`.")
    if not isinstance(minutes, Mapping) or set(minutes) != {"reading", "doing"}:
        refuse("il manque les durées dans `course` : `minutes: {reading: …, doing: …}`.")
    if not all(_is_number(value) and value >= 0 for value in minutes.values()):
        refuse("les durées `reading` et `doing` sont des nombres de minutes.")
    earlier: Any = course.get("earlier", [])
    if not isinstance(earlier, list) or not all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in earlier):
        refuse("`earlier` est une liste d'empreintes de versions : douze chiffres hexadécimaux entre guillemets.")
    return Header(title.strip(), points, minutes["reading"], minutes["doing"], line, tuple(earlier))


def _cell(path: Path, lines: list[str], raw: Any, start: int) -> TextCell:
    options: Any = raw.metadata
    source = raw.source
    line = _first_line(lines, source, start)

    def refuse(sentence: str) -> NoReturn:
        # For a code cell `start` is the line of its fence; options of a written answer stand above its text.
        raise AuthorError(path, _opening(lines, line) if raw.cell_type == "markdown" else start, sentence)

    if raw.cell_type == "raw":
        refuse("les cellules brutes (`{raw-cell}`) n'ont pas de place dans un chapitre : écrivez du Markdown.")
    for key in sorted(set(options) - _KEYS):
        refuse(f"« {key} » n'est pas une option de cellule (au choix : {', '.join(sorted(_KEYS))}).")
    role, exercise, points, tags = (options.get(key) for key in ("role", "exercise", "points", "tags"))
    if role is not None and role not in ROLES:
        refuse(f"« {role} » n'est pas un rôle (au choix : {', '.join(ROLES)}).")
    if role is not None and ROLES[role] != raw.cell_type:
        refuse(f"le rôle « {role} » est celui d'une cellule {'de code' if ROLES[role] == 'code' else 'Markdown'}.")
    if role in EXERCISE_ROLES and exercise is None:
        refuse(f"une cellule « {role} » dit de quel exercice elle est : ajoutez l'option `exercise`.")
    if exercise is not None and role not in EXERCISE_ROLES:
        refuse(f"une cellule d'exercice a un rôle : {', '.join(EXERCISE_ROLES)}.")
    if exercise is not None and (not isinstance(exercise, str) or not _ID.fullmatch(exercise)):
        refuse(
            f"« {exercise} » n'est pas un nom d'exercice : des minuscules, des chiffres et des tirets bas suffisent."
        )
    if exercise is not None and len(exercise) > _ID_LENGTH:
        refuse(f"« {exercise} » est trop long pour un nom d'exercice : {_ID_LENGTH} caractères au plus.")
    if exercise is not None and exercise == BEFORE_ANY_EXERCISE:
        refuse(f"« {exercise} » est un nom que le constructeur se réserve : choisissez-en un autre.")
    if points is not None and role not in GRADED:
        refuse("les points vont à une cellule « checks » ou « manual », pas à celle-ci.")
    if points is None and role in GRADED:
        refuse(f"il manque les points de l'exercice « {exercise} » : ajoutez l'option `points`.")
    if points is not None and (not _is_number(points) or points <= 0):
        refuse("les points sont un nombre positif.")
    if tags is not None and not (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)):
        refuse("les étiquettes sont une liste : `tags: [une-étiquette]`.")
    folded: Any = options.get("folded", False)
    if not isinstance(folded, bool):
        refuse("`folded` vaut `true` ou `false`.")
    if folded and (raw.cell_type != "code" or role not in FOLDABLE_ROLES):
        refuse("seule une cellule de code de la leçon se replie (`folded`) : sans rôle, ou `demo`.")
    if folded and not _FOLDED_TITLE.match(source):
        refuse("une cellule repliée commence par un commentaire qui dit ce qu'elle dessine : `# Figure : …`.")
    return TextCell(raw.cell_type, source, line, role or "", exercise or "", points, tuple(tags or ()), folded)


def _first_line(lines: list[str], source: str, start: int) -> int:
    """Return the line (from 1) where `source` begins: jupytext drops options and blank lines above it."""
    if not source:
        return start
    wanted = source.split("\n")
    for index in range(max(start - 1, 0), len(lines) - len(wanted) + 1):
        if [line.rstrip() for line in lines[index : index + len(wanted)]] == [line.rstrip() for line in wanted]:
            return index + 1
    return start


def _opening(lines: list[str], line: int) -> int:
    """Return the line of the `+++` that opens the Markdown cell whose text begins at `line`; else `line` itself."""
    above = [number for number in range(1, line) if lines[number - 1].startswith("+++")]
    between = lines[above[-1] : line - 1] if above else ["text"]
    return line if any(text.strip() for text in between) else above[-1]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
