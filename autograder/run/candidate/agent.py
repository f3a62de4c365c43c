"""What a candidate answers: run a cell, look a name up, call a function, take observation steps."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import cloudpickle

from autograder.run.candidate.shell import CandidateShell, run_cell
from autograder.run.candidate.wire import receive, send
from course_utils.checks.calling import Case, observed, perform
from course_utils.checks.codec import CodecError, encode
from course_utils.checks.outcome import Outcome, encoded, to_json


def serve(sock: socket.socket, shell: CandidateShell) -> None:
    """Answer requests until the examiner closes the socket."""
    while (request := receive(sock)) is not None:
        try:
            reply = _ANSWERS[request[:1]](shell, request[1:])
        except BaseException as error:
            reply = {"failed": f"{type(error).__name__}: {error}"[:500]}
        send(sock, json.dumps(reply).encode("ascii"))


def _run(shell: CandidateShell, payload: bytes) -> Any:
    return run_cell(shell, payload.decode("utf-8"))


def _look(shell: CandidateShell, payload: bytes) -> Any:
    """Data is sent; what is not data stays here and is spoken to by name."""
    name = payload.decode("utf-8")
    if name not in shell.user_ns:
        return {"kind": "missing"}
    value = shell.user_ns[name]
    if callable(value):
        return {"kind": "thing"}
    try:
        node = encode(value)
    except CodecError:
        return {"kind": "thing"}
    opaque = isinstance(node, dict) and node.get("!") == "opaque"
    return {"kind": "thing"} if opaque else {"kind": "data", "value": node}


def _call(shell: CandidateShell, payload: bytes) -> Any:
    name, cases = cloudpickle.loads(payload)
    function = shell.user_ns[name]
    return {"outcomes": [to_json(perform(function, Case(args, kwargs), encoded)) for args, kwargs in cases]}


def _observe(shell: CandidateShell, payload: bytes) -> Any:
    steps, things = cloudpickle.loads(payload)
    arguments = [shell.user_ns[content] if kind == "name" else content for kind, content in things]
    outcome: Outcome = observed(steps, *arguments)
    return {"outcomes": [to_json(outcome)]}


_ANSWERS: dict[bytes, Callable[[CandidateShell, bytes], Any]] = {
    b"R": _run,
    b"L": _look,
    b"C": _call,
    b"O": _observe,
}
