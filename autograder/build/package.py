"""The file of a chapter that ships with `course_utils`: JSON that a person can read in a diff, a line an item."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def package_bytes(
    release: str, earlier: Sequence[str], exercises: Mapping[str, Mapping[str, Any]], helps: Mapping[str, Any]
) -> bytes:
    """Return the chapter's file, its seal left empty.

    `release` is the digest of the students' notebook, `earlier` those of releases with the same text; `exercises`
    what is recorded of each, with a line a check and a line a mistake; `helps` what the learner's helps read.
    """
    lines = ['"seal": ""', f'"release": {_text(release)}', f'"earlier": {_text(list(earlier))}']
    recorded = [f"{_text(name)}: {_exercise(exercises[name])}" for name in sorted(exercises)]
    lines.append(_block('"exercises": {', recorded, "}"))
    for name in sorted(helps):
        content = helps[name]
        if isinstance(content, list):
            lines.append(_block(f"{_text(name)}: [", [_text(item) for item in content], "]"))
        elif isinstance(content, Mapping):
            items = [f"{_text(key)}: {_text(content[key])}" for key in sorted(content)]
            lines.append(_block(f"{_text(name)}: {{", items, "}"))
        else:
            lines.append(f"{_text(name)}: {_text(content)}")
    return (_block("{", lines, "}") + "\n").encode()


def _exercise(node: Mapping[str, Any]) -> str:
    checks = _block('"checks": [', [_text(check) for check in node["checks"]], "]")
    mistakes = _block('"mistakes": [', [_text(one) for one in node["mistakes"]], "]")
    return f'{{"made_from": {_text(node["made_from"])}, {checks}, {mistakes}}}'


def _block(begin: str, items: Sequence[str], end: str) -> str:
    return begin + "\n" + ",\n".join(items) + end if items else begin + end


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
