"""Running one submission: its cells in a candidate, its test cells in the examiner, in the notebook's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Literal

from autograder.course.chapter import HELP_ROLES, Chapter
from autograder.course.names import given_names, wanted_names
from autograder.course.regions import without_hidden_tests
from autograder.course.verdict import Verdict
from autograder.judge.examiner import Checks, examine
from autograder.run.allowance import Allowance
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CandidateLost, CellRun
from autograder.submissions import tell
from autograder.submissions.repair.layout import PlacedCell
from course_utils.checks.session import concealing

Execute = Literal["needed", "all"]


@dataclass
class Run:
    """What running a notebook gives: one verdict an exercise, what each cell showed, notes for the instructor."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    shown: dict[int, CellRun] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _DefinitionMissing(Exception):
    """A cell wants a name that only a skipped demonstration binds."""


def run_notebook(cells: Sequence[PlacedCell], chapter: Chapter, server: ForkServer, execute: Execute = "needed") -> Run:
    """Run and examine `cells`; every exercise of the chapter ends with a verdict.

    With `execute` « needed », demonstrations that the student left as they were are skipped, unless a cell turns
    out to want a name of theirs.
    """
    skipped = set() if execute == "all" else _skippable(cells)
    allowance = Allowance(server.limits)
    try:
        return _Session(cells, chapter, server, skipped, allowance).run()
    except _DefinitionMissing:
        return _Session(cells, chapter, server, set(), allowance).run()


class _Session:
    """One pass over the cells; a candidate that is lost is replaced, and what had run is run again."""

    def __init__(
        self, cells: Sequence[PlacedCell], chapter: Chapter, server: ForkServer, skipped: set[int], allowance: Allowance
    ) -> None:
        self.cells, self.chapter, self.server, self.skipped, self.allowance = cells, chapter, server, skipped, allowance
        self.only_in_demos = {name for i in skipped for name in given_names(cells[i].source)}
        self.checks = {cell.id: cell for cell in chapter.cells if cell.role == "checks"}
        self.points = {exercise.id: exercise.points for exercise in chapter.exercises}
        self.result = Run()
        self.lost_cells: set[int] = set()
        self.examined = False
        self.late: set[int] = set()  # what showed or said something where hidden tests had been

    def run(self) -> Run:
        candidate: Candidate | None = None
        try:
            for index, cell in enumerate(self.cells):
                if candidate is None or not candidate.alive:
                    candidate = self._again(index)
                if candidate is None:
                    self._give_up(index)
                    break
                if self._is_checks(index):
                    self._examine(index, candidate)
                    self.examined = True
                elif cell.kind == "code" and index not in self.skipped and cell.source.strip() and not _is_help(cell):
                    self._run_cell(index, candidate)
        finally:
            if candidate is not None:
                candidate.close()
        self._show_again()
        self._note_passed_over()
        self._say_what_was_passed_over()
        self._judge_written_answers()
        self._judge_absent()
        return self.result

    def _run_cell(self, index: int, candidate: Candidate) -> None:
        cell = self.cells[index]
        try:
            shown = candidate.run_cell(cell.source)
        except CandidateLost as lost:
            self._cell_lost(index, lost)
            return
        if shown.raised == ("NameError", "Exception") and any(f"'{n}'" in shown.message for n in self.only_in_demos):
            candidate.close()
            raise _DefinitionMissing
        self.result.shown[index] = shown
        if self.examined and (shown.outputs or shown.passed):
            self.late.add(index)

    def _cell_lost(self, index: int, lost: CandidateLost) -> None:
        """A cell that takes its candidate with it costs its own exercise; the rest goes on without it."""
        cell = self.cells[index]
        self.lost_cells.add(index)
        sentence = tell.lost_sentence(lost)
        self.result.shown[index] = tell.output_saying(sentence)
        if self.examined:
            self.late.add(index)
        exercise = cell.original.exercise if cell.original is not None else ""
        if exercise:
            maximum = self.points[exercise]
            verdict = Verdict(exercise, lost.status, 0.0, maximum, sentence, lost.detail)  # type: ignore[arg-type]
            self.result.verdicts.setdefault(exercise, verdict)  # what is judged stays, should a second run not end
        elif not self.examined:
            self.result.notes.append(f"Cellule {index + 1} : {sentence}")
        elif (note := tell.note_lost_late()) not in self.result.notes:
            self.result.notes.append(note)

    def _examine(self, index: int, candidate: Candidate) -> None:
        original = self.cells[index].original
        assert original is not None
        exercise = original.exercise
        if exercise not in self.result.verdicts:
            checks = Checks(exercise, self.points[exercise], self.checks[original.id].source)
            with concealing() if self.examined else nullcontext():
                verdict = examine(checks, candidate, self._answer_run(exercise))
            self.result.verdicts[exercise] = verdict
            if self.examined and verdict.status in ("wrong", "raised"):
                self.late.add(index)
        self.result.shown[index] = tell.output_of(self.result.verdicts[exercise])

    def _again(self, until: int) -> Candidate | None:
        """Fork a candidate and run in it what had run before `until`, cells that were lost apart.

        Return None where the submission has used all that it may.
        """
        while (candidate := self._fork()) is not None:
            for index in self._ran(until):
                try:
                    candidate.run_cell(self.cells[index].source)
                except CandidateLost as lost:
                    if not self.allowance.spent():
                        self._cell_lost(index, lost)
                    break
            else:
                return candidate
        return None

    def _fork(self) -> Candidate | None:
        if self.allowance.refusal():
            return None
        try:
            return self.server.fork(self.allowance)
        except CandidateLost:  # its time went by while it was made
            return None

    def _ran(self, until: int) -> list[int]:
        """The cells before `until` that have run, and can run again."""
        ran = [index for index in range(until) if index in self.result.shown and index not in self.lost_cells]
        return [index for index in ran if not self._is_checks(index)]

    def _give_up(self, index: int) -> None:
        """Judge what comes from `index` on, in a submission that has used all that it may."""
        why = self.allowance.refusal()
        where = "" if self.examined else f" à la cellule {index + 1}"  # hidden tests could have steered the number
        self.result.notes.append(f"Arrêt{where} : le notebook a épuisé le temps qui lui est accordé.")
        for later in range(index, len(self.cells)):
            original = self.cells[later].original
            if original is not None and original.role == "checks":
                exercise = original.exercise
                self.result.verdicts.setdefault(exercise, tell.spent_verdict(exercise, self.points[exercise], why))
                self.result.shown[later] = tell.output_of(self.result.verdicts[exercise])

    def _show_again(self) -> None:
        """Replace what cells showed where hidden tests had been, whose inputs a student's code can repeat.

        They run once more, in a candidate that no hidden test has called; so do visible checks, which could say
        nothing of what they got.
        """
        if not self.late:
            return
        for index in self.late:
            self._hide(index)
        left = sorted({*self._ran(max(self.late)), *self.late})
        while left and (candidate := self._fork()) is not None:
            left = self._show_until_lost(left, candidate)
        if any(not self._is_checks(index) for index in set(left) & self.late):
            self.result.notes.append(tell.note_not_shown())

    def _hide(self, index: int) -> None:
        """Say nothing of the cell at `index` that its submission's code could have chosen."""
        if not self._is_checks(index):
            self.result.shown[index] = tell.output_not_shown()
            return
        original = self.cells[index].original
        assert original is not None
        verdict = self.result.verdicts[original.exercise]
        if verdict.status == "raised":
            self.result.verdicts[original.exercise] = replace(verdict, sentence=tell.raised_late())
            self.result.shown[index] = tell.output_of(self.result.verdicts[original.exercise])

    def _show_until_lost(self, indices: list[int], candidate: Candidate) -> list[int]:
        """Run and show these cells; return those that a candidate must still run, once one has taken this away."""
        try:
            for index in indices:
                if self._is_checks(index):
                    self._tell_again(index, candidate)
                    if not candidate.alive:
                        return _beyond(indices, index, self._is_checks)
                    continue
                shown = candidate.run_cell(self.cells[index].source)
                if index in self.late:
                    self.result.shown[index] = shown
        except CandidateLost as lost:
            self.result.shown[index] = tell.output_saying(tell.lost_sentence(lost))
            return _beyond(indices, index, self._is_checks)
        finally:
            candidate.close()
        return []

    def _tell_again(self, index: int, candidate: Candidate) -> None:
        """Say what the visible checks say to a clean candidate, where it fails them as it did."""
        original = self.cells[index].original
        assert original is not None
        exercise = original.exercise
        verdict = self.result.verdicts[exercise]
        seen = Checks(exercise, verdict.maximum, without_hidden_tests(self.checks[original.id].source))
        again = examine(seen, candidate, self._answer_run(exercise))
        if again.status == verdict.status:
            self.result.verdicts[exercise] = replace(verdict, sentence=again.sentence)
            self.result.shown[index] = tell.output_of(self.result.verdicts[exercise])

    def _note_passed_over(self) -> None:
        """After `_show_again`: no line here comes from a candidate that a hidden test had called."""
        for index, shown in sorted(self.result.shown.items()):
            source = self.cells[index].source
            self.result.notes += [tell.note_passed_over(index, source, line) for line in shown.passed]

    def _say_what_was_passed_over(self) -> None:
        """Where an exercise fails, name the lines passed over that would have given a name which it wants."""
        for index, cell in enumerate(self.cells):
            if not self._is_checks(index) or cell.original is None:
                continue
            verdict = self.result.verdicts[cell.original.exercise]
            if verdict.status not in ("wrong", "raised", "missing"):
                continue
            for before, lines in self._passed_over(verdict.exercise, index):
                sentence = tell.because_passed_over(verdict.sentence, before, self.cells[before].source, lines)
                self.result.verdicts[verdict.exercise] = replace(verdict, sentence=sentence)
                self.result.shown[index] = tell.output_of(self.result.verdicts[verdict.exercise])
                break

    def _passed_over(self, exercise: str, until: int) -> Iterator[tuple[int, list[int]]]:
        own = [c for c in self.cells[:until] if c.original is not None and c.original.exercise == exercise]
        wanted = {name for cell in own if cell.kind == "code" for name in wanted_names(cell.source)}
        for index in range(until):
            cell = self.cells[index]
            lines = cell.source.split("\n")
            names = wanted | (given_names(cell.source) if cell in own else set())
            passed = self.result.shown[index].passed if index in self.result.shown else ()
            if found := [n for n in passed if given_names(lines[n - 1].strip()) & names]:
                yield index, found

    def _answer_run(self, exercise: str) -> CellRun | None:
        for index, cell in enumerate(self.cells):
            if cell.original is not None and cell.original.exercise == exercise and cell.original.role != "checks":
                return self.result.shown.get(index)
        return None

    def _is_checks(self, index: int) -> bool:
        original = self.cells[index].original
        return original is not None and original.role == "checks"

    def _judge_written_answers(self) -> None:
        for exercise in self.chapter.exercises:
            if exercise.manual:
                answers = [c for c in self.cells if c.original is not None and c.original.exercise == exercise.id]
                self.result.verdicts[exercise.id] = tell.written_verdict(exercise.id, exercise.points, answers)

    def _judge_absent(self) -> None:
        for exercise in self.chapter.exercises:
            if exercise.id not in self.result.verdicts:
                self.result.verdicts[exercise.id] = tell.absent_verdict(exercise.id, exercise.points)


def _beyond(indices: list[int], lost: int, told: Callable[[int], bool]) -> list[int]:
    """Return the cells to run again where the one at `lost` is left out, and what was told; none if nothing is new."""
    left = [index for index in indices if index > lost or (index < lost and not told(index))]
    return left if any(index > lost for index in left) else []


def _is_help(cell: PlacedCell) -> bool:
    """The quiz and « Avant de rendre » are for the learner alone: as they came, they never run."""
    return cell.original is not None and cell.original.role in HELP_ROLES and not cell.edited


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
