"""Reading `answers/aNN_slug.py`: right answers, and wrong ones with the sentence that names the mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from autograder.course.folder import Course, CourseError

_HEAD = re.compile(
    r"# %%\s*(?P<kind>right|wrong)\s+(?P<exercise>\w+)\s+(?P<id>[\w-]+)"
    r"(?:\s+·\s+«\s*(?P<sentence>\S.*?)\s*»)?\s*"
)


@dataclass(frozen=True)
class Answer:
    """One answer, pasted as the student's cell. `sentence` says what is wrong; empty for a right answer."""

    kind: Literal["right", "wrong"]
    exercise: str
    id: str
    sentence: str
    source: str
    line: int


def answers_path(course: Course, chapter: str) -> Path:
    """Return where the answers to a chapter are."""
    return course.answers / f"a{chapter}.py"


def read_answers(course: Course, chapter: str) -> list[Answer]:
    """Return the answers to a chapter; none when the file is not there yet.

    Raises CourseError, with file and line, for a heading that cannot be read, a wrong answer without its
    sentence, or two answers with one name.
    """
    path = answers_path(course, chapter)
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    answers: list[Answer] = []
    for number, end in pairwise([*heads, len(lines)]):
        head = _HEAD.fullmatch(lines[number])
        where = f"{path}:{number + 1}"
        if head is None:
            raise CourseError(
                f"{where} : cet en-tête ne se lit pas ; écrivez « # %% right EXERCICE NOM » "
                "ou « # %% wrong EXERCICE NOM · « phrase » »."
            )
        if head["kind"] == "wrong" and not head["sentence"]:
            raise CourseError(f"{where} : une réponse fausse porte la phrase qui nomme l'erreur, entre guillemets.")
        if any((one.exercise, one.id) == (head["exercise"], head["id"]) for one in answers):
            raise CourseError(f"{where} : deux réponses à « {head['exercise']} » s'appellent « {head['id']} ».")
        source = "\n".join(lines[number + 1 : end]).strip("\n")
        kind: Literal["right", "wrong"] = "right" if head["kind"] == "right" else "wrong"
        answers.append(Answer(kind, head["exercise"], head["id"], head["sentence"] or "", source, number + 1))
    return answers
