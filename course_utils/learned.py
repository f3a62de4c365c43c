"""What a learner has done, in one file of theirs, `progression.json`. Nothing leaves the machine.

It is beside the chapters' folders when the notebook lies in a folder of its chapter's name (as `course lab` and the
published repository have it), on Drive in Colab when it is mounted, else in the user's data folder. The environment
variable COURSE_LEARNED names another file.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_utils.device import on_colab
from course_utils.french import typeset
from course_utils.handin.locate import on_a_page, told_file
from course_utils.whole import write_whole

FILE = "COURSE_LEARNED"  # environment: the file to use
NAME = "progression.json"
VERSION = 1
DRIVE = Path("/content/drive/MyDrive")  # Colab's, when it is mounted
_said: set[str] = set()


def passed(chapter: str, exercise: str) -> None:
    """Record, with the day and the release, that the checks of `exercise` have passed in the learner's notebook.

    The first time counts. Nothing is written unless a page shows this notebook. Nothing is ever raised: what goes
    wrong is told once, in a French sentence on standard output.
    """
    from course_utils.chapters.reader import read_chapter

    path = _file_here(chapter)
    if path is None:
        return
    content, sentence = read_learned(path)
    _say_once(sentence)
    if content is None or exercise in _exercises(content, chapter):
        return
    told = {
        "on": datetime.date.today().isoformat(),
        "release": str((read_chapter(chapter) or {}).get("release", "")),
    }
    content["chapters"].setdefault(chapter, {}).setdefault("passed", {})[exercise] = told
    try:
        write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        _say_once(
            f"Votre progression n'a pas pu être notée dans {path} ({error.strerror or error}) : vos réponses, elles, "
            "restent dans le notebook."
        )


def done(chapter: str) -> set[str]:
    """Return the exercises of `chapter` that are recorded as passed; none unless a page shows this notebook."""
    path = _file_here(chapter)
    if path is None:
        return set()
    content, sentence = read_learned(path)
    _say_once(sentence)
    return set(_exercises(content, chapter))


def days(content: dict[str, Any] | None, chapter: str) -> dict[str, str]:
    """Return, by exercise of `chapter`, the day on which it was passed (as 2026-11-27), from what was read."""
    return {exercise: told["on"] for exercise, told in _exercises(content, chapter).items()}


def learned_file(folder: Path, chapter: str) -> Path:
    """Return where the progress is kept of whose notebook of `chapter` lies in `folder`."""
    named = os.environ.get(FILE, "").strip()
    if named:
        return Path(named).expanduser()
    if folder.name == chapter:
        return folder.parent / NAME
    if on_colab() and DRIVE.is_dir():
        return DRIVE / "Colab Notebooks" / NAME
    data = os.environ.get("XDG_DATA_HOME", "")
    own = Path(data) if os.path.isabs(data) else Path(os.path.expanduser("~"), ".local", "share")
    return own / "deep-learning-course" / NAME


def read_learned(path: Path) -> tuple[dict[str, Any] | None, str]:
    """Return what a file of progress holds, and a French sentence when something is to be told of it, else « ».

    A file that cannot be understood is kept aside, under another name, and the progress begins again. None: the
    file is to be left as it is.
    """
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return _empty(), ""
    except OSError as error:
        return None, f"Votre progression ({path}) ne se lit pas : {error.strerror or error}."
    except (ValueError, RecursionError):
        content = None
    version = content.get("version") if isinstance(content, dict) else None
    if isinstance(version, int) and version > VERSION:
        return (
            None,
            f"Votre progression ({path}) vient d'une version plus récente du cours : mettez course_utils à jour.",
        )
    if _is_sound(content):
        return content, ""
    return _kept_aside(path)


def _kept_aside(path: Path) -> tuple[dict[str, Any] | None, str]:
    aside = next(name for name in _others(path) if not name.exists())
    try:
        os.rename(path, aside)
    except FileNotFoundError:  # another notebook has just kept it aside
        return _empty(), ""
    except OSError as error:
        return None, f"Votre progression ({path}) est illisible, et ne se déplace pas : {error.strerror or error}."
    return _empty(), f"Votre progression était illisible : elle est gardée dans {aside}, et une nouvelle commence."


def _others(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}-illisible{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-illisible-{number}{path.suffix}")
        number += 1


def _file_here(chapter: str) -> Path | None:
    """Return the file of this learner, None when nobody looks: graded, validated, run by a program."""
    if not on_a_page():
        return None
    notebook = told_file()
    return learned_file(Path.cwd() if notebook is None else notebook.parent, chapter)


def _empty() -> dict[str, Any]:
    return {"version": VERSION, "chapters": {}}


def _is_sound(content: Any) -> bool:
    """Tell whether it is what we write; what later versions may add is no matter."""
    if not (isinstance(content, dict) and content.get("version") == VERSION):
        return False
    chapters = content.get("chapters")
    return isinstance(chapters, dict) and all(
        isinstance(chapter, dict)
        and isinstance(chapter.get("passed", {}), dict)
        and all(isinstance(one, dict) and isinstance(one.get("on"), str) for one in chapter.get("passed", {}).values())
        for chapter in chapters.values()
    )


def _exercises(content: dict[str, Any] | None, chapter: str) -> dict[str, dict[str, str]]:
    return (content or _empty())["chapters"].get(chapter, {}).get("passed", {})


def _say_once(sentence: str) -> None:
    if sentence and sentence not in _said:
        _said.add(sentence)
        print(typeset(sentence))
