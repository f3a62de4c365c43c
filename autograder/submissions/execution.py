"""Running a notebook's cells in order: a candidate that is lost is replaced, and what had run is run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from autograder.course.chapter import HELP_ROLES
from autograder.run.allowance import Allowance
from autograder.run.forkserver import ForkServer
from autograder.run.remote import Candidate, CandidateLost, CellRun
from autograder.submissions.repair.layout import PlacedCell


class DefinitionMissing(Exception):
    """A cell wants a name that only a skipped demonstration binds."""


class Execution:
    """One run of `cells`, those of `skipped` left out; at a test cell, `check` is given its place and the candidate.

    `shown` has what each cell that ran came to, `lost` the cells that took their candidate with them, and `stopped`
    the place where the submission had used all that it may, None where it came to the end. A NameError about one of
    `only_in_demos` raises DefinitionMissing.
    """

    def __init__(
        self,
        cells: Sequence[PlacedCell],
        server: ForkServer,
        check: Callable[[int, Candidate], None],
        skipped: Set[int],
        only_in_demos: Set[str] = frozenset(),
    ) -> None:
        self._cells, self._server, self._check, self._skipped = cells, server, check, skipped
        self._only_in_demos = only_in_demos
        self.shown: dict[int, CellRun] = {}
        self.lost: dict[int, CandidateLost] = {}
        self.stopped: int | None = None

    def run(self, allowance: Allowance) -> None:
        """Run the cells, in as many candidates as it takes and `allowance` gives; none is left alive."""
        candidate: Candidate | None = None
        try:
            for index in range(len(self._cells)):
                if not (is_checks(self._cells[index]) or self._runs(index)):
                    continue
                if candidate is None or not candidate.alive:
                    candidate = self._again(index, allowance)
                if candidate is None:
                    self.stopped = index
                    break
                if is_checks(self._cells[index]):
                    self._check(index, candidate)
                else:
                    self._run_cell(index, candidate)
        finally:
            if candidate is not None:
                candidate.close()

    def _runs(self, index: int) -> bool:
        cell = self._cells[index]
        return cell.kind == "code" and index not in self._skipped and bool(cell.source.strip()) and not _is_help(cell)

    def _run_cell(self, index: int, candidate: Candidate) -> None:
        try:
            shown = candidate.run_cell(self._cells[index].source)
        except CandidateLost as lost:
            self.lost[index] = lost
            return
        if shown.raised == ("NameError", "Exception") and any(f"'{n}'" in shown.message for n in self._only_in_demos):
            candidate.close()
            raise DefinitionMissing
        self.shown[index] = shown

    def _again(self, until: int, allowance: Allowance) -> Candidate | None:
        """Fork a candidate and run in it what had run before `until`, cells that were lost apart.

        Return None where the submission has used all that it may.
        """
        while (candidate := self._fork(allowance)) is not None:
            for index in sorted(self.shown.keys() - self.lost.keys()):
                try:
                    candidate.run_cell(self._cells[index].source)
                except CandidateLost as lost:
                    if not allowance.spent():
                        self.lost[index] = lost
                    break
            else:
                return candidate
        return None

    def _fork(self, allowance: Allowance) -> Candidate | None:
        if allowance.refusal():
            return None
        try:
            return self._server.fork(allowance)
        except CandidateLost:  # its time went by while it was made
            return None


def is_checks(cell: PlacedCell) -> bool:
    """Tell whether the cell stands for a test cell of the chapter."""
    return cell.original is not None and cell.original.role == "checks"


def _is_help(cell: PlacedCell) -> bool:
    """The quiz and « Avant de rendre » are for the learner alone: as they came, they never run."""
    return cell.original is not None and cell.original.role in HELP_ROLES and not cell.edited
