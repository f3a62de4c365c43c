"""Every mistake of an author stops with file, line and one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

import course_utils.checks
from autograder.build.build import checked_text
from autograder.build.rules.testcell import CHECKS
from autograder.build.text import AuthorError
from autograder.course.folder import Course, CourseError

SOLUTION = """    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION
"""
FUNCTION = 'def average(values):\n    """Return the mean of a list."""\n' + SOLUTION
CHECKS_OF_AVERAGE = ":exercise: average\n:role: checks\n:points: 2\n"
LESSON = "scale = 10\n"
PROSE = "Un second paragraphe."
DEMO = "curve = [scale, 2 * scale]\n"
STEPS = "    return average([1, 2])\n"
VISIBLE = "    agrees(average, [([12, 8, 15],), ([3],)])\n"
QUIZ_SOLUTION = 'answers = {"q1": "b"}\n### END SOLUTION'


@dataclass(frozen=True)
class Mistake:
    """Replace `old` by `new` in the small chapter: the line that reads `at` is named, with `says` in the sentence."""

    name: str
    old: str
    new: str
    at: str
    says: str
    occurrence: int = 1


MISTAKES = [
    Mistake("an unknown option", ":tags: [wide]", ":colour: red", "```{code-cell} ipython3", "« colour »", 3),
    Mistake("an unknown role", ":role: demo", ":role: show", "```{code-cell} ipython3", "« show »", 3),
    Mistake("options that are not YAML", ":tags: [wide]", ":tags: [wide", "```{code-cell} ipython3", "options", 3),
    Mistake("a code role on prose", '"role": "manual"', '"role": "checks"', '+++ {"exercise": "analysis"', "de code"),
    Mistake(
        "a prose role on code",
        ":role: demo",
        ":role: manual\n:exercise: z\n:points: 1",
        "```{code-cell}",
        "Markdown",
        3,
    ),
    Mistake(
        "an exercise without a name",
        ":exercise: quiz\n:role: stub",
        ":role: stub",
        "```{code-cell} ipython3",
        "`exercise`",
        8,
    ),
    Mistake(
        "an exercise without a role",
        "\nmean = average",
        "\n:exercise: other\nmean = average",
        "```{code-cell}",
        "rôle",
        6,
    ),
    Mistake(
        "a name that nbgrader refuses",
        ":exercise: quiz\n:role: stub",
        ":exercise: Mon quiz\n:role: stub",
        "```{code-cell}",
        "« Mon quiz »",
        8,
    ),
    Mistake(
        "a name that the builder needs",
        ":exercise: quiz\n:role: stub",
        ":exercise: intro\n:role: stub",
        "```{code-cell}",
        "réserve",
        8,
    ),
    Mistake("missing points", ":points: 1.5\n", "", "```{code-cell}", "il manque les points de l'exercice « quiz »", 9),
    Mistake("missing points of a written answer", ', "points": 2.5', "", "+++ {", "il manque les points"),
    Mistake("points that are no number", ":points: 1.5", ":points: deux", "```{code-cell}", "nombre positif", 9),
    Mistake(
        "points on a solution",
        ":exercise: quiz\n:role: stub",
        ":points: 1\n:exercise: quiz\n:role: stub",
        "```{code-cell}",
        "pas à celle-ci",
        8,
    ),
    Mistake(
        "a total that is not the chapter's",
        "points: 6",
        "points: 20",
        "course: {",
        "font 6 points et l'en-tête en annonce 20",
    ),
    Mistake("a header without a title", "title: Un petit chapitre, ", "", "course: {", "titre"),
    Mistake("a header without minutes", ", minutes: {reading: 5, doing: 10}", "", "course: {", "durées"),
    Mistake("a header with an unknown setting", "points: 6", "level: 3, points: 6", "course: {", "« level »"),
    Mistake("a header that is not YAML", "points: 6, ", "points: 6, [", "course: {", "l'en-tête"),
    Mistake(
        "a block that is never closed", "Un second paragraphe.\n", "```\nUn second paragraphe.\n", "```\n", "refermé", 2
    ),
    Mistake("a directive", PROSE, "```{note}\nAttention.\n```", "```{note}", "`{note}`"),
    Mistake("a raw cell", PROSE, "```{raw-cell}\nx\n```", "```{raw-cell}", "brutes"),
    Mistake("a directive with colons", PROSE, ":::{tip}\nAttention.\n:::", ":::{tip}", "`:::`"),
    Mistake("a role of MyST", PROSE, "Voir {math}`x^2` ici.", "Voir {math}", "`{math}`"),
    Mistake("a target of MyST", PROSE, "(ma-cible)=\n" + PROSE, "(ma-cible)=", "`(ma-cible)=`"),
    Mistake("a displayed formula within a line", PROSE, "On a $$x^2$$ ici.", "On a $$", "formule centrée"),
    Mistake("a displayed formula that is not closed", PROSE, "On a :\n\n$$\nx^2", "$$", "refermée", 3),
    Mistake("a set-up cell that is missing", ":role: setup\n", "1 + 1\n", "course: {", "mise en route"),
    Mistake(
        "a second set-up cell",
        LESSON,
        LESSON + "```\n\n```{code-cell} ipython3\n:role: setup\n",
        "```{code-cell}",
        "déjà",
        3,
    ),
    Mistake(
        "a set-up cell that is filled", ":role: setup\n", ":role: setup\nprint(1)\n", "print(1)", "laissez-la vide"
    ),
    Mistake(
        "code before the set-up cell",
        "# L'idée\n",
        "```{code-cell} ipython3\nprint(1)\n```\n",
        "print(1)",
        "avant tout autre code",
    ),
    Mistake(
        "a deleted end mark", "    ### END SOLUTION\n", "", "    ### BEGIN SOLUTION", "il manque `### END SOLUTION`"
    ),
    Mistake(
        "a deleted begin mark", "    ### BEGIN SOLUTION\n", "", "    ### END SOLUTION", "sans `### BEGIN SOLUTION`"
    ),
    Mistake("no solution at all", SOLUTION, "    return 1\n", "def average", "il manque `### BEGIN SOLUTION`"),
    Mistake(
        "a nested mark", SOLUTION, "    ### BEGIN SOLUTION\n" + SOLUTION, "    ### BEGIN SOLUTION", "déjà ouvert", 2
    ),
    Mistake(
        "a mark with code beside it",
        "    ### END SOLUTION",
        "    pass  ### END SOLUTION",
        "    pass",
        "seule sur sa ligne",
    ),
    Mistake(
        "a solution's mark in a lesson",
        LESSON,
        "### BEGIN SOLUTION\nscale = 10\n### END SOLUTION\n",
        "### BEGIN SOLUTION",
        "pas sa place",
    ),
    Mistake(
        "a missing end of the hidden tests",
        "### END HIDDEN TESTS\n",
        "",
        "### BEGIN HIDDEN TESTS",
        "il manque `### END HIDDEN TESTS`",
    ),
    Mistake(
        "no hidden tests",
        'with hidden("05_small/quiz"):\n    equals(answers, {"q1": "b"})\n### END HIDDEN TESTS\n',
        "",
        "### BEGIN HIDDEN TESTS",
        "`### END HIDDEN TESTS`",
        2,
    ),
    Mistake(
        "code after the hidden tests",
        "### END HIDDEN TESTS\n",
        "### END HIDDEN TESTS\nprint(1)\n",
        "print(1)",
        "rien ne suit",
    ),
    Mistake(
        "a written answer without its model",
        "### BEGIN SOLUTION\nUne droite secrète.\n### END SOLUTION\n",
        "Rien.\n",
        "Que voyez-vous",
        "il manque `### BEGIN SOLUTION`",
    ),
    Mistake("a marker written by hand", "def average", "# Exercice 1 · average\ndef average", "# Exercice 1", "repère"),
    Mistake("a cell magic in an exercise", "def average", "%%time\ndef average", "%%time", "`%%`"),
    Mistake("code that is not Python", LESSON, "scale = = 10\n", "scale = = 10", "Python valide"),
    Mistake(
        "an import of everything", "import numpy as np\n", "from numpy import *\n", "from numpy import *", "`import *`"
    ),
    Mistake(
        "two exercises with one id",
        ":exercise: quiz\n:role: stub",
        ":exercise: average\n:role: stub",
        'answers = {"q1": ...}',
        "déjà un exercice « average »",
    ),
    Mistake(
        "a written answer with the id of another",
        '"exercise": "analysis"',
        '"exercise": "quiz"',
        "Que voyez-vous",
        "déjà un exercice « quiz »",
    ),
    Mistake(
        "a solution that says no exercise",
        ":exercise: average\n:role: stub+solution\ndef",
        "def",
        "    ### BEGIN SOLUTION",
        "pas sa place",
    ),
    Mistake(
        "checks of nobody",
        CHECKS_OF_AVERAGE,
        CHECKS_OF_AVERAGE.replace("average", "median"),
        "from course_utils.checks import agrees",
        "« median »",
    ),
    Mistake(
        "a solution that leaves nothing valid",
        "    ### BEGIN SOLUTION\n    return",
        "    if values:\n    ### BEGIN SOLUTION\n        return",
        "    ### BEGIN SOLUTION",
        "une fois la solution ôtée",
    ),
    Mistake(
        "data without a place to write it", 'answers = {"q1": ...}\n', "", "### BEGIN SOLUTION", "`...` à remplacer"
    ),
    Mistake(
        "a stub that stops the notebook",
        FUNCTION,
        "class average:\n    ### BEGIN SOLUTION\n    size = 3\n    ### END SOLUTION\n",
        "    ### BEGIN SOLUTION",
        "arrêterait le notebook",
    ),
    Mistake("a checks cell that shows no check", VISIBLE, "    pass\n", "with visible", "ne vérifie rien"),
    Mistake(
        "a visible check outside its block",
        VISIBLE,
        "    pass\nagrees(average, [([3],)])\n",
        "with visible",
        "ne vérifie rien",
    ),
    Mistake(
        "hidden tests that check nothing",
        'equals(answers, {"q1"',
        'print(answers, {"q1"',
        'with hidden("05_small/quiz")',
        "cachés ne",
    ),
    Mistake(
        "a visible check on a random draw",
        VISIBLE,
        "    agrees(average, [(np.random.rand(3),)])\n",
        "    agrees(",
        "au hasard",
    ),
    Mistake(
        "a checks cell without a visible block",
        'with visible("05_small/average"):',
        "if True:",
        "### BEGIN HIDDEN TESTS",
        "`with visible(",
    ),
    Mistake(
        "hidden tests without their block",
        'with hidden("05_small/quiz"):',
        "if True:",
        "### BEGIN HIDDEN TESTS",
        "`with hidden(",
        2,
    ),
    Mistake(
        "another exercise's visible block",
        'visible("05_small/quiz")',
        'visible("05_small/average")',
        'with visible("05_small/average")',
        'visible("05_small/quiz")',
        2,
    ),
    Mistake(
        "another chapter's hidden block",
        'hidden("05_small/quiz")',
        'hidden("06_big/quiz")',
        'with hidden("06_big/quiz")',
        'hidden("05_small/quiz")',
    ),
    Mistake(
        "a block that is not a literal",
        'hidden("05_small/quiz")',
        "hidden(scale)",
        "with hidden(scale)",
        'hidden("05_small/quiz")',
    ),
    Mistake(
        "hidden tests on the page",
        '### BEGIN HIDDEN TESTS\nwith hidden("05_small/quiz"):\n',
        'with hidden("05_small/quiz"):\n    ### BEGIN HIDDEN TESTS\n',
        'with hidden("05_small/quiz")',
        "dans la région",
    ),
    Mistake("a test that binds a public name", "_cases = [(_rng", "cases = [(_rng", "    cases = [", "`_cases`"),
    Mistake("a test that binds a public function", "def _steps", "def steps", "def steps", "`_steps`"),
    Mistake(
        "a test that reads a name and binds it",
        VISIBLE,
        VISIBLE + "    _total = _total + 1\n",
        "    _total = _total",
        "lu avant",
    ),
    Mistake(
        "a test that imports the answer",
        "import math\n",
        "import math\nfrom statistics import mean as average\n",
        "from statistics",
        "remplacerait",
    ),
    Mistake(
        "a test that imports nothing of what it uses",
        "_cases = [(_rng",
        "_cases = np and [(_rng",
        "    _cases = np",
        "`np` n'est pas importé",
    ),
    Mistake(
        "an import that comes too late", "import math\n\n", "_pi = math.pi\nimport math\n\n", "_pi", "importé après"
    ),
    Mistake(
        "a code cell of another language",
        "```{code-cell} ipython3\n:role: demo",
        "```{code-cell} julia\n:role: demo",
        "```{code-cell} julia",
        "ipython3",
    ),
    Mistake(
        "a check that is not imported",
        "import equals, hidden",
        "import hidden",
        "    equals(answers)",
        "`equals` n'est pas importé",
    ),
    Mistake(
        "a visible check that needs a hidden import",
        VISIBLE,
        "    agrees(average, [([math.pi],)])\n",
        "    agrees(average, [([math.pi],)])",
        "`math` n'existe que dans les tests cachés",
    ),
    Mistake(
        "a test of a name that nobody defines",
        "equals(answers)",
        "equals(reponses)",
        "    equals(reponses)",
        "`reponses`",
    ),
    Mistake(
        "a test of a name defined below",
        "agrees(average, [([12",
        "agrees(answers, [([12",
        "    agrees(answers",
        "`answers`",
    ),
    Mistake(
        "a test that needs a demonstration's name",
        VISIBLE,
        "    agrees(average, [(curve,)])\n",
        "    agrees(average, [(curve,)])",
        "démonstration",
    ),
    Mistake(
        "a solution that needs a demonstration's import",
        "    return sum(values)",
        "    return plt and sum(values)",
        "    return plt",
        "démonstration",
    ),
    Mistake(
        "a lesson that needs a demonstration's name",
        "mean = average([scale])",
        "mean = average(curve)",
        "mean = average(curve)",
        "démonstration",
    ),
    Mistake(
        "a demonstration that seeds NumPy",
        DEMO,
        "import numpy\nnumpy.random.seed(0)\n",
        "numpy.random.seed(0)",
        "graine",
    ),
    Mistake(
        "a demonstration that seeds PyTorch",
        DEMO,
        "import torch\ntorch.manual_seed(0)\n",
        "torch.manual_seed(0)",
        "graine",
    ),
    Mistake(
        "a demonstration that seeds the standard library",
        DEMO,
        "from random import seed\nseed(0)\n",
        "seed(0)",
        "graine",
    ),
    Mistake("a demonstration that rebinds what others read", DEMO, "scale = 3\n", "scale = 3", "change `scale`"),
    Mistake(
        "a demonstration that keeps a generator others read",
        DEMO,
        "scale = np.random.default_rng(0)\n",
        "scale = np.random",
        "change `scale`",
    ),
    Mistake("a demonstration that adds to what others read", DEMO, "scale += 1\n", "scale += 1", "change `scale`"),
    Mistake(
        "a demonstration that changes a list others read", DEMO, "scale[0] = 3\n", "scale[0] = 3", "change `scale`"
    ),
    Mistake(
        "a solution that uses an earlier exercise",
        QUIZ_SOLUTION,
        'answers = {"q1": average([1])}\n### END SOLUTION',
        'answers = {"q1": average',
        "« average »",
    ),
    Mistake(
        "a solution that uses a lesson made of an exercise",
        QUIZ_SOLUTION,
        'answers = {"q1": mean}\n### END SOLUTION',
        'answers = {"q1": mean',
        "« average »",
    ),
    Mistake(
        "a solution that uses what nobody defines",
        QUIZ_SOLUTION,
        'answers = {"q1": scal}\n### END SOLUTION',
        'answers = {"q1": scal}',
        "`scal`",
    ),
    Mistake(
        "a lesson that replaces an answer",
        "mean = average",
        "average = average",
        "average = average",
        "déjà défini par l'exercice « average »",
    ),
    Mistake(
        "an exercise that replaces another's answer",
        QUIZ_SOLUTION,
        'answers = {"q1": "b"}\naverage = 3\n### END SOLUTION',
        "average = 3",
        "« average »",
    ),
    Mistake(
        "steps that name a test's data", STEPS, "    return average(_cases)\n", "    return average(_cases)", "`_cases`"
    ),
    Mistake(
        "steps that name the notebook's data",
        STEPS,
        "    return average([scale])\n",
        "    return average([scale])",
        "`scale`",
    ),
    Mistake(
        "steps from elsewhere",
        "observe(_steps, average)",
        "observe(average, average)",
        "    assert observe(average",
        "écrite dans cette cellule",
    ),
]


def _line(text: str, at: str, occurrence: int) -> int:
    found = [number for number, line in enumerate(text.split("\n"), start=1) if f"{line}\n".startswith(at)]
    return found[occurrence - 1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_stops_with_file_line_and_one_sentence(
    mistake: Mistake, small_text: str, new_course: Callable[..., Course]
) -> None:
    assert mistake.old in small_text
    text = small_text.replace(mistake.old, mistake.new, 1)
    with pytest.raises(CourseError) as caught:
        checked_text(new_course(text), "05_small")
    assert isinstance(caught.value, AuthorError)
    line = _line(text, mistake.at, mistake.occurrence)
    assert str(caught.value).startswith(f"notebooks/05_small.md:{line}: "), str(caught.value)
    assert mistake.says in caught.value.sentence
    assert caught.value.sentence.endswith(".") and "\n" not in caught.value.sentence


def test_the_small_chapter_has_no_mistake(new_course: Callable[..., Course]) -> None:
    assert len(checked_text(new_course(), "05_small").cells) == 13


ALLOWED = [
    ("braces in inline code", PROSE, 'Écrivez `{math}` ou `f"{x}"`.'),
    ("dollars in inline code", PROSE, "Écrivez `$$` deux fois."),
    ("plain fenced code with a directive's look inside", PROSE, "```text\n:::{note}\n(cible)=\n$$x$$\n```"),
    ("a formula in a list", PROSE, "- ainsi :\n\n  $$\n  x\n  $$"),
    ("details", PROSE, "<details><summary>Voir</summary>\n\nRien.\n\n</details>"),
    (
        "a generator of its own in a demonstration",
        DEMO,
        "generator = np.random.default_rng(0)\nprint(generator.normal())\n",
    ),
    (
        "a local seed in a demonstration",
        DEMO,
        "import torch\ngenerator = torch.Generator()\ngenerator.manual_seed(0)\n",
    ),
    ("the settings of a plot in a demonstration", DEMO, 'plt.rcParams["font.size"] = 9\n'),
    ("a cell magic", "mean = average([scale])", "%%time\nmean = average([scale])"),
    ("a lambda as steps", "observe(_steps, average)", "observe(lambda f: f([1, 2]), average)"),
    (
        "steps that hand over a seeded generator",
        "def _steps(average):\n" + STEPS,
        "import numpy\n\ndef _steps(average):\n    return average([numpy.random.default_rng(0).normal()])\n",
    ),
    (
        "steps that use a module imported in the cell",
        "def _steps(average):\n" + STEPS,
        "import statistics\n\ndef _steps(average):\n    return statistics.mean([average([1, 2])])\n",
    ),
    ("an argument that hides a name of the notebook", STEPS, "    scale = 1\n    return average([scale, 2])\n"),
    (
        "a recursive solution",
        "    return sum(values) / len(values)",
        "    return average(values[:1]) if values[1:] else 1",
    ),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_what_is_allowed_passes(old: str, new: str, small_text: str, new_course: Callable[..., Course]) -> None:
    assert old in small_text
    checked_text(new_course(small_text.replace(old, new, 1)), "05_small")


def test_a_text_that_is_not_utf_8_stops_at_its_line(new_course: Callable[..., Course], small_text: str) -> None:
    course = new_course()
    (course.notebooks / "05_small.md").write_bytes(small_text.encode().replace(b"second", "é".encode("latin-1")))
    with pytest.raises(AuthorError, match=r"05_small\.md:\d+: ce n'est pas de l'UTF-8") as caught:
        checked_text(course, "05_small")
    assert small_text.split("\n")[caught.value.line - 1] == PROSE


def test_line_endings_of_windows_change_nothing(new_course: Callable[..., Course], small_text: str) -> None:
    course = new_course()
    unix = checked_text(course, "05_small")
    (course.notebooks / "05_small.md").write_bytes(small_text.replace("\n", "\r\n").encode())
    assert checked_text(course, "05_small") == unix


def test_a_missing_text_names_the_command_that_makes_it(new_course: Callable[..., Course]) -> None:
    with pytest.raises(CourseError, match="course new 07_absent"):
        checked_text(new_course(), "07_absent")


def test_every_check_of_the_vocabulary_counts_as_one() -> None:
    assert {"agrees", "raises", "equals", "behaves", "holds"} <= CHECKS
    assert CHECKS.isdisjoint({"visible", "hidden", "call", "observe", "case"})
    assert set(course_utils.checks.__all__) >= CHECKS
