"""Damaged notebooks, made by code: what editors, downloads and hurried hands do to a submission.

Each damage is done to a copy of a student's notebook of the fixture chapter, and says what the work still deserves.
"""

from __future__ import annotations

import copy
import itertools
import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat

Notebook = dict[str, Any]
Files = dict[str, bytes]
NAME = "90_fixture.ipynb"


@dataclass(frozen=True)
class Damage:
    """`edit` damages a notebook in place, `write` makes the files that are handed in.

    `gone` are the exercises that nobody could find again, `marks` those of a solved notebook that are others than
    before; `note` is a part of what is said of it in a solved notebook (empty: nothing), with `<fit-checks>` for
    that cell's number and `<end+1>` for the one after the last; `ambiguous` tells that a person must look.
    """

    name: str
    edit: Callable[[Notebook], None]
    note: str = ""
    gone: tuple[str, ...] = ()
    marks: Mapping[str, float | None] = field(default_factory=dict)
    ambiguous: bool = False
    write: Callable[[Notebook], Files] | None = None

    def files(self, notebook: Notebook) -> Files:
        """Return the files to hand in: a damaged copy of `notebook`."""
        damaged = copy.deepcopy(notebook)
        self.edit(damaged)
        return self.write(damaged) if self.write else {NAME: as_bytes(damaged)}

    def said(self, notebook: Notebook) -> str:
        """Return `note` with the numbers that the cells of the undamaged `notebook` have."""

        def number(found: re.Match[str]) -> str:
            before = len(notebook["cells"]) - 1 if found[1] == "end" else at(notebook, found[1])
            return str(before + 1 + int(found[2] or 0))

        return re.sub(r"<([a-z][\w-]*)([+-]\d+)?>", number, self.note)


def as_bytes(notebook: Notebook) -> bytes:
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


def at(notebook: Notebook, cell_id: str) -> int:
    """Return where the cell `cell_id` is."""
    return next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == cell_id)


def cell_of(notebook: Notebook, cell_id: str) -> dict[str, Any]:
    return notebook["cells"][at(notebook, cell_id)]


def new_cell(source: str, kind: str = "code") -> dict[str, Any]:
    """Return a cell as an editor makes it."""
    cell: dict[str, Any] = {"cell_type": kind, "id": f"{abs(hash(source)):x}"[:8], "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def parts_of(source: str, *marks: str) -> list[str]:
    """Cut a source before each of the lines that begin with `marks`, in order."""
    cuts = [0, *(source.index(f"\n{mark}") + 1 for mark in marks), len(source)]
    return [source[begin:end].rstrip("\n") for begin, end in itertools.pairwise(cuts)]


def nothing(notebook: Notebook) -> None:
    """Leave the notebook as it is: the damage is to its file."""


def code_cells(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def answers(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["id"].endswith(("-solution", "-answer"))]


def without_marker(source: str) -> str:
    marks = ("# Exercice ", "# Vérifications de l", "**Exercice ")
    return "\n".join(line for line in source.split("\n") if not line.startswith(marks))


def unlabelled(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a cell as it is when its text alone was pasted into a new one."""
    return new_cell(cell["source"], cell["cell_type"])


# --- Duplicated ------------------------------------------------------------------------------------------------------


def _repeat(cell_id: str, *, after: str = "", times: int = 1, source: str | None = None) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        copies = [copy.deepcopy(cell_of(notebook, cell_id)) for _ in range(times)]
        for one in copies:
            one["source"] = one["source"] if source is None else source
        where = at(notebook, after or cell_id) + 1
        notebook["cells"][where:where] = copies

    return edit


def _stub_again(notebook: Notebook) -> None:
    stub = copy.deepcopy(cell_of(notebook, "double-solution"))
    stub["source"] = STUB
    notebook["cells"].append(stub)


def _draft_first(notebook: Notebook) -> None:
    draft = copy.deepcopy(cell_of(notebook, "double-solution"))
    draft["source"] = "# Exercice 1 · double\ndef double(x):\n    return 7"
    notebook["cells"].insert(at(notebook, "double-solution"), draft)


def _twice(notebook: Notebook) -> None:
    notebook["cells"] += copy.deepcopy(notebook["cells"])


STUB = (
    "# Exercice 1 · double\ndef double(x):\n"
    '    """Return twice `x`, a number or an array of any shape."""\n'
    '    raise NotImplementedError("Exercice 1 · double : à vous de jouer.")'
)
BROKEN = "# Exercice 1 · double\ndef double(x)\n    return 2 * x"
WRONG = "# Exercice 1 · double\ndef double(x):\n    return x * x"

DUPLICATED = [
    Damage("an answer repeated below", _repeat("double-solution"), "répétait la réponse à « double »"),
    Damage(
        "an answer repeated three times at the end",
        _repeat("double-solution", after="analysis-1", times=3),
        "répétaient la réponse à « double »",
    ),
    Damage("the stub again, below the answer", _stub_again, "la cellule <double-solution> a été retenue"),
    Damage("a draft above the answer", _draft_first, "Plusieurs réponses différentes à « double »", ambiguous=True),
    Damage(
        "another answer below",
        _repeat("double-solution", source=WRONG),
        "Plusieurs réponses différentes",
        marks={"double": 0.0},
        ambiguous=True,
    ),
    Damage(
        "a broken answer below",
        _repeat("double-solution", source=BROKEN),
        "celle de la cellule <double-solution> est notée",
        ambiguous=True,
    ),
    Damage("a written answer repeated", _repeat("analysis-answer"), "répétait la réponse à « analysis »"),
    Damage("checks repeated", _repeat("double-checks", after="fit-checks", times=2), "répétaient celles du chapitre"),
    Damage("a lesson cell repeated", _repeat("intro-4"), "répétait une cellule du chapitre"),
    Damage("the whole notebook twice", _twice, "répétait la réponse à « fit »"),
]

# --- Deleted ---------------------------------------------------------------------------------------------------------


def _delete(*endings: str) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].endswith(endings)]

    return edit


def _only_answers(notebook: Notebook) -> None:
    notebook["cells"] = answers(notebook)


EXERCISES = (
    "double",
    "apply_twice",
    "countdown",
    "clip_in_place",
    "first",
    "counter",
    "noisy",
    "identity",
    "quiz",
    "fit",
    "analysis",
)

DELETED = [
    Damage("an answer deleted", _delete("double-solution"), "réponse de « double » n'a pas été retrouvée", ("double",)),
    Damage(
        "an answer and its checks deleted",
        _delete("first-solution", "first-checks"),
        "vérification de « first » manquait",
        ("first",),
    ),
    Damage("a written answer deleted", _delete("analysis-answer"), "réponse de « analysis »", ("analysis",)),
    Damage("checks deleted", _delete("noisy-checks"), "vérification de « noisy » manquait : elle a été remise"),
    Damage("all checks deleted", _delete("-checks"), "manquaient : elles ont été remises"),
    Damage("a lesson cell of code deleted", _delete("intro-4"), "« import numpy as np ») manquait"),
    Damage("texts of the lesson deleted", _delete("intro-1", "intro-3", "-1")),
    Damage("all but the answers deleted", _only_answers, "cellules de code de la leçon manquaient"),
    Damage("all deleted", lambda notebook: notebook["cells"].clear(), "n'a pas été retrouvée", EXERCISES),
]

# --- Reordered -------------------------------------------------------------------------------------------------------


def _reverse(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def _shuffle(notebook: Notebook) -> None:
    random.Random(4).shuffle(notebook["cells"])


def _exchange(notebook: Notebook) -> None:
    cells, one, other = notebook["cells"], at(notebook, "double-solution"), at(notebook, "quiz-solution")
    cells[one], cells[other] = cells[other], cells[one]


def _answers_last(notebook: Notebook) -> None:
    given = answers(notebook)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in given] + given


def _helper_then_answer_last(notebook: Notebook) -> None:
    """What the answer uses was written at the end too, above it."""
    answer = notebook["cells"].pop(at(notebook, "double-solution"))
    answer["source"] = answer["source"].replace("2 * x", "_FACTOR * x")
    notebook["cells"] += [new_cell("_TWO = 2"), new_cell("_FACTOR = _TWO"), answer]


_ORDER = "L'ordre des cellules avait changé"
REORDERED = [
    Damage("cells reversed", _reverse, _ORDER),
    Damage("cells shuffled", _shuffle, _ORDER),
    Damage("two answers exchanged", _exchange, _ORDER),
    Damage("all answers at the end", _answers_last, _ORDER),
    Damage("an answer at the end below what it uses", _helper_then_answer_last, _ORDER),
]

# --- Retyped ---------------------------------------------------------------------------------------------------------


def _retype(kind: str, *cell_ids: str, forget: bool = False) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            if not cell_ids or cell["id"] in cell_ids:
                cell["cell_type"] = kind
                if forget:
                    cell["metadata"] = {}
                    cell["id"] = f"x{cell['id']}"

    return edit


_AGAIN = "avait changé de type : elle est de nouveau du code"
RETYPED = [
    Damage(
        "an answer turned to Markdown", _retype("markdown", "double-solution"), f"La cellule <double-solution> {_AGAIN}"
    ),
    Damage("an answer turned to raw", _retype("raw", "counter-solution", "quiz-solution"), _AGAIN),
    Damage(
        "an answer turned to Markdown, its metadata lost", _retype("markdown", "double-solution", forget=True), _AGAIN
    ),
    Damage("a written answer turned to code", _retype("code", "analysis-answer"), "elle est de nouveau du texte"),
    Damage("a lesson cell turned to raw", _retype("raw", "intro-4"), _AGAIN),
    Damage("checks turned to Markdown", _retype("markdown", "double-checks")),
    Damage("all cells turned to raw", _retype("raw"), "cellules avaient changé de type"),
    Damage("all cells turned to code", _retype("code"), "cellules avaient changé de type"),
]

# --- Split and merged ------------------------------------------------------------------------------------------------


def _split(cell_id: str, *marks: str, keep: bool = True) -> Callable[[Notebook], None]:
    """Split before the lines that begin with `marks`; the metadata are repeated (`keep`) or the first part's alone."""

    def edit(notebook: Notebook) -> None:
        where = at(notebook, cell_id)
        cell = notebook["cells"][where]
        if not all(f"\n{mark}" in cell["source"] for mark in marks):
            return  # a stub has no such line
        first, *rest = parts_of(cell["source"], *marks)
        halves = [copy.deepcopy(cell) | {"source": part, "id": f"half-{n}"} for n, part in enumerate(rest)]
        if not keep:
            halves = [new_cell(part, cell["cell_type"]) for part in rest]
        notebook["cells"][where : where + 1] = [cell | {"source": first}, *halves]

    return edit


def _merge(*cell_ids: str) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        cells = [cell_of(notebook, cell_id) for cell_id in cell_ids]
        cells[0]["source"] = "\n\n".join(cell["source"] for cell in cells)
        notebook["cells"] = [cell for cell in notebook["cells"] if all(cell is not other for other in cells[1:])]

    return edit


def _merge_all(notebook: Notebook) -> None:
    code = code_cells(notebook)
    written = [cell for cell in notebook["cells"] if cell["id"] == "analysis-answer"]
    notebook["cells"] = [new_cell("\n\n".join(cell["source"] for cell in code)), *written]


def _split_all(notebook: Notebook) -> None:
    for cell in answers(notebook):
        lines = cell["source"].split("\n")
        if cell["cell_type"] == "code" and len(lines) > 2:
            where = at(notebook, cell["id"])
            cell["source"] = "\n".join(lines[:2])
            notebook["cells"].insert(where + 1, new_cell("\n".join(lines[2:])))


SPLIT = [
    Damage(
        "an answer split after its marker",
        _split("double-solution", "def double", keep=False),
        "coupée en 2 (cellules <double-solution> et <double-solution+1>)",
    ),
    Damage("an answer split in a function", _split("countdown-solution", "        print"), "coupée en 2"),
    Damage(
        "an answer split in a function, one half unlabelled",
        _split("countdown-solution", "        print", keep=False),
        "coupée en 2",
    ),
    Damage("an answer split in three", _split("fit-solution", "    losses", "        loss.back"), "coupée en 3"),
    Damage(
        "a class split between its methods",
        _split("counter-solution", "    def add", "    def reset", keep=False),
        "coupée en 3",
    ),
    Damage("an answer split between two definitions", _split("first-solution", "def first"), "coupée en 2"),
    Damage(
        "an answer split between two definitions, one half unlabelled",
        _split("first-solution", "def first", keep=False),
        "coupée en 2",
    ),
    Damage("a written answer split", _split("analysis-answer", "PyTorch ajoute"), "se trouvait sous la question"),
    Damage("a written answer split in its middle", _split("analysis-answer", "On repart"), "coupée en 2"),
    Damage("all answers split after two lines", _split_all, "La réponse à « fit » était coupée en 2"),
    Damage("an answer merged with its checks", _merge("double-solution", "double-checks"), "en réunissait plusieurs"),
    Damage(
        "checks merged with the next answer and the next checks",
        _merge("quiz-checks", "fit-solution", "fit-checks"),
        "en réunissait plusieurs",
    ),
    Damage("an answer merged with the text above", _merge("noisy-1", "identity-solution"), "en réunissait plusieurs"),
    Damage("an answer merged with the text below", _merge("fit-solution", "quiz-1"), "en réunissait plusieurs"),
    Damage("two answers merged", _merge("first-solution", "counter-solution"), "en réunissait plusieurs"),
    Damage("all code in one cell", _merge_all, "La cellule 1 en réunissait plusieurs"),
]

# --- Metadata and ids ------------------------------------------------------------------------------------------------


def _metadata(change: Callable[[dict[str, Any]], Any]) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            cell["metadata"] = change(copy.deepcopy(cell["metadata"]))

    return edit


def _without_nbgrader(metadata: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metadata.items() if name != "nbgrader"}


def _all_lost(notebook: Notebook) -> None:
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
    notebook["nbformat_minor"] = 4


def _markers_lost_too(notebook: Notebook) -> None:
    _all_lost(notebook)
    for cell in notebook["cells"]:
        cell["source"] = without_marker(cell["source"])


def _labels_exchanged(*, ids: bool) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        one, other = cell_of(notebook, "double-solution"), cell_of(notebook, "countdown-solution")
        one["metadata"], other["metadata"] = other["metadata"], one["metadata"]
        if ids:
            one["id"], other["id"] = other["id"], one["id"]

    return edit


def _labels_turned(notebook: Notebook) -> None:
    """Every answer has the label of the next one."""
    code = [cell for cell in answers(notebook) if cell["cell_type"] == "code"]
    labels = [cell["metadata"] for cell in code]
    for cell, label in zip(code, [*labels[1:], labels[0]], strict=True):
        cell["metadata"] = label


def _pasted_over(notebook: Notebook) -> None:
    """The text of one answer, its marker too, stands in the cell of another, whose answer is lost."""
    one, other = cell_of(notebook, "double-solution"), cell_of(notebook, "countdown-solution")
    one["source"] = other["source"]
    notebook["cells"].remove(other)


def _points_forged(metadata: dict[str, Any]) -> dict[str, Any]:
    if "nbgrader" in metadata:
        metadata["nbgrader"] |= {"points": 100, "locked": False, "grade": True, "solution": True}
    return metadata


def _ids(change: Callable[[int, str], str]) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        for number, cell in enumerate(notebook["cells"]):
            cell["id"] = change(number, cell["id"])

    return edit


def _ids_turned(notebook: Notebook) -> None:
    ids = [cell["id"] for cell in notebook["cells"]]
    for cell, other in zip(notebook["cells"], [*ids[1:], ids[0]], strict=True):
        cell["id"] = other
        cell["metadata"] = {}


METADATA = [
    Damage("nbgrader's metadata lost", _metadata(_without_nbgrader)),
    Damage("all metadata and ids lost", _all_lost),
    Damage("all metadata, ids and markers lost", _markers_lost_too),
    Damage("nbgrader's metadata mangled", _metadata(lambda _: {"nbgrader": ["lost"], "course": 3, "tags": None})),
    Damage("grade ids mangled", _metadata(lambda _: {"nbgrader": {"grade_id": ["a"], "grade": True}})),
    Damage("metadata that are none", _metadata(lambda _: None)),
    Damage("points forged", _metadata(_points_forged)),
    Damage("labels of two answers exchanged", _labels_exchanged(ids=False), "portait l'étiquette de « countdown »"),
    Damage("labels and ids of two answers exchanged", _labels_exchanged(ids=True), "portait l'étiquette de « double »"),
    Damage("every answer labelled as the next", _labels_turned, "portait l'étiquette de « fit »"),
    Damage("an answer pasted over another's", _pasted_over, "réponse de « double » n'a pas été retrouvée", ("double",)),
    Damage("ids changed", _ids(lambda number, _: f"{number:08x}")),
    Damage("ids all the same", _ids(lambda number, _: "same")),
    Damage("ids and metadata of the next cell", _ids_turned),
]

# --- Editors and formats ---------------------------------------------------------------------------------------------


def _kernel(name: str, language: str) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        notebook["metadata"]["kernelspec"] = {"name": name, "display_name": name, "language": language}
        notebook["metadata"]["language_info"] = {"name": language, "version": "9"}

    return edit


def _no_kernel(notebook: Notebook) -> None:
    del notebook["metadata"]["kernelspec"], notebook["metadata"]["language_info"]


def _minor(minor: int) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        notebook["nbformat_minor"] = minor
        for cell in notebook["cells"]:
            if minor < 5:
                cell.pop("id")

    return edit


def _version_3(notebook: Notebook) -> Files:
    old = nbformat.v4.downgrade(nbformat.from_dict(notebook))
    return {NAME: json.dumps(old).encode()}


def _colab(notebook: Notebook) -> None:
    """As Colab saves: format 4.0, the ids in the metadata, outputs of its own, a badge above and a cell below."""
    notebook |= {"nbformat_minor": 0}
    notebook["metadata"] |= {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU"}
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] |= {"id": cell.pop("id"), "colab": {"base_uri": "https://localhost:8080/"}}
        if cell["cell_type"] == "code":
            cell["metadata"] |= {"outputId": f"out-{number}", "cellView": "form", "execution": {"iopub.status.busy": 1}}
    badge = '<a href="https://colab.research.google.com/x"><img src="https://colab.research.google.com/badge.svg"/></a>'
    notebook["cells"].insert(
        0, new_cell(badge, "markdown") | {"metadata": {"id": "view-in-github", "colab_type": "text"}}
    )
    notebook["cells"].append(new_cell("") | {"metadata": {"id": "aZ3"}})


def _colab_forms(notebook: Notebook) -> None:
    """Colab's forms put a title above the marker, and cells lose what they were labelled with."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f'#@title Réponse {{ display-mode: "form" }}\n\n{cell["source"]}'
        cell["metadata"] = {"cellView": "form"}
        cell["id"] = f"colab-{cell['id']}"


def _vs_code(notebook: Notebook) -> None:
    notebook["nbformat_minor"] = 2
    notebook["metadata"] |= {
        "vscode": {"interpreter": {"hash": "31f2aee4e71d21fbe5cf8b01ff0e069b"}},
        "orig_nbformat": 4,
    }
    for cell in notebook["cells"]:
        cell.pop("id")
        cell["metadata"] = {"vscode": {"languageId": "python"}, **_without_nbgrader(cell["metadata"])}


EDITORS = [
    Damage("another Python kernel", _kernel("conda-env-dl-py", "python")),
    Damage("another language's kernel", _kernel("ir", "R")),
    Damage("no kernel", _no_kernel),
    *(Damage(f"format 4.{minor}", _minor(minor)) for minor in range(6)),
    Damage("format 3", nothing, write=_version_3),
    Damage("Colab's additions", _colab),
    Damage("Colab's forms", _colab_forms),
    Damage("VS Code's additions", _vs_code),
]

# --- An older release ------------------------------------------------------------------------------------------------


def _renumbered(notebook: Notebook) -> None:
    """Number the exercises again, as the release that had exactly these did, and give it another digest."""
    names = dict.fromkeys(cell["metadata"]["course"]["exercise"] for cell in notebook["cells"] if _exercise(cell))
    for cell in notebook["cells"]:
        if _exercise(cell):
            about = cell["metadata"]["course"]["exercise"]
            for number in range(1, 13):
                cell["source"] = cell["source"].replace(f"xercice {number} · {about}", f"xercice  · {about}")
            cell["source"] = cell["source"].replace("xercice  ·", f"xercice {list(names).index(about) + 1} ·")
        cell["source"] = cell["source"].replace(notebook["metadata"]["course"]["release"], "0123456789ab")
    notebook["metadata"]["course"]["release"] = "0123456789ab"


def _exercise(cell: dict[str, Any]) -> bool:
    return "exercise" in cell["metadata"].get("course", {})


def _older(*absent: str, more: bool = False) -> Callable[[Notebook], None]:
    """Make it the work on a release without the exercises `absent`, and with one `more` that was removed since."""

    def edit(notebook: Notebook) -> None:
        gone = {
            cell["id"] for cell in notebook["cells"] if cell["metadata"].get("course", {}).get("exercise") in absent
        }
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in gone]
        if more:
            where = at(notebook, "double-checks") + 1
            notebook["cells"][where:where] = [
                _graded("triple-solution", "triple", "# Exercice 2 · triple\ndef triple(x):\n    return 3 * x"),
                _graded(
                    "triple-checks",
                    "triple-checks",
                    "# Vérifications de l’exercice 2 · triple\nfrom course_utils.checks import agrees, visible\n\n"
                    'with visible("90_fixture/triple"):\n    agrees(triple, [(3,)])',
                ),
            ]
        _renumbered(notebook)

    return edit


def _graded(cell_id: str, grade_id: str, source: str) -> dict[str, Any]:
    checks = grade_id.endswith("-checks")
    about = {"grade": checks, "grade_id": grade_id, "locked": checks, "schema_version": 3, "solution": not checks}
    course = {"exercise": "triple", "role": "checks" if checks else "stub+solution"}
    return new_cell(source) | {"id": cell_id, "metadata": {"course": course, "nbgrader": about | {"task": False}}}


def _older_lesson(notebook: Notebook) -> None:
    """An older lesson: another constant's name, its cells numbered otherwise, an answer that uses what was there."""
    lesson = cell_of(notebook, "intro-4")
    lesson["source"] = "import numpy as np\n\nSIZE = 3"
    for cell in notebook["cells"]:
        head, _, number = cell["id"].rpartition("-")
        cell["id"] = f"{head}-{int(number) + 1}" if number.isdigit() else cell["id"]
    answer = cell_of(notebook, "identity-solution")
    answer["source"] = answer["source"].replace("np.eye(SCALE)", "np.eye(SIZE)")
    _renumbered(notebook)


def _older_without_metadata(notebook: Notebook) -> None:
    _older("countdown", more=True)(notebook)
    _all_lost(notebook)


_EARLIER = "version antérieure"
OLDER = [
    Damage("an older release, all the same", _older(), _EARLIER),
    Damage("an older release, an exercise added since", _older("countdown"), _EARLIER, ("countdown",)),
    Damage("an older release, a written one added since", _older("analysis"), _EARLIER, ("analysis",)),
    Damage("an older release, an exercise removed since", _older(more=True), "« triple » n'est plus dans ce chapitre"),
    Damage("an older release, one added and one removed", _older("first", more=True), _EARLIER, ("first",)),
    Damage("an older release with another lesson", _older_lesson, _EARLIER),
    Damage("an older release without metadata", _older_without_metadata, _EARLIER, ("countdown",)),
]

# --- Pasted into new cells -------------------------------------------------------------------------------------------


def _stubbed(notebook: Notebook, cell_id: str) -> dict[str, Any]:
    """Put the stub back in an exercise's cell and return what stood there."""
    cell = cell_of(notebook, cell_id)
    given = unlabelled(cell) | {"source": without_marker(cell["source"])}
    cell["source"] = STUBS[cell_id]
    return given


STUBS: dict[str, str] = {"double-solution": STUB}  # the others come from the release: see `remember_stubs`


def remember_stubs(released: Notebook) -> None:
    """Take the stubs from the chapter's release."""
    STUBS.update({cell["id"]: cell["source"] for cell in answers(released)})


def _paste(cell_id: str, after: str = "", *, before: str = "", gone: bool = False) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        given = _stubbed(notebook, cell_id)
        if gone:
            notebook["cells"].remove(cell_of(notebook, cell_id))
        where = at(notebook, before) if before else at(notebook, after) + 1
        notebook["cells"].insert(where, given)

    return edit


def _paste_all(notebook: Notebook) -> None:
    code = [cell["id"] for cell in answers(notebook) if cell["cell_type"] == "code"]
    notebook["cells"] += [_stubbed(notebook, cell_id) for cell_id in code]


def _paste_all_in_one(notebook: Notebook) -> None:
    code = [cell["id"] for cell in answers(notebook) if cell["cell_type"] == "code"]
    notebook["cells"].append(new_cell("\n\n".join(_stubbed(notebook, cell_id)["source"] for cell_id in code)))


def _paste_with_helper(notebook: Notebook) -> None:
    given = _stubbed(notebook, "double-solution")
    given["source"] = given["source"].replace("2 * x", "twice(x)")
    notebook["cells"] += [new_cell("def twice(x):\n    return x + x"), given]


def _paste_two(notebook: Notebook) -> None:
    given = _stubbed(notebook, "double-solution")
    notebook["cells"] += [new_cell("def double(x):\n    return 0"), given]


def _paste_halves(notebook: Notebook) -> None:
    given = _stubbed(notebook, "first-solution")
    source = given["source"]
    if "\nclass EmptyError" in source:
        first, second = parts_of(source, "def first")
        notebook["cells"] += [new_cell(first), new_cell("print('entre les deux')"), new_cell(second)]
    else:
        notebook["cells"].append(given)


def _paste_into_another(notebook: Notebook) -> None:
    """One answer stands below another's, in the other's cell, and its own cell is as it was."""
    given = _stubbed(notebook, "double-solution")
    cell_of(notebook, "countdown-solution")["source"] += f"\n\n\n{given['source']}"


def _paste_written(notebook: Notebook) -> None:
    cell = cell_of(notebook, "analysis-answer")
    written = cell["source"].partition("\n\n")[2].partition("suffisent.")[2].strip()
    cell["source"] = STUBS["analysis-answer"]
    if written and written != "*Votre réponse ici.*":
        notebook["cells"].insert(at(notebook, "analysis-answer") + 1, new_cell(written, "markdown"))


def _paste_in_checks(notebook: Notebook) -> None:
    cell_of(notebook, "double-checks")["source"] = _stubbed(notebook, "double-solution")["source"]


def _scratch(notebook: Notebook) -> None:
    """A trial after the checks that has the answer's name is not the answer."""
    notebook["cells"].insert(at(notebook, "fit-solution"), new_cell("def double(x):\n    return 'essai'"))


_FOUND = "la réponse a été trouvée dans la cellule"
PASTED = [
    Damage("pasted into a new cell below", _paste("double-solution", "double-solution"), _FOUND),
    Damage("pasted into a new cell after the checks", _paste("double-solution", "double-checks"), _FOUND),
    Damage("pasted into a new cell at the end", _paste("counter-solution", "analysis-1"), _FOUND),
    Damage("pasted into a new cell above", _paste("quiz-solution", before="quiz-solution"), _FOUND),
    Damage(
        "pasted into a new cell, its own deleted",
        _paste("double-solution", "fit-checks", gone=True),
        "Les vérifications de « double » ont été placées après la cellule <fit-checks>",
    ),
    Damage("all pasted into new cells at the end", _paste_all, _FOUND),
    Damage("all pasted into one cell at the end", _paste_all_in_one, _FOUND),
    Damage("pasted at the end with what it uses", _paste_with_helper, _FOUND),
    Damage("pasted twice, differently", _paste_two, "la dernière est notée", ambiguous=True),
    Damage(
        "pasted in two halves, apart", _paste_halves, "la réponse a été trouvée dans les cellules <end+1> et <end+3>"
    ),
    Damage("pasted into another exercise's cell", _paste_into_another, _FOUND),
    Damage("pasted in place of the checks", _paste_in_checks, _FOUND),
    Damage(
        "a written answer in a new cell below",
        _paste_written,
        "se trouvait sous la question, cellule <analysis-answer+1>",
    ),
    Damage("a trial of the same name, later", _scratch),
]

# --- Files -----------------------------------------------------------------------------------------------------------


def _crlf_sources(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")


def _source_lines(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)


def _windows(notebook: Notebook) -> Files:
    return {NAME: b"\xef\xbb\xbf" + as_bytes(notebook).replace(b"\n", b"\r\n")}


def _called(name: str) -> Callable[[Notebook], Files]:
    return lambda notebook: {name: as_bytes(notebook)}


def _with_others(notebook: Notebook) -> Files:
    """The chapter's notebook under another name, beside another course's and something that is none."""
    other = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [new_cell("x = 1")]}
    return {"rendu (2).ipynb": as_bytes(notebook), "autre.ipynb": as_bytes(other), "vide.ipynb": b""}


def _with_older_copies(notebook: Notebook) -> Files:
    old = copy.deepcopy(notebook)
    for cell_id, stub in STUBS.items():
        cell_of(old, cell_id)["source"] = stub
    return {"a-copie.ipynb": as_bytes(notebook), "z-copie.ipynb": as_bytes(old)}


def percent_script(notebook: Notebook) -> Files:
    import jupytext

    text = jupytext.writes(nbformat.from_dict(notebook), fmt="py:percent")
    return {"90_fixture.py": text.encode()}


def vs_code_script(notebook: Notebook) -> Files:
    """As VS Code exports: cells without metadata, Markdown as comments."""
    parts = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            parts.append(f"# %%\n{_calls(cell['source'])}\n")
        else:
            parts.append("# %% [markdown]\n" + _commented(cell["source"]) + "\n")
    return {"export.py": "\n".join(parts).encode()}


def nbconvert_script(notebook: Notebook) -> Files:
    """As nbconvert exports, on Windows: prompts, Markdown as comments, magics as calls."""
    text = "#!/usr/bin/env python\n# coding: utf-8\n"
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            text += f"\n# In[{number if number % 3 else ' '}]:\n\n\n{_calls(cell['source'])}\n\n"
        else:
            text += f"\n{_commented(cell['source'])}\n"
    return {"90_fixture.py": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}


def code_script(notebook: Notebook) -> Files:
    """The code alone, one cell after the other."""
    return {"tout.py": "\n\n".join(_calls(cell["source"]) for cell in code_cells(notebook)).encode()}


def _commented(source: str) -> str:
    return "\n".join(f"# {line}" for line in source.split("\n"))


def _calls(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source).rstrip("\n")


def _with_magics(notebook: Notebook) -> None:
    answer = cell_of(notebook, "double-solution")
    marker, _, rest = answer["source"].partition("\n")
    answer["source"] = f"%%time\n{marker}\n{rest}"
    notebook["cells"].insert(at(notebook, "intro-4"), new_cell("%config InlineBackend.figure_format = 'svg'"))


_EXPORTED = "exporté en Python"
FILES = [
    Damage("nothing", nothing),
    Damage("sources with Windows line ends", _crlf_sources),
    Damage("sources as lists of lines", _source_lines),
    Damage("a file with a BOM and Windows line ends", nothing, write=_windows),
    Damage("renamed", nothing, write=_called("Rendu de Zoé (1).ipynb")),
    Damage("renamed by a browser", nothing, write=_called("90_fixture.ipynb.txt")),
    Damage("renamed in capitals", nothing, write=_called("90_FIXTURE.IPYNB")),
    Damage("renamed, among other files", nothing, write=_with_others),
    Damage("two notebooks, one untouched", nothing, "plusieurs notebooks", ambiguous=True, write=_with_older_copies),
    Damage("exported as percent .py", nothing, _EXPORTED, write=percent_script),
    Damage("exported as percent .py with magics", _with_magics, _EXPORTED, write=percent_script),
    Damage("exported by VS Code", nothing, _EXPORTED, write=vs_code_script),
    Damage("exported by nbconvert", nothing, _EXPORTED, write=nbconvert_script),
    Damage("exported by nbconvert with magics", _with_magics, _EXPORTED, write=nbconvert_script),
    Damage("exported as code alone", nothing, _EXPORTED, ("analysis",), write=code_script),
]

DAMAGES = [
    *FILES,
    *DUPLICATED,
    *DELETED,
    *REORDERED,
    *RETYPED,
    *SPLIT,
    *METADATA,
    *EDITORS,
    *OLDER,
    *PASTED,
]
