"""A check that fails: one French sentence for the learner, never a traceback."""

from __future__ import annotations

from course_utils.french import typeset


class CheckFailed(AssertionError):
    """Raised by every check that fails.

    `sentence` may be read by the learner; `detail` only by the instructor when the check was hidden; `mistake`
    is the id of the known wrong answer that was recognised; `status` is that of a verdict.
    """

    def __init__(self, sentence: str, detail: str = "", mistake: str = "", status: str = "wrong") -> None:
        self.sentence = _readable(sentence)
        self.detail = _readable(detail)
        self.mistake = mistake
        self.status = status
        super().__init__(self.sentence)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [self.sentence]


def _readable(text: str) -> str:
    """A message of the learner's may hold half a character, which no file and no screen accepts."""
    return typeset(text.encode("utf-8", "backslashreplace").decode("utf-8"))
