"""Every limit of grading, in one place: what a candidate, and a whole submission, may use before it is ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one candidate. CPU time decides a verdict; wall time only rescues from what uses none.

    cell_cpu, call_cpu: seconds of CPU for one cell of the notebook, and for one exchange with the examiner.
    total_cpu: seconds of CPU for the whole life of one process of the candidate.
    submission_cpu, submission_wall, forks: seconds, and candidates, for each of the two runs of a submission: the one
    that is shown, and the one that hidden tests judge. Each candidate that is lost makes the next run the cells again.
    patience: how many wall seconds are allowed for each CPU second, before the candidate is given up.
    memory: bytes of address space of one process, and bytes that all of a candidate's hold in memory together.
    file_size: bytes of one file. scratch: bytes of its working folder, in memory. files: open files of a process.
    processes: how many at once. output: characters that one cell may show. reply: bytes of one answer.
    """

    cell_cpu: float = 60.0
    call_cpu: float = 10.0
    total_cpu: float = 600.0
    submission_cpu: float = 1200.0
    submission_wall: float = 2400.0
    forks: int = 60
    patience: float = 4.0
    memory: int = 4 * 2**30
    file_size: int = 256 * 2**20
    scratch: int = 512 * 2**20
    files: int = 256
    processes: int = 400
    output: int = 2**20
    reply: int = 48 * 2**20

    def as_dict(self) -> dict[str, float]:
        """Return the limits as plain data, for the fork server."""
        return asdict(self)
