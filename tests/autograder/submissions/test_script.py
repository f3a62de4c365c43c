"""A notebook that was exported as a Python script is read cell by cell, whatever exported it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.submissions.read import SubmittedCell, UnreadableSubmission, read_versions
from autograder.submissions.script import script_cells

CONVERTED = """#!/usr/bin/env python
# coding: utf-8

# # Un titre
#
# Un texte.

# In[1]:


# Exercice 1 · double
x = 1


def f():
    return x


# Une remarque.

# Une autre.

# In[ ]:


# rien que cela

# In[*]:


get_ipython().run_line_magic('matplotlib', 'inline')
if x:
    get_ipython().run_line_magic('pip', 'install "a b"')


# In[12]:


get_ipython().run_cell_magic('time', '', "def g():\\n    return 'a'\\n")

"""


def read(text: str) -> list[tuple[str, str]]:
    return [(kind, source) for kind, source, _ in script_cells(text)]


def test_the_form_of_nbconvert_is_prompts_code_and_comments() -> None:
    assert read(CONVERTED) == [
        ("markdown", "# Un titre\n\nUn texte."),
        ("code", "# Exercice 1 · double\nx = 1\n\n\ndef f():\n    return x"),
        ("markdown", "Une remarque."),
        ("markdown", "Une autre."),
        ("code", "# rien que cela"),
        ("code", '%matplotlib inline\nif x:\n    %pip install "a b"'),
        ("code", "%%time\ndef g():\n    return 'a'\n"),
    ]


def test_the_percent_form_keeps_its_metadata_and_its_magics() -> None:
    text = (
        '# %% [markdown]\n# Un texte.\n\n# %% nbgrader={"grade_id": "double"}\n# %matplotlib inline\nx = 1\n\n'
        "# %%\n# %%time\ny = 2\n"
    )
    assert script_cells(text) == [
        ("markdown", "Un texte.", {}),
        ("code", "%matplotlib inline\nx = 1", {"nbgrader": {"grade_id": "double"}}),
        ("code", "%%time\ny = 2", {}),
    ]


def test_jupytexts_light_form_is_read_by_its_header() -> None:
    header = "# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n"
    header += "#       extension: .py\n#       format_name: light\n# ---"
    assert read(f"{header}\n\n# Un texte.\n\nx = 1\n\n# +\ny = 2\n\nz = 3\n# -\n") == [
        ("markdown", "Un texte."),
        ("code", "x = 1"),
        ("code", "y = 2\n\nz = 3"),
    ]


@pytest.mark.parametrize(
    "call",
    [
        "get_ipython().run_line_magic('a', open)",
        "get_ipython().run_line_magic('a' * 10**9)",
        "get_ipython().run_cell_magic('time', '')",
        "get_ipython().run_line_magic(" + "(" * 5000 + ")",
    ],
)
def test_a_call_that_is_no_plain_magic_is_left_as_it_is(call: str) -> None:
    assert read(call) == [("code", call)]


def test_code_alone_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("\ufeffx = 'é'\r\ny = 2\r\n".encode())
    (submitted,) = read_versions(path)
    assert submitted.cells == (SubmittedCell("code", "x = 'é'\ny = 2\n"),)
    assert submitted.notes == (
        "a.py est un notebook exporté en Python : ses cellules ont été retrouvées dans le texte.",
    )


@pytest.mark.parametrize(
    "text", ["# %%\n\0", "# ---\n# a: [\n# ---\n", "# %% {\n", "# In[1]:\n", "# In[1]:\n\n\n\n# a"]
)
def test_an_odd_script_is_read_or_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(text.encode())
    try:
        assert all(isinstance(cell.source, str) for cell in read_versions(path)[0].cells)
    except UnreadableSubmission as told:
        assert "a.py" in str(told)
