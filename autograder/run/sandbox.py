"""The command that starts a fork server in a sandbox: the system and Python to read, and nothing of the course.

A sandbox shows the system's programs, a short list of /etc, the interpreter and its packages, `course_utils` and
`autograder.run.candidate`. It shows neither the rest of the course (solutions, answers, submissions, gradebook) nor
homes, and it has no network.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import autograder
import course_utils
from autograder.run.candidate.namespaces import HOME
from course_utils.chapters.reader import EXTRA_FOLDER

COURSE = "/course"
NOBODY = 65534  # an unprivileged user on every Linux, whether or not it has a name

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "timezone", "fonts", "alternatives", "mime.types")


def sandboxed(command: Sequence[str], folder: Path) -> list[str]:
    """Return `command` (Python and its arguments) to be run in a sandbox; `folder` takes a few small files."""
    words = _namespaces()
    for place in _SYSTEM:
        if os.path.islink(place):
            words += ["--symlink", os.readlink(place), place]
        elif os.path.isdir(place):
            words += ["--ro-bind", place, place]
    shown = {f"/etc/{name}": f"/etc/{name}" for name in _ETC if os.path.exists(f"/etc/{name}")}
    shown |= {"/etc/passwd": str(_accounts(folder))}
    shown |= {path: path for path in _python_folders()}
    shown |= {f"{COURSE}/{name}": path for name, path in _course_parts().items()}
    links = {place: target for place, target in _python_links().items() if not _covered(place, (*_SYSTEM, *shown))}
    for place in ("/tmp", HOME):
        words += ["--perms", "1777", "--tmpfs", place]
    for parent in _parents([*shown, *links, HOME]):
        words += ["--perms", "0755", "--dir", parent]  # bubblewrap would make them for its own user alone
    for place, target in links.items():
        words += ["--symlink", target, place]
    for place, path in shown.items():
        words += ["--ro-bind", path, place]
    for covered in (*_hidden_packages(), *_model_answers()):
        words += ["--tmpfs", covered]
    words += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/dev", "/tmp", "/"):  # what one candidate wrote there, the next would find
        words += ["--remount-ro", place]
    return [*words, "--chdir", HOME, "--", *command]


def empty_sandbox() -> list[str]:
    """Return a command that opens the namespaces of a sandbox and ends: it fails where the system refuses them."""
    return [*_namespaces(), "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--", "true"]


def _namespaces() -> list[str]:
    """The beginning of bubblewrap's command, and what it is to have of its own."""
    words = [shutil.which("bwrap") or "bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts"]
    words += ["--hostname", "notebook", "--unshare-cgroup-try"]
    if os.getuid() != 0:  # root stays root until the fork server has mounted its /proc, and leaves it then
        words += ["--unshare-user"]
    return [*words, "--die-with-parent", "--new-session"]


def private_folders() -> list[str]:
    """Return the folders that each candidate gets empty and writable, for itself alone."""
    in_use = any(_within(path, "/tmp") for path in [*_python_folders(), *_packages(), *_python_links()])
    return [HOME, "/dev/shm", *([] if in_use else ["/tmp"])]


def python_path() -> str:
    """Return PYTHONPATH inside the sandbox: what is shown of the course first, then the environment's folders."""
    own = {os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}
    extra = [path for path in _packages() if not any(_within(path, prefix) for prefix in own)]
    return os.pathsep.join([COURSE, *extra])


def _course_parts() -> dict[str, str]:
    """What is shown of the course: the name inside the sandbox, and where it is."""
    parts = {
        "course_utils": str(Path(course_utils.__file__).parent),
        "autograder/run/candidate": str(Path(autograder.__file__).parent / "run" / "candidate"),
    }
    stored = os.environ.get(EXTRA_FOLDER, "")
    return parts | ({"stored": stored} if os.path.isdir(stored) else {})


def stored_outcomes() -> str:
    """Return where the visible checks' outcomes of a course that is not installed are in the sandbox."""
    return f"{COURSE}/stored"


def _parents(places: Iterable[str]) -> list[str]:
    """Return the folders above `places`, outermost first."""
    above = {str(parent) for place in places for parent in Path(place).parents if str(parent) != "/"}
    return sorted(above | {HOME}, key=lambda path: path.count("/"))


def _python_folders() -> Iterator[str]:
    """The interpreter's and the environment's folders, the outermost of them alone."""
    wanted = dict.fromkeys(os.path.realpath(path) for path in (sys.base_prefix, sys.prefix, *_packages()))
    for path in wanted:
        if os.path.isdir(path) and not _covered(path, [other for other in (*wanted, *_SYSTEM) if other != path]):
            yield path


def _python_links() -> dict[str, str]:
    """The links on the way to the interpreter and its folders: where each is, and what it holds.

    An environment may be reached through links, and so may its `python`, which finds its packages from the path that
    it is called by: in the sandbox that path leads through the same links.
    """
    return {place: target for path in (sys.executable, sys.prefix, sys.base_prefix) for place, target in _links(path)}


def _links(path: str) -> Iterator[tuple[str, str]]:
    """Yield every symbolic link that the system follows to reach `path`, an absolute one that exists."""
    folder, ahead = "/", list(Path(path).parts[1:])
    while ahead:
        name = ahead.pop(0)
        place = os.path.dirname(folder) if name == ".." else os.path.join(folder, name)
        if os.path.islink(place):
            target = os.readlink(place)
            yield place, target
            ahead = [*Path(target).parts, *ahead]  # an absolute target begins with "/", which `join` goes back to
        else:
            folder = place


def _packages() -> list[str]:
    """Folders of installed packages on sys.path; a folder that holds the course itself is none of them."""
    folders = [os.path.realpath(path) for path in sys.path if path and os.path.isdir(path)]
    return [path for path in folders if os.path.basename(path) in ("site-packages", "dist-packages")]


def _hidden_packages() -> Iterator[str]:
    """Where `autograder` is installed among the packages, rather than beside the course, it is covered up."""
    for path in _packages():
        if os.path.isdir(os.path.join(path, "autograder")):
            yield os.path.join(path, "autograder")


def sandbox_user() -> int:
    """Return the user that a candidate runs as."""
    return os.getuid() or NOBODY


def _model_answers() -> Iterator[str]:
    """Where what is shown holds model answers, they are covered up: an answer could read one of them."""
    inside = {f"{COURSE}/{name}": path for name, path in _course_parts().items()} | {path: path for path in _packages()}
    for place, path in inside.items():
        for models in ("models", "chapters/models", "course_utils/chapters/models"):
            if os.path.isdir(os.path.join(path, models)):
                yield f"{place}/{models}"


def _accounts(folder: Path) -> Path:
    path = folder / "passwd"
    path.write_text(f"student:x:{sandbox_user()}:{sandbox_user()}::{HOME}:/bin/sh\n", encoding="ascii")
    path.chmod(0o644)
    return path


def _covered(path: str, folders: Iterable[str]) -> bool:
    return any(_within(path, folder) for folder in folders)


def _within(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder
