"""Would another processor give what is recorded? The answers run again with fewer of this one's instructions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from autograder.course.folder import Course
from autograder.judge.building import Draft, draft
from autograder.judge.recording import recorded_before, unsteady
from autograder.judge.running import against, mistakes_of, run_answer
from autograder.run.forkserver import ForkServer, server_for
from course_utils.checks.session import Session


def processors() -> dict[str, Mapping[str, str]]:
    """Return what stands for other processors: a name to say, and variables for a candidate's environment.

    NumPy, OpenBLAS and PyTorch choose their kernels by the instructions they find: these hide some.
    """
    oldest = {"OPENBLAS_CORETYPE": "Nehalem", "ATEN_CPU_CAPABILITY": "default", "MKL_ENABLE_INSTRUCTIONS": "SSE4_2"}
    middle = {"OPENBLAS_CORETYPE": "Haswell", "ATEN_CPU_CAPABILITY": "avx2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"}
    features = _dispatched()
    newest = [name for name in features if name.startswith("AVX512") or name == "X86_V4"]
    return {
        "un ancien processeur (SSE)": oldest | {"NPY_DISABLE_CPU_FEATURES": " ".join(features)},
        "un processeur sans AVX-512": middle | {"NPY_DISABLE_CPU_FEATURES": " ".join(newest)},
    }


def elsewhere(course: Course, name: str, exercises: Sequence[str] = ()) -> Iterator[str]:
    """Yield a French sentence for each thing recorded that another processor would not give."""
    from tqdm import tqdm

    begun = draft(course, name)
    settings = processors().items()
    for processor, environment in tqdm(settings, desc=name, unit="processor", file=sys.stderr, disable=None):
        with server_for(begun.chapter, environment=environment) as server:
            for exercise in begun.chapter.exercises:
                if not exercise.manual and (not exercises or exercise.id in exercises):
                    for told in _differences(begun, exercise.id, server):
                        yield f"{name}/{exercise.id} : sur {processor}, {told}."


def _differences(begun: Draft, exercise: str, server: ForkServer) -> list[str]:
    stored = recorded_before(begun.stored.get(exercise))
    if stored is None:
        return ["rien n'est enregistré : lancez « course build »"]
    chapter = begun.chapter
    solution = run_answer(chapter, exercise, None, server, Session(recording=True), hidden=False)
    ran = [
        (one.id, one.sentence, run_answer(chapter, exercise, one.source, server, against(stored), hidden=False))
        for one in begun.wrong(exercise)
    ]
    return unsteady(stored, solution, mistakes_of(ran, hidden=False))


def _dispatched() -> list[str]:
    """Return the groups of instructions that NumPy chooses at run time, here."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]
