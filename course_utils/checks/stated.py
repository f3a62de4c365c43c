"""Numbers whose form a check states beforehand: what a learner's code returns is measured only when it is those."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from course_utils.checks.outcome import numbers_of

Shape: TypeAlias = "tuple[int, ...] | list[Shape]"


class NotAsStated(ValueError):
    """What came is not what was stated; the text says in French what it is."""


def as_stated(value: Any, shape: Shape | None) -> Any:
    """Return the real, finite numbers of `value` as a float64 array of `shape` (None: of any, with something in it).

    A list of shapes stands for a list or a tuple of as many results. Raises NotAsStated: nothing is broadcast, and
    complex numbers, truth values, NaN and infinities are refused, since a measure may take any of them for a success.
    """
    if isinstance(shape, list):
        if not isinstance(value, list | tuple) or len(value) != len(shape):
            raise NotAsStated(f"autre chose qu'une liste de {len(shape)} résultats")
        return [as_stated(one, wanted) for one, wanted in zip(value, shape, strict=True)]
    numbers = numbers_of(value)
    if numbers is None or numbers.dtype.kind not in "iuf":
        raise NotAsStated("autre chose que des nombres réels")
    if numbers.shape != shape if shape is not None else not numbers.size:
        raise NotAsStated(f"des nombres de forme {numbers.shape}")
    numbers = numbers.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise NotAsStated("des nombres infinis ou non définis")
    return numbers


def in_french(shape: Shape | None) -> str:
    """Return in French what is stated: « des nombres réels et finis, de forme (1000, 1) »."""
    shapes = list(dict.fromkeys(_leaves(shape))) if shape is not None else []
    if not shapes:
        return "des nombres réels et finis, un au moins"
    forms = f"de forme{'s' if len(shapes) > 1 else ''} {' et '.join(map(str, shapes))}"
    return f"des nombres réels et finis, {forms}"


def _leaves(shape: Shape) -> list[tuple[int, ...]]:
    return [leaf for one in shape for leaf in _leaves(one)] if isinstance(shape, list) else [shape]
