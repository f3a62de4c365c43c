"""`course build`: the texts in `notebooks/` become `source/`, `release/` and the stored outcomes of visible checks."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.course.files import write_atomically
from autograder.course.folder import Course, chapter_names, chosen_chapters
from course_utils.french import typeset

SUMMARY = "Construire les notebooks à partir des textes."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="chapitre à construire (sinon : tous)")
    parser.add_argument("--check", action="store_true", help="n'écrit rien : dit quels fichiers sont en retard")


def run(course: Course, options: argparse.Namespace) -> int:
    late: list[Path] = []
    names = chosen_chapters(course, options.chapters)
    if not names:
        print(typeset("Il n'y a pas encore de chapitre : « course new 00_debut » en commence un."))
    for position, name in enumerate(names, start=1):
        changed = {path: content for path, content in built_files(course, name).items() if _differs(path, content)}
        late += changed
        if not options.check:
            for path, content in changed.items():
                write_atomically(path, content)
        print(
            typeset(f"[{position}/{len(names)}] {name} : {_outcome(course, list(changed), options.check)}"), flush=True
        )
    orphans = [] if options.chapters else built_without_text(course)
    for path in orphans:
        print(typeset(f"{path.relative_to(course.root)} ne vient d'aucun texte de notebooks/ : supprimez-le."))
    return 1 if options.check and (late or orphans) else 0


def built_files(course: Course, name: str) -> dict[Path, bytes]:
    """Return what the files of a built chapter must hold; its visible checks are run to know what they expect."""
    from autograder.build.build import build_chapter, unstamped_notebook
    from autograder.judge.recording import record_visible

    stored = record_visible(course, unstamped_notebook(course, name), name)
    built = build_chapter(course, name, stored)
    files = {
        course.source / name / f"{name}.ipynb": built.source,
        course.release / name / f"{name}.ipynb": built.release,
    }
    return files | ({} if built.stored is None else {course.stored / f"{name}.json": built.stored})


def built_without_text(course: Course) -> list[Path]:
    """Return the built files of chapters whose text is gone: they are the author's to delete."""
    known = set(chapter_names(course))
    notebooks = [*course.source.glob("*/*.ipynb"), *course.release.glob("*/*.ipynb")]
    return sorted(path for path in [*notebooks, *course.stored.glob("*.json")] if path.stem not in known)


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content


def _outcome(course: Course, changed: list[Path], check: bool) -> str:
    files = ", ".join(str(path.relative_to(course.root)) for path in changed)
    if not files:
        return "à jour."
    return f"en retard sur le texte ({files}) : lancez « course build »." if check else f"écrit {files}."
