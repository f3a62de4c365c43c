"""Running one submission: its cells in candidates, its test cells in the examiner, in the notebook's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from autograder.course.chapter import Chapter
from autograder.course.names import given_names, names_given_at, wanted_names
from autograder.course.regions import without_hidden_tests
from autograder.course.verdict import Verdict
from autograder.judge.examiner import Checks, examine
from autograder.run.allowance import Allowance
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CandidateLost, CellRun
from autograder.submissions import tell
from autograder.submissions.execution import DefinitionMissing, Execution, is_checks
from autograder.submissions.repair.layout import PlacedCell
from course_utils.checks.session import concealing
from course_utils.magics import TRANSPARENT, because_of_magic, opening_magic

Execute = Literal["needed", "all"]


@dataclass
class Run:
    """What running a notebook gives: one verdict an exercise, what each cell showed, notes for the instructor."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    shown: dict[int, CellRun] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def run_notebook(cells: Sequence[PlacedCell], chapter: Chapter, server: ForkServer, execute: Execute = "needed") -> Run:
    """Run and examine `cells`; every exercise of the chapter ends with a verdict.

    They run twice. The first time, visible checks alone call the student's code: what cells show, and what is said of
    an answer that these checks refuse, comes from there, and then no candidate is left. The second time, hidden tests
    judge the answers that passed; all that is kept of it is their verdicts, since a student's code can repeat what it
    was given. With `execute` « needed », demonstrations that the student left as they were are skipped, unless a cell
    turns out to want a name of theirs.
    """
    skipped = set() if execute == "all" else _skippable(cells)
    allowance = Allowance(server.limits)
    try:
        session = _Session(cells, chapter, server, skipped)
        session.run_clean(allowance)
    except DefinitionMissing:
        session = _Session(cells, chapter, server, set())
        session.run_clean(allowance)
    session.run_hidden_tests(Allowance(server.limits))
    return session.told()


class _Session:
    """The two runs of one submission, and what is made of them."""

    def __init__(self, cells: Sequence[PlacedCell], chapter: Chapter, server: ForkServer, skipped: set[int]) -> None:
        self.cells, self.chapter, self.server, self.skipped = cells, chapter, server, skipped
        self.checks = {cell.id: cell.source for cell in chapter.cells if cell.role == "checks"}
        self.points = {exercise.id: exercise.points for exercise in chapter.exercises}
        only_in_demos = {name for i in skipped for name in given_names(cells[i].source)}
        self.clean = Execution(cells, server, self._look, skipped, only_in_demos)
        self.verdicts: dict[str, Verdict] = {}
        self.passed: set[str] = set()  # exercises that hidden tests have to judge
        self.notes: list[str] = []

    def run_clean(self, allowance: Allowance) -> None:
        """Run the cells and the visible checks, where no hidden test has been: any number may be said of it."""
        self.clean.run(allowance)
        for index in sorted(self.clean.lost):
            if self._exercise(index) in self.passed:
                del self.clean.lost[index]  # it did end, the first time
            elif not self._cost_its_exercise(index, self.clean.lost[index]):
                self.notes.append(tell.note_lost(index, self.clean.lost[index]))
        if self.clean.stopped is not None:
            self.notes.append(tell.note_stopped(self.clean.stopped))
            self._give_up(self.clean.stopped, allowance)

    def run_hidden_tests(self, allowance: Allowance) -> None:
        """Judge what visible checks accept; what is said of this run has no number that it could have chosen."""
        tests = (index for index, cell in enumerate(self.cells) if is_checks(cell))
        wanted = [index for index in tests if self._exercise(index) in self.passed]
        if not wanted:
            return
        cells = self.cells[: wanted[-1] + 1]
        judged = Execution(cells, self.server, self._judge, self.skipped | self.clean.lost.keys())
        judged.run(allowance)
        costs = [self._cost_its_exercise(index, lost) for index, lost in sorted(judged.lost.items())]
        if not all(costs):
            self.notes.append(tell.NOTE_LOST_LATE)
        if judged.stopped is not None:
            self.notes.append(tell.NOTE_STOPPED_LATE)
            self._give_up(judged.stopped, allowance)

    def told(self) -> Run:
        """Return what comes of the two runs."""
        self._judge_written_answers()
        self._judge_absent()
        self.notes += [
            tell.note_passed_over(index, one) for index, ran in sorted(self.clean.shown.items()) for one in ran.passed
        ]
        shown = dict(self.clean.shown)
        shown |= {index: tell.output_saying(tell.lost_sentence(lost)) for index, lost in self.clean.lost.items()}
        for index, cell in enumerate(self.cells):
            if is_checks(cell):
                exercise = self._exercise(index)
                self._say_the_cause(exercise, index)
                shown[index] = tell.output_of(self.verdicts[exercise])
        return Run(self.verdicts, shown, self.notes)

    def _look(self, index: int, candidate: Candidate) -> None:
        """Let the visible checks judge: what they refuse is refused, as in the student's own notebook."""
        exercise, source = self._exercise(index), self._source(index)
        seen = without_hidden_tests(source)
        if exercise in map(self._exercise, self.clean.lost):
            return
        verdict = examine(Checks(exercise, self.points[exercise], seen), candidate, self._answer_run(exercise))
        if verdict.status == "correct" and seen != source:
            self.passed.add(exercise)
        else:
            self.verdicts[exercise] = verdict

    def _judge(self, index: int, candidate: Candidate) -> None:
        """Let the whole test cell judge an answer that the visible checks have accepted."""
        exercise = self._exercise(index)
        if exercise not in self.passed:
            return
        checks = Checks(exercise, self.points[exercise], self._source(index))
        with concealing():
            self.verdicts[exercise] = examine(checks, candidate, self._answer_run(exercise))

    def _cost_its_exercise(self, index: int, lost: CandidateLost) -> bool:
        """A cell that takes its candidate with it costs its own exercise, if it has one; return whether it has."""
        exercise = self._exercise(index)
        if not exercise:
            return False
        verdict = tell.lost_verdict(exercise, self.points[exercise], lost)
        self.verdicts.setdefault(exercise, verdict)  # what is judged stays, should the cell not end when it runs again
        return True

    def _give_up(self, index: int, allowance: Allowance) -> None:
        """Judge what comes from `index` on, in a submission that has used all that it may."""
        for later in range(index, len(self.cells)):
            if is_checks(self.cells[later]):
                exercise = self._exercise(later)
                verdict = tell.spent_verdict(exercise, self.points[exercise], allowance.refusal())
                self.verdicts.setdefault(exercise, verdict)

    def _say_the_cause(self, exercise: str, until: int) -> None:
        """Where an exercise fails for what ran, or did not run, before its checks: say so.

        All of it comes from texts and from the clean run.
        """
        verdict = self.verdicts[exercise]
        answer = self._answer(exercise)
        if verdict.status not in ("wrong", "raised", "missing"):
            return
        magic = opening_magic(self.cells[answer].source) if answer is not None else ""
        if magic and magic not in TRANSPARENT:
            self.verdicts[exercise] = replace(verdict, status="raised", sentence=because_of_magic(magic), mistake="")
        else:
            sentence = " ".join([verdict.sentence, *islice(self._causes(verdict, until), 1)])
            self.verdicts[exercise] = replace(verdict, sentence=sentence)

    def _causes(self, verdict: Verdict, until: int) -> Iterator[str]:
        """Yield what is to be said of each cell before `until` that should have given a name which an answer wants."""
        own = [c for c in self.cells[:until] if c.original is not None and c.original.exercise == verdict.exercise]
        wanted = {name for cell in own if cell.kind == "code" for name in wanted_names(cell.source)}
        for index, cell in enumerate(self.cells[:until]):
            ran = self.clean.shown.get(index)
            if ran is None or is_checks(cell):
                continue
            names = wanted | (given_names(cell.source) if cell in own else set())
            lines = [one.line for one in ran.passed if names_given_at(cell.source, one.line) & names]
            if lines:
                yield tell.because_passed_over(index, cell.source, lines)
            elif ran.raised and cell not in own and verdict.exercise not in self.passed:
                lacking = {name for name in given_names(cell.source) & wanted if _is_named(name, verdict)}
                if lacking:
                    yield tell.because_stopped(index, ran.raised[0], min(lacking))

    def _exercise(self, index: int) -> str:
        original = self.cells[index].original
        return original.exercise if original is not None else ""

    def _source(self, index: int) -> str:
        original = self.cells[index].original
        assert original is not None
        return self.checks[original.id]

    def _answer(self, exercise: str) -> int | None:
        """Return the place of an exercise's answer, None where it has none."""
        places = (i for i, cell in enumerate(self.cells) if self._exercise(i) == exercise and not is_checks(cell))
        return next(places, None)

    def _answer_run(self, exercise: str) -> CellRun | None:
        answer = self._answer(exercise)
        return None if answer is None else self.clean.shown.get(answer)

    def _judge_written_answers(self) -> None:
        for exercise in self.chapter.exercises:
            if exercise.manual:
                answers = [c for c in self.cells if c.original is not None and c.original.exercise == exercise.id]
                self.verdicts[exercise.id] = tell.written_verdict(exercise.id, exercise.points, answers)

    def _judge_absent(self) -> None:
        for exercise in self.chapter.exercises:
            if exercise.id not in self.verdicts:
                self.verdicts[exercise.id] = tell.absent_verdict(exercise.id, exercise.points)


def _is_named(name: str, verdict: Verdict) -> bool:
    """Tell whether an error was about this name."""
    return f"`{name}`" in verdict.sentence or f"'{name}'" in f"{verdict.sentence} {verdict.detail}"


def _is_untouched_demo(cell: PlacedCell) -> bool:
    return cell.original is not None and cell.original.role == "demo" and not cell.edited


def _skippable(cells: Sequence[PlacedCell]) -> set[int]:
    """Return the demonstrations that may be skipped: all or none.

    A student's function that names what only a demonstration binds would stop when it is called, long after.
    """
    demos = {index for index, cell in enumerate(cells) if _is_untouched_demo(cell)}
    others = [cell.source for index, cell in enumerate(cells) if cell.kind == "code" and index not in demos]
    bound = {name for source in others for name in given_names(source)}
    wanted = {name for source in others for name in wanted_names(source)}
    return set() if any(given_names(cells[index].source) & (wanted - bound) for index in demos) else demos
