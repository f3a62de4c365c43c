"""`course prove`: the answer sets against the tests."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from autograder.course.chapter import load_chapter, released_notebook
from autograder.course.files import write_atomically
from autograder.course.folder import Course, CourseError, chapter_names, chosen_chapters
from course_utils.french import typeset

if TYPE_CHECKING:
    from autograder.judge.proof import Proof

SUMMARY = "Éprouver les tests : les bonnes réponses passent, les mauvaises sont nommées."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPITRE", help="chapitres (par défaut : tous)")
    parser.add_argument("--exercise", action="append", default=[], metavar="EXERCICE", help="seulement cet exercice")
    parser.add_argument("--sentences", action="store_true", help="montrer ce que lit l'étudiant à chaque erreur")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(course: Course, options: argparse.Namespace) -> int:
    from autograder.commands.build import built_files
    from autograder.judge.proof import prove_chapter

    chapters, exercises = _wanted(course, options.chapters, options.exercise)
    proofs: list[Proof] = []
    for name in chapters:
        for path, content in built_files(course, name).items():
            if not path.is_file() or path.read_bytes() != content:
                write_atomically(path, content)
                print(typeset(f"{path.relative_to(course.root)} : reconstruit."), file=sys.stderr)
        chapter = load_chapter(course, name)
        for wanted in exercises:
            if wanted not in [one.id for one in chapter.exercises]:
                known = ", ".join(one.id for one in chapter.exercises)
                raise CourseError(f"Il n'y a pas d'exercice « {wanted} » dans {name} : il y a {known}.")
        for proof in prove_chapter(course, chapter, released_notebook(course, name), exercises):
            proofs.append(proof)
            if not options.json:
                _show(proof, options.sentences)
    if options.json:
        print(json.dumps([asdict(proof) for proof in proofs], ensure_ascii=False))
    else:
        print(summary(proofs))
    return 1 if any(proof.misses for proof in proofs) else 0


def summary(proofs: list[Proof]) -> str:
    """Return the last line: how many exercises, and how many answers did what they should."""
    right, wrong = sum(one.right for one in proofs), sum(one.wrong for one in proofs)
    accepted, rejected = sum(one.accepted for one in proofs), sum(one.rejected for one in proofs)
    named = sum(one.named for one in proofs)
    return (
        f"{len(proofs)} exercises, {accepted}/{right} right accepted, "
        f"{rejected}/{wrong} wrong rejected, {named}/{wrong} named"
    )


def _wanted(course: Course, words: list[str], exercises: list[str]) -> tuple[list[str], list[str]]:
    """`course prove CHAPTER EXERCISE` works too: what follows the first chapter and is no chapter is an exercise."""
    known = chapter_names(course)
    chapters = words[:1] + [word for word in words[1:] if word in known]
    return chosen_chapters(course, chapters), exercises + [word for word in words[1:] if word not in known]


def _show(proof: Proof, sentences: bool) -> None:
    counts = f"{proof.accepted}/{proof.right} justes acceptées, {proof.rejected}/{proof.wrong} fausses refusées"
    print(typeset(f"{proof.chapter}/{proof.exercise} : {counts}, {proof.named}/{proof.wrong} nommées"))
    for miss in proof.misses:
        print(typeset(f"  manque : {miss}"))
    if sentences:
        for answer, verdict in proof.verdicts:
            if answer.kind == "wrong":
                print(f"  {answer.id} : {verdict.sentence}")
