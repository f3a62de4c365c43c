"""Frames over a socket: eight bytes of length, then the content."""

from __future__ import annotations

import socket
import struct

HEADER = struct.Struct("<Q")
READY = b"ready"  # the first frame of a candidate, before any code of a student
CUT = "\n… (sortie coupée : elle était trop longue)\n"


def send(sock: socket.socket, content: bytes) -> None:
    """Send one frame."""
    sock.sendall(HEADER.pack(len(content)) + content)


def receive(sock: socket.socket) -> bytes | None:
    """Return the content of the next frame, or None when the other side has closed."""
    header = _exactly(sock, HEADER.size)
    return None if header is None else _exactly(sock, HEADER.unpack(header)[0])


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    content = bytearray()
    while len(content) < size:
        chunk = sock.recv(min(size - len(content), 1 << 20))
        if not chunk:
            return None
        content += chunk
    return bytes(content)
