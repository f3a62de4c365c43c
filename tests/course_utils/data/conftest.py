"""A small data set in the form of MNIST, mirrors on this machine, and a home where nothing else can be found."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_utils.data.parts import Part, Recipe

REAL = os.environ.get("COURSE_DATA", "")
FILES = {
    "x_train": ("train-images-idx3-ubyte", (7, 28, 28)),
    "y_train": ("train-labels-idx1-ubyte", (7,)),
    "x_test": ("t10k-images-idx3-ubyte", (3, 28, 28)),
    "y_test": ("t10k-labels-idx1-ubyte", (3,)),
}


@dataclass
class Small:
    """A data set of ten images: its arrays, and its four files, plain and compressed, by name."""

    recipe: Recipe
    arrays: dict[str, np.ndarray]
    plain: dict[str, bytes]
    zipped: dict[str, bytes]

    def write(self, folder: Path, compressed: bool = True) -> Path:
        """Write the four IDX files into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (self.zipped if compressed else self.plain).items():
            (folder / name).write_bytes(content)
        return folder

    def part(self, field_name: str = "x_train") -> Part:
        return next(part for part in self.recipe.parts if part.field == field_name)

    def at(self, *mirrors: str) -> Recipe:
        """The recipe with these mirrors."""
        return replace(self.recipe, mirrors=mirrors)


@pytest.fixture()
def small() -> Small:
    rng = np.random.RandomState(5)
    arrays, parts, plain, zipped = {}, [], {}, {}
    for name, (file, shape) in FILES.items():
        array = rng.randint(0, 256 if len(shape) == 3 else 10, shape).astype(np.uint8)
        content = bytes((0, 0, 8, len(shape))) + struct.pack(f">{len(shape)}I", *shape) + array.tobytes()
        packed = gzip.compress(content, mtime=0)
        digests = hashlib.sha256(array.tobytes()).hexdigest(), hashlib.sha256(packed).hexdigest()
        parts.append(Part(name, file, shape, digests[0], len(packed), digests[1]))
        arrays[name], plain[file], zipped[f"{file}.gz"] = array, content, packed
    return Small(Recipe(tuple(parts), ()), arrays, plain, zipped)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, which is also the working folder; the network is forbidden, and out of reach but for loopback."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("COURSE_DATA", "KERAS_HOME", "XDG_CACHE_HOME", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    monkeypatch.chdir(folder)
    connect = socket.create_connection

    def only_loopback(address: tuple[str, int], *rest: Any, **options: Any) -> socket.socket:
        assert address[0] == "127.0.0.1", f"a test asked for {address}"
        return connect(address, *rest, **options)

    monkeypatch.setattr(socket, "create_connection", only_loopback)
    return folder


@pytest.fixture()
def real_mnist() -> Path:
    """The folder of the real MNIST files."""
    if not REAL:
        pytest.skip("needs the real MNIST, in a folder that COURSE_DATA names")
    return Path(REAL).resolve()


@dataclass
class Mirrors:
    """A server on this machine. The first folder of an address says how it behaves; `asked` is what it was asked for.

    ok, range (knows Range), wrong-range, short (says that it is whole), cut (half-way), tampered, long, absent,
    silent (until the test ends), together (answers two at once).
    """

    address: str
    asked: list[tuple[str, str]] = field(default_factory=list)

    def at(self, behaviour: str) -> str:
        return f"{self.address}/{behaviour}/"


@pytest.fixture()
def mirrors(small: Small) -> Iterator[Mirrors]:
    over, together = threading.Event(), threading.Barrier(2)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _, behaviour, name = self.path.split("/")
            found.asked.append((behaviour, self.headers.get("Range", "")))
            content = small.zipped[name]
            half = len(content) // 2
            if behaviour == "absent":
                self.send_error(404)
                return
            if behaviour == "silent":
                over.wait(60)
                return
            if behaviour == "together":
                together.wait(60)
            start = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            if behaviour in ("range", "wrong-range") and start:
                first = int(start[1]) if behaviour == "range" else 0
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
                body = content[first:]
            else:
                self.send_response(200)
                body = content
            told = len(body)
            if behaviour == "short":
                body, told = content[:half], half
            elif behaviour == "cut":
                body = content[:half]
            elif behaviour == "tampered":
                body = content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]
            elif behaviour == "long":
                body, told = content + b"more", told + 4
            self.send_header("Content-Length", str(told))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Mirrors(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield found
        over.set()
        server.shutdown()
        thread.join()
