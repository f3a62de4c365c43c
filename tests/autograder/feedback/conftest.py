from __future__ import annotations

from tests.autograder.record.conftest import course, empty_gradebook

__all__ = ["course", "empty_gradebook"]
