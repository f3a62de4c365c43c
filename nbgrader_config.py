"""nbgrader's settings for this course; `nbgrader` and `course` commands read them from this folder."""

import os

from autograder.build.release import NBGRADER_STEPS
from autograder.report.safe_html import clean_html, page_templates, python_code, safe_markdown2html
from course_utils.french import typeset

c = get_config()  # noqa: F821 - traitlets puts it here

c.CourseDirectory.course_id = "apprentissage-profond"

# The release that `course build` writes: French stubs, and checks that may fail without stopping the notebook.
c.GenerateAssignment.preprocessors = list(NBGRADER_STEPS)

# Formgrader shows what students wrote and displayed: their scripts could otherwise give marks in its name.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": clean_html,
    "markdown2html": safe_markdown2html,
    "highlight_code": python_code,
}
c.HTMLExporter.preprocessors = ["autograder.report.shown.OnlyAllowed"]
c.HTMLExporter.extra_template_basedirs = page_templates()

# « Autograde » and « Generate Feedback » of formgrader, and nbgrader's commands of these names, run `course grade` and
# `course feedback`: nbgrader's own would run students' code without isolation, and write over the students' pages.
# COURSE_PLAIN_NBGRADER=1 gives nbgrader's own back, for code that you trust.
if os.environ.get("COURSE_PLAIN_NBGRADER") != "1":
    c.Autograde.exporter_class = "autograder.gradebook.takeover.CourseGrade"
    c.GenerateFeedback.exporter_class = "autograder.gradebook.takeover.CourseFeedback"

# Where earlier versions kept the verdicts' private details, beside the notebooks that nbgrader copies.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "verdicts.json"]

# Seconds a cell may take, in Validate as in autograde: the longest chapters train for minutes in all.
c.Execute.timeout = 180
c.Execute.error_on_timeout = {
    "ename": "CellTimeoutError",
    "evalue": "",
    "traceback": [typeset("Trop long : cette cellule a été arrêtée après 180 secondes.")],
}

# What `nbgrader validate` prints; JupyterLab's button has its own words.
c.Validator.type_changed_warning = typeset(
    "Le type de {num_changed} cellule(s) a changé : reprenez-les dans une copie neuve du notebook.\n"
)
c.Validator.changed_warning = typeset(
    "Le contenu de {num_changed} cellule(s) de vérification a changé : c'est l'original qui servira à noter.\n"
)
c.Validator.failed_warning = typeset(
    "Validation refusée pour {num_failed} cellule(s) : rendu tel quel, le notebook n'aurait pas tous ses points.\n"
)
c.Validator.passed_warning = typeset("{num_passed} cellule(s) de vérification réussie(s).\n")
