"""The known mistakes of hidden checks: found once a session, when a first submission fails."""

from __future__ import annotations

from autograder.course.answers import read_answers
from autograder.course.chapter import Chapter
from autograder.course.folder import Course
from autograder.judge.references import References
from autograder.judge.running import against, mistakes_of, run_answer
from autograder.run.forkserver import ForkServer
from course_utils.checks.judge import Page
from course_utils.checks.stored import Mistake, stored_exercise


class KnownMistakes:
    """Called with a page, returns the mistakes that are known there: those stored for visible checks, else our own."""

    def __init__(
        self, course: Course, chapter: Chapter, server: ForkServer, references: References, salt: str = ""
    ) -> None:
        self._chapter, self._server, self._references, self._salt = chapter, server, references, salt
        self._answers = [one for one in read_answers(course, chapter.name) if one.kind == "wrong"]
        self._found: dict[str, list[Mistake]] = {}

    def __call__(self, page: Page) -> list[Mistake]:
        stored = stored_exercise(page.exercise)
        if not page.hidden:
            return list(stored.mistakes) if stored else []
        exercise = page.exercise.partition("/")[2]
        if exercise not in self._found:
            session = against(stored, self._salt, self._references)
            answers = [one for one in self._answers if one.exercise == exercise]
            ran = [
                (one.id, one.sentence, run_answer(self._chapter, exercise, one.source, self._server, session))
                for one in answers
            ]
            self._found[exercise] = mistakes_of(ran, hidden=True)
        return self._found[exercise]
