from __future__ import annotations

from tests.autograder.tiny_course import built_tiny, tiny, tiny_command

__all__ = ["built_tiny", "tiny", "tiny_command"]
