"""The known mistakes of hidden checks: run once a session, when a first submission fails."""

from __future__ import annotations

from autograder.course.answers import read_answers
from autograder.course.chapter import Chapter
from autograder.course.folder import Course
from autograder.judge.recording import hidden_mistakes
from autograder.run.forkserver import ForkServer
from course_utils.chapters.stored import Mistake


class KnownMistakes:
    """Called with « chapter/exercise », returns what each known wrong answer does at its hidden checks."""

    def __init__(self, course: Course, chapter: Chapter, server: ForkServer, salt: str = "") -> None:
        self._chapter, self._server, self._salt = chapter, server, salt
        self._answers = [one for one in read_answers(course, chapter.name) if one.kind == "wrong"]
        self._found: dict[str, list[Mistake]] = {}

    def __call__(self, page: str) -> list[Mistake]:
        exercise = page.partition("/")[2]
        if exercise not in self._found:
            answers = [one for one in self._answers if one.exercise == exercise]
            self._found[exercise] = hidden_mistakes(self._chapter, exercise, answers, self._server, self._salt)
        return self._found[exercise]
