"""`course prove`: the answer sets against the tests."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.folder import Course, chapter_names, chosen_chapters
from autograder.course.say import say, say_as_data

if TYPE_CHECKING:
    from autograder.judge.proof import Proof

SUMMARY = "Éprouver les tests : les bonnes réponses passent, les mauvaises sont nommées."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="chapitres (par défaut : tous)")
    parser.add_argument("--exercise", action="append", default=[], metavar="EXERCICE", help="seulement cet exercice")
    parser.add_argument("--sentences", action="store_true", help="montrer ce que lit l'étudiant à chaque erreur")
    other = "dire ce qui donnerait autre chose sur un autre processeur"
    parser.add_argument("--other-cpu", action="store_true", help=other)
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.judge.other_cpu import elsewhere
    from autograder.judge.proving import prove
    from autograder.report.proofs import lines_of, summary

    # `course prove CHAPTER EXERCISE` works too: what follows the first chapter and is no chapter is an exercise.
    known, words = chapter_names(course), options.chapters
    chapters = chosen_chapters(course, words[:1] + [word for word in words[1:] if word in known])
    exercises = options.exercise + [word for word in words[1:] if word not in known]
    if options.other_cpu:
        told = 0
        for line in (line for name in chapters for line in elsewhere(course, name, exercises)):
            told += 1
            say(line)
        if not told:
            say("Rien de ce qui est enregistré ne dépend du processeur.")
        return 1 if told else 0

    def rebuilt(path: Path) -> None:
        say(f"{path.relative_to(course.root)} : reconstruit.", error=True)

    proofs: list[Proof] = []
    for name in chapters:
        for proof in prove(course, name, exercises, rebuilt):
            proofs.append(proof)
            for line in [] if options.json else lines_of(proof, sentences=options.sentences):
                say(line)
    if not options.json:
        say(summary(proofs))
    else:
        say_as_data([asdict(one) for one in proofs])
    return 1 if any(proof.misses for proof in proofs) else 0
