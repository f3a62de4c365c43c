"""`course build`: the texts in `notebooks/` become `source/`, `release/` and the chapters' files of the package."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.course.files import write_atomically
from autograder.course.folder import Course, chosen_chapters
from autograder.course.say import say

SUMMARY = "Construire les notebooks à partir des textes."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="chapitre à construire (sinon : tous)")
    parser.add_argument("--check", action="store_true", help="n'écrit rien : dit quels fichiers sont en retard")
    parser.add_argument("--force", action="store_true", help="relit aussi les textes qui n'ont pas changé")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.judge.building import built_files, built_without_text, glossary_of, is_current

    late: list[Path] = []
    names = chosen_chapters(course, options.chapters)
    if not names:
        say("Il n'y a pas encore de chapitre : « course new 00_debut » en commence un.")
    for position, name in enumerate(names, start=1):
        changed = {} if is_current(course, name) and not options.force else _changed_among(built_files(course, name))
        late += changed
        _write(changed, options.check)
        say(f"[{position}/{len(names)}] {name} : {_outcome(course, list(changed), options.check)}")
    beside = {} if options.chapters else _changed_among(glossary_of(course))
    late += beside
    if beside:
        _write(beside, options.check)
        say(f"Glossaire : {_outcome(course, list(beside), options.check)}")
    orphans = [] if options.chapters else built_without_text(course)
    for path in orphans:
        say(f"{path.relative_to(course.root)} ne vient d'aucun texte de notebooks/ : supprimez-le.")
    return 1 if options.check and (late or orphans) else 0


def _changed_among(built: dict[Path, bytes]) -> dict[Path, bytes]:
    return {path: content for path, content in built.items() if not path.is_file() or path.read_bytes() != content}


def _write(files: dict[Path, bytes], check: bool) -> None:
    for path, content in ({} if check else files).items():
        write_atomically(path, content)


def _outcome(course: Course, changed: list[Path], check: bool) -> str:
    files = ", ".join(str(path.relative_to(course.root)) for path in changed)
    if not files:
        return "à jour."
    return f"en retard sur le texte ({files}) : lancez « course build »." if check else f"écrit {files}."
