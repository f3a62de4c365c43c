"""What is said of an imaginary class that was graded: its table, the page to open, and the same for a machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.course.folder import Course
from autograder.course.verdict import Graded, undecided
from autograder.demo.pupils import Pupil
from autograder.report.feedback import page_path
from course_utils.french import decimal, typeset


@dataclass(frozen=True)
class Row:
    """A line of the table: a pupil, and what grading made of the work."""

    pupil: Pupil
    graded: Graded

    @property
    def deserved(self) -> bool:
        """Tell whether the mark is the one that the answers deserve."""
        return self.graded.points == self.pupil.deserved


@dataclass(frozen=True)
class Played:
    """A chapter that was graded: its name, its title, and a row a pupil."""

    name: str
    title: str
    rows: Sequence[Row]


def small_table(played: Played) -> Iterator[str]:
    """Yield the lines on a small class, and under a mark that was lost the sentence that the student reads."""
    yield ""
    yield typeset(f"{played.name} ({played.title}) : {len(played.rows)} étudiants imaginaires")
    width = _width(played.rows)
    for row in played.rows:
        yield _line(row, width)
        if sentence := _what_happened(row):
            yield f"    {sentence}"
    yield _deserved(played.rows, "méritent les réponses")


def whole_table(played: Played) -> Iterator[str]:
    """Yield the lines on a whole class, those whose file is damaged or hostile apart."""
    well = [row for row in played.rows if not row.pupil.trouble]
    trouble = [row for row in played.rows if row.pupil.trouble]
    width = _width(played.rows)
    yield ""
    yield typeset(f"{played.name} : {len(well)} étudiants imaginaires")
    yield from (_line(row, width) for row in well)
    yield _deserved(well, "méritent les réponses")
    yield typeset(f"{played.name} : {len(trouble)} fichiers abîmés ou hostiles, et ce qu'il en est advenu")
    for row in trouble:
        yield _line(row, width)
        yield f"    {_what_happened(row)}"
    yield _deserved(trouble, "mérite le reste du travail")


def small_beginning(chapters: Sequence[str]) -> str:
    """Return what a newcomer reads before the tables of small classes."""
    return typeset(
        f"Une classe imaginaire rend {' et '.join(chapters)} : du travail juste, des erreurs courantes, un fichier "
        "abîmé, un code hostile. Voici ses notes, et sous elles ce que dira à chacun sa page."
    )


def small_end(stage: Course, chapters: Sequence[Played]) -> Iterator[str]:
    """Yield what a newcomer reads after the tables: one page to open, and where to go from there."""
    name, row = _to_open_first(chapters)
    yield ""
    yield typeset(f"À ouvrir dans un navigateur, la page de {row.pupil.name} ({row.pupil.profile}) :")
    yield f"  {page_path(stage, row.pupil.name, name)}"
    yield typeset(
        "Et ensuite : « make lab » ouvre le cours ; « .venv/bin/course demo --all » note une classe bien plus grande, "
        "sur tous les chapitres et avec toutes les erreurs connues."
    )


def whole_end(stage: Course) -> str:
    """Return the last line under the tables of whole classes."""
    return typeset(f"Pages pour les étudiants : {stage.feedback}")


def _to_open_first(chapters: Sequence[Played]) -> tuple[str, Row]:
    """Return the chapter and the row whose page shows most: the first where a mistake was recognised."""
    rows = [(played.name, row) for played in chapters for row in played.rows]
    named = ((name, row) for name, row in rows if any(verdict.mistake for verdict in row.graded.verdicts))
    return next(named, rows[0])


def as_records(chapters: Iterable[Played]) -> list[dict[str, object]]:
    """Return the rows of all chapters as plain data."""
    return [
        {
            "chapter": played.name,
            "student": row.pupil.name,
            "profile": row.pupil.profile,
            "points": row.graded.points,
            "maximum": row.graded.maximum,
            "deserved": row.pupil.deserved,
            "trouble": row.pupil.trouble,
        }
        for played in chapters
        for row in played.rows
    ]


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.pupil.profile) for row in rows), default=0)


def _line(row: Row, width: int) -> str:
    points = "à voir" if undecided(row.graded) else decimal(row.graded.points)
    mark = f"{points}/{decimal(row.graded.maximum)}"
    wrong = "" if row.deserved else f"  attendu : {decimal(row.pupil.deserved)}"
    return typeset(f"  {row.pupil.name:<12} {row.pupil.profile:<{width}}  {mark:>9}{wrong}")


def _deserved(rows: Sequence[Row], by: str) -> str:
    return typeset(f"  {sum(row.deserved for row in rows)} notes sur {len(rows)} sont celles que {by}.")


def _what_happened(row: Row) -> str:
    """The first thing that the student is told, on one line; nothing where nothing was tried, or all is right.

    Of a known mistake, its sentence alone: the page tells before it what was called, and what came back.
    """
    quiet = ("correct", "to grade by hand", "not attempted")
    missed = [one.sentence for one in row.graded.verdicts if one.status not in quiet]
    told = [*row.graded.notes, *missed, typeset("Rien n'y manque.")] if row.pupil.trouble else missed
    sentence = told[0].replace("\n", " ") if told else ""
    mistake = typeset(row.pupil.mistake)
    return sentence[sentence.lower().find(mistake.lower()) :] if mistake.lower() in sentence.lower() else sentence
