"""Downloads from mirrors on this machine: whole and checked, resumed, given up quickly, safe with several processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from course_utils.data.download import NotFetched, fetch, fetch_file


@pytest.fixture()
def kept(tmp_path: Path) -> Path:
    """Where the files go; it does not exist yet."""
    return tmp_path / "kept"


def partial(folder: Path, small: Any) -> Path:
    return folder / f".{small.part().file}.gz.part"


def is_whole(folder: Path, small: Any) -> bool:
    return (folder / f"{small.part().file}.gz").read_bytes() == small.zipped[f"{small.part().file}.gz"]


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_the_four_files_come_from_one_mirror(kept: Path, small: Any, mirrors: Any) -> None:
    fetch(small.at(mirrors.at("ok"), mirrors.at("absent")), kept)
    assert {path.name: path.read_bytes() for path in kept.iterdir() if path.suffix == ".gz"} == small.zipped
    assert [behaviour for behaviour, _ in mirrors.asked] == ["ok"] * 4
    assert list(kept.glob(".*.part")) == []


def test_files_that_are_there_are_not_asked_for_again(kept: Path, small: Any, mirrors: Any) -> None:
    small.write(kept)
    fetch(small.at(mirrors.at("ok")), kept)
    assert mirrors.asked == []


def test_the_mirror_that_works_is_asked_first_for_the_next_file(kept: Path, small: Any, mirrors: Any) -> None:
    fetch(small.at(mirrors.at("absent"), mirrors.at("ok")), kept)
    assert [behaviour for behaviour, _ in mirrors.asked] == ["absent", "ok", "ok", "ok", "ok"]


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("absent", "erreur HTTP 404"),
        ("tampered", "fichier altéré"),
        ("long", "fichier altéré"),
        ("short", "connexion coupée"),
        ("cut", "connexion coupée"),
    ],
)
def test_a_bad_mirror_is_asked_once_named_with_its_reason_and_leaves_no_file(
    kept: Path, small: Any, mirrors: Any, behaviour: str, reason: str
) -> None:
    with pytest.raises(NotFetched, match=f"127.0.0.1:[0-9]+ : {reason}"):
        fetch(small.at(mirrors.at(behaviour)), kept)
    assert len(mirrors.asked) == 1
    assert visible(kept) == set()
    assert partial(kept, small).exists() == (reason == "connexion coupée")


@pytest.mark.parametrize("behaviour", ["absent", "tampered", "long", "short", "cut", "wrong-range"])
def test_after_a_bad_mirror_the_next_one_gives_the_file(kept: Path, small: Any, mirrors: Any, behaviour: str) -> None:
    used = fetch_file(small.part(), [mirrors.at(behaviour), mirrors.at("range")], kept)
    assert is_whole(kept, small)
    assert used == mirrors.at("wrong-range" if behaviour == "wrong-range" else "range")


def test_a_download_that_was_cut_goes_on_where_it_stopped(kept: Path, small: Any, mirrors: Any) -> None:
    half = small.part().size // 2
    with pytest.raises(NotFetched):
        fetch_file(small.part(), [mirrors.at("cut")], kept)
    assert partial(kept, small).stat().st_size == half
    counts: list[int] = []
    fetch_file(small.part(), [mirrors.at("range")], kept, advance=counts.append)
    assert mirrors.asked == [("cut", ""), ("range", f"bytes={half}-")]
    assert is_whole(kept, small)
    assert sum(counts) == small.part().size


def test_a_mirror_that_ignores_the_range_gives_the_whole_file(kept: Path, small: Any, mirrors: Any) -> None:
    counts: list[int] = []
    fetch_file(small.part(), [mirrors.at("cut"), mirrors.at("ok")], kept, advance=counts.append)
    assert mirrors.asked[1] == ("ok", f"bytes={small.part().size // 2}-")
    assert is_whole(kept, small)
    assert sum(counts) == small.part().size


def test_a_range_other_than_the_one_asked_for_is_not_glued_on(kept: Path, small: Any, mirrors: Any) -> None:
    with pytest.raises(NotFetched, match="réponse inattendue"):
        fetch_file(small.part(), [mirrors.at("cut"), mirrors.at("wrong-range")], kept)
    assert visible(kept) == set()


@pytest.mark.parametrize("length", [100, None, 10_000_000], ids=["shorter", "as long", "longer"])
def test_what_is_left_of_another_download_never_spoils_the_file(
    kept: Path, small: Any, mirrors: Any, length: int | None
) -> None:
    kept.mkdir()
    partial(kept, small).write_bytes(bytes(length or small.part().size))
    fetch_file(small.part(), [mirrors.at("range"), mirrors.at("range")], kept)
    assert is_whole(kept, small)


def test_a_download_stopped_before_its_file_was_named_needs_no_network(kept: Path, small: Any) -> None:
    kept.mkdir()
    partial(kept, small).write_bytes(small.zipped[f"{small.part().file}.gz"])
    fetch_file(small.part(), ["http://127.0.0.1:9/"], kept)
    assert is_whole(kept, small)


def test_a_damaged_file_in_place_is_downloaded_again(kept: Path, small: Any, mirrors: Any) -> None:
    kept.mkdir()
    (kept / f"{small.part().file}.gz").write_bytes(b"half")
    fetch_file(small.part(), [mirrors.at("ok")], kept)
    assert is_whole(kept, small)


def test_mirrors_that_never_answer_are_given_up_and_the_first_file_decides(
    kept: Path, small: Any, mirrors: Any
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # connects, and says nothing
        nobody = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        with pytest.raises(NotFetched, match=r"^aucun miroir ne répond$"):
            fetch(small.at(mirrors.at("silent"), nobody), kept, answer_s=0.2)
    assert len(mirrors.asked) == 1


def test_a_closed_port_is_no_answer(kept: Path, small: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NotFetched, match="aucun miroir ne répond"):
        fetch(small.at(f"http://127.0.0.1:{port}/"), kept)


def test_a_mirror_without_a_valid_certificate_is_told_apart(kept: Path, small: Any, mirrors: Any) -> None:
    with pytest.raises(NotFetched, match="connexion sûre refusée"):
        fetch(small.at(mirrors.at("ok").replace("http:", "https:")), kept)
    assert mirrors.asked == []


def test_a_download_that_takes_too_long_stops_and_keeps_what_came(kept: Path, small: Any, mirrors: Any) -> None:
    with pytest.raises(NotFetched, match="trop lent"):
        fetch_file(small.part(), [mirrors.at("ok")], kept, end=time.monotonic() - 1)
    assert visible(kept) == set()
    fetch_file(small.part(), [mirrors.at("range")], kept)
    assert is_whole(kept, small)


PROGRAM = """if True:
    import sys
    from pathlib import Path
    from course_utils.data.download import fetch_file
    from course_utils.data.parts import Part
    folder, mirror, file, size, digest = sys.argv[1:]
    fetch_file(Part("x_train", file, (7, 28, 28), "", int(size), digest), [mirror], Path(folder), answer_s=60)
    """


def test_two_processes_at_once_both_end_with_the_whole_file(kept: Path, small: Any, mirrors: Any) -> None:
    part = small.part()
    words = [sys.executable, "-c", PROGRAM, kept, mirrors.at("together"), part.file, str(part.size), part.file_sha256]
    # The mirror answers once both have asked: neither can have found what the other brought.
    running = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True, umask=0o022) for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    assert len(mirrors.asked) == 2
    assert is_whole(kept, small)
    if os.name != "nt":  # whoever brought it, everybody who shares the folder may read it
        assert (kept / f"{part.file}.gz").stat().st_mode & 0o444 == 0o444
    assert list(kept.glob(".*.part")) == []


@pytest.mark.skipif(os.name == "nt", reason="asks for a folder that Windows cannot make so")
def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path: Path, small: Any, mirrors: Any) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError):
        fetch(small.at(mirrors.at("ok")), tmp_path / "file" / "kept")
