from __future__ import annotations

from tests.autograder.gradebook.conftest import course, empty_gradebook

__all__ = ["course", "empty_gradebook"]
