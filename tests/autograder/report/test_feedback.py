"""The student's page: what it says, what it never says, and that nothing in it comes alive."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from autograder.course.chapter import released_notebook
from autograder.course.folder import Course
from autograder.course.verdict import STATUS_FRENCH, Graded
from autograder.gradebook.database import ExerciseMark, Mark
from autograder.report.feedback import page_path, render_page, write_page
from course_utils.french import NARROW, NO_BREAK, typeset
from tests.autograder.gradebook.small_course import CHAPTER, graded

EVIL = "<script>alert('vu')</script>"


def page(course: Course, result: Graded, mark: Mark | None = None, marks: dict[str, ExerciseMark] | None = None) -> str:
    return render_page(result, "Prise en main", released_notebook(course, CHAPTER), mark, marks or {})


class Reader(HTMLParser):
    """Collects elements and attributes, and checks that every element is closed."""

    VOID = frozenset({"meta", "br", "hr", "img", "link", "input", "wbr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[ \n]+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_gives_mark_statuses_sentences_and_answers(course: Course) -> None:
    result = graded(
        statuses={"spread": "wrong"},
        sentences={"spread": "Vous divisez par n - 1 : la population demande n."},
        answers={"average": "def average(values):\n    return sum(values) / len(values)", "analysis": "Le *bruit*."},
        notes=("La cellule de vérification de « spread » manquait : elle a été remise.",),
    )
    text = Reader(page(course, result)).text
    assert "Note provisoire 2/5" in text
    assert "ada" in text
    assert f"Vous divisez par n - 1{NO_BREAK}: la population demande n." in text
    assert "def average(values):" in text
    assert "Le *bruit*." in text
    assert f"«{NO_BREAK}spread{NO_BREAK}» manquait" in text
    assert STATUS_FRENCH["wrong"] in text
    assert "Un exercice attend encore une personne" in text


def test_nothing_private_reaches_the_page(course: Course) -> None:
    result = graded(statuses={"average": "our fault", "spread": "raised"}, notes=("Erreur du programme SECRET_NOTE",))
    html = page(course, result)
    for secret in ("SECRET", "HIDDEN TESTS", "Vérifications", "Traceback"):
        assert secret not in html


@pytest.mark.parametrize("kind", ["student", "code", "written", "sentence", "note", "comment", "title"])
def test_whatever_a_student_writes_stays_text(course: Course, kind: str) -> None:
    marks = {"average": ExerciseMark(1, 2, True, EVIL if kind == "comment" else "")}
    result = graded(
        EVIL if kind == "student" else "ada",
        statuses={"average": "wrong"},
        answers={"average": f"# {EVIL}" if kind == "code" else "x = 1", "analysis": EVIL if kind == "written" else "a"},
        sentences={"average": f"`{EVIL}` {EVIL}" if kind == "sentence" else "s"},
        notes=(EVIL if kind == "note" else "n",),
    )
    for cell in result.notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [{"output_type": "display_data", "data": {"text/html": EVIL}, "metadata": {}}]
    title = EVIL if kind == "title" else "Prise en main"
    html = render_page(result, title, released_notebook(course, CHAPTER), None, marks)
    assert Reader(html).all("script") == []
    assert "alert(" in html


def test_a_very_long_answer_is_escaped_too(course: Course) -> None:
    html = page(course, graded(answers={"average": EVIL + "x = 1\n" * 20_000}))
    assert Reader(html).all("script") == []


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(course: Course) -> None:
    html = page(course, graded(answers={"average": "import numpy as np"}))
    reader = Reader(html)
    attributes = {name for _, given in reader.elements for name in given}
    assert not attributes & {"src", "srcset", "background", "data", "style"}
    assert not any(name.startswith("on") for name in attributes)
    assert all((given["href"] or "").startswith("#") for _, given in reader.elements if "href" in given)
    assert "url(" not in html and "@import" not in html and "://" not in html
    assert {tag for tag, _ in reader.elements} & {"script", "link", "iframe", "object", "img"} == set()


def test_the_page_can_be_read_without_seeing_it(course: Course) -> None:
    reader = Reader(page(course, graded(statuses={"spread": "wrong"})))
    assert reader.all("html") == [{"lang": "fr"}]
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert {given.get("scope") for given in reader.all("th")} == {"col", "row"}
    assert len(reader.all("caption")) == 1
    ids = {given["id"] for _, given in reader.elements if "id" in given}
    assert {(given["href"] or "")[1:] for given in reader.all("a")} <= ids
    assert {given["aria-labelledby"] for _, given in reader.elements if "aria-labelledby" in given} <= ids
    hidden_from_readers = [given for given in reader.all("span") if given.get("aria-hidden") == "true"]
    assert len(hidden_from_readers) == 9  # the signs: a word beside each says the same
    assert {"réussi", "à reprendre", "lecture en attente"} <= set(
        re.findall(r"réussi|à reprendre|lecture en attente", reader.text)
    )


def test_every_text_of_the_page_is_in_french_typography(course: Course) -> None:
    text = Reader(page(course, graded(statuses={"average": "too slow", "spread": "our fault"}))).text
    assert re.findall(rf"[^{NARROW}][;!?] |\w'\w|[^{NO_BREAK}]: ", text) == []
    assert f"{NARROW}? " in text and f"{NO_BREAK}: " in text


def test_the_gradebook_wins_over_the_verdicts(course: Course) -> None:
    mark = Mark("ada", CHAPTER, 4.25, 5.0, 0.5, False)
    marks = {
        "average": ExerciseMark(2.0, 2.0, False, ""),
        "spread": ExerciseMark(1.5, 1.5, True, "Idée juste, je compte tout."),
        "analysis": ExerciseMark(1.25, 1.5, True, "Bien vu.\nEt la variance ?"),
    }
    text = Reader(page(course, graded(statuses={"spread": "wrong"}), mark, marks)).text
    assert "Note 4,25/5" in text and "provisoire" not in text
    assert "Retard −0,5" in text
    assert "Idée juste, je compte tout." in text and "Et la variance ?" in text
    assert "1,25/1,5" in text
    assert STATUS_FRENCH["to grade by hand"] in text and "en attente" not in text


@pytest.mark.parametrize("status", ["not attempted", "unreadable", "our fault", "missing"])
def test_the_stub_is_never_shown_as_an_answer(course: Course, status: Any) -> None:
    released = released_notebook(course, CHAPTER)
    result = graded(
        statuses=dict.fromkeys(("average", "spread", "analysis"), status),
        answers={cell["metadata"]["course"].get("exercise"): cell["source"] for cell in released["cells"]}
        | {"average": "def average(values):\n    raise NotImplementedError"},
        notebook=released,
    )
    html = page(course, result)
    assert "NotImplementedError" not in html and "Votre réponse</h4>" not in html
    assert typeset(STATUS_FRENCH[status]) in Reader(html).text


def write(course: Course, result: Graded, **changed: Any) -> bool:
    given: dict[str, Any] = {"title": "Prise en main", "mark": None, "exercises": {}} | changed
    return write_page(course, result, released=released_notebook(course, CHAPTER), **given)


def test_a_page_is_written_again_only_when_what_it_says_changed(course: Course) -> None:
    assert write(course, graded())
    assert not write(course, graded())
    assert write(course, graded(), force=True)
    assert write(course, graded(statuses={"average": "wrong"}))
    assert write(course, graded(statuses={"average": "wrong"}), title="Prise en mains")
    assert write(course, graded(), exercises={"average": ExerciseMark(1.0, 2.0, True, "Bien.")})
    assert write(course, graded(), mark=Mark("ada", CHAPTER, 3.0, 5.0, 0.0, False))
    assert page_path(course, "ada", CHAPTER) == course.feedback / "ada" / CHAPTER / f"{CHAPTER}.html"


def test_a_page_is_the_same_bytes_every_time(course: Course) -> None:
    write(course, graded())
    first = page_path(course, "ada", CHAPTER).read_bytes()
    write(course, graded(), force=True)
    assert page_path(course, "ada", CHAPTER).read_bytes() == first


def test_a_lone_surrogate_in_an_answer_does_not_stop_the_page(course: Course) -> None:
    write(course, graded(answers={"average": "nom = '\udc80'"}))
    assert "nom" in page_path(course, "ada", CHAPTER).read_text(encoding="utf-8")
