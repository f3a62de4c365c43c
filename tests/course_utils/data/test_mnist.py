"""Where MNIST is looked for, in which order, what is said about it, and the digits that stand in for it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_utils.data import DataError, load_mnist
from course_utils.data.digits import enlarge, stratified
from course_utils.data.mnist import load
from course_utils.data.parts import MNIST


def assert_same(digits: Any, small: Any) -> None:
    for name, array in small.arrays.items():
        np.testing.assert_array_equal(getattr(digits, name), array)
    assert (digits.x_train.dtype, digits.y_train.dtype, digits.y_test.dtype) == (np.uint8, np.int64, np.int64)
    assert digits.name == "MNIST"


@pytest.mark.parametrize("below", ["", "mnist", "MNIST/raw"])
@pytest.mark.parametrize("compressed", [True, False])
def test_a_folder_of_ones_own_is_read(tmp_path: Path, small: Any, below: str, compressed: bool) -> None:
    small.write(tmp_path / below, compressed)
    assert_same(load(small.recipe, tmp_path), small)


def test_an_archive_is_read_from_its_folder_or_by_its_own_path(tmp_path: Path, small: Any) -> None:
    np.savez(tmp_path / "mnist.npz", **small.arrays)
    assert_same(load(small.recipe, tmp_path), small)
    assert_same(load(small.recipe, tmp_path / "mnist.npz"), small)


def test_course_data_names_a_folder(tmp_path: Path, small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write(tmp_path / "mine")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "mine"))
    digits = load(small.recipe)
    assert_same(digits, small)
    assert digits.source == str(tmp_path / "mine")


@pytest.mark.parametrize(
    "place", ["data/MNIST/raw", "MNIST/raw", ".cache/deep-learning-course/mnist"], ids=["data", "here", "own cache"]
)
def test_the_caches_of_torchvision_and_of_the_course_are_read(home: Path, small: Any, place: str) -> None:
    small.write(home / place)
    assert_same(load(small.recipe), small)


def test_torchvisions_cache_in_the_home_folder_is_read_from_elsewhere(
    home: Path, small: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write(home / "data/MNIST/raw")
    monkeypatch.chdir(tmp_path)
    digits = load(small.recipe)
    assert_same(digits, small)
    assert "`~/data/MNIST/raw`" in digits.note


@pytest.mark.parametrize("moved", [False, True])
def test_the_cache_of_keras_is_read(home: Path, small: Any, moved: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home / (".moved" if moved else ".keras")
    if moved:
        monkeypatch.setenv("KERAS_HOME", str(folder))
    (folder / "datasets").mkdir(parents=True)
    np.savez(folder / "datasets" / "mnist.npz", **small.arrays)
    assert_same(load(small.recipe), small)


def test_the_places_are_looked_at_in_the_order_that_is_told(
    home: Path, small: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    keras = home / ".keras" / "datasets"
    keras.mkdir(parents=True)
    np.savez(keras / "mnist.npz", **small.arrays)
    for folder in (own, home / "data/MNIST/raw", home / ".cache/deep-learning-course/mnist"):
        small.write(folder)
    monkeypatch.setenv("COURSE_DATA", str(own))
    assert load(small.recipe).source == str(own)
    monkeypatch.delenv("COURSE_DATA")
    assert load(small.recipe).source == str(keras / "mnist.npz")
    (keras / "mnist.npz").unlink()
    assert load(small.recipe).source == str(Path("data/MNIST/raw"))


def test_a_damaged_cache_stops_with_a_sentence_rather_than_being_passed_over(home: Path, small: Any) -> None:
    small.write(home / "data/MNIST/raw")
    (home / "data/MNIST/raw" / f"{small.part().file}.gz").write_bytes(b"\x1f\x8b")
    with pytest.raises(DataError, match=r"`~/data/MNIST/raw/train-images-idx3-ubyte.gz` est tronqué"):
        load(small.recipe)


def test_a_folder_without_mnist_is_told_what_to_hold(tmp_path: Path, small: Any) -> None:
    small.write(tmp_path)
    (tmp_path / f"{small.part().file}.gz").unlink()
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(DataError, match=r"ne contient pas MNIST.*`mnist.npz`.*`train-images-idx3-ubyte.gz`"):
            load(small.recipe, folder)


def test_what_is_nowhere_is_downloaded_once_and_kept(
    home: Path, small: Any, mirrors: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_OFFLINE", "0")
    recipe = small.at(mirrors.at("ok"))
    for _ in range(2):
        digits = load(recipe)
        assert_same(digits, small)
        assert digits.source == str(home / ".cache/deep-learning-course/mnist")
    assert len(mirrors.asked) == 4


def test_a_download_is_kept_in_course_data_when_there_is_one(
    small: Any, mirrors: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSE_OFFLINE")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "own"))
    assert load(small.at(mirrors.at("ok"))).source == str(tmp_path / "own" / "mnist")


def test_offline_the_network_is_not_asked(small: Any, mirrors: Any) -> None:
    pytest.importorskip("sklearn")
    digits = load(small.at(mirrors.at("ok")))
    assert mirrors.asked == []
    assert "car le réseau est interdit par COURSE_OFFLINE" in digits.note


def test_when_the_download_fails_the_line_says_why(small: Any, mirrors: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn")
    monkeypatch.delenv("COURSE_OFFLINE")
    note = load(small.at(mirrors.at("absent"), mirrors.at("tampered"))).note
    assert "erreur HTTP 404" in note
    assert "fichier altéré" in note


def test_where_nothing_can_be_written_the_line_says_so(
    small: Any, mirrors: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sklearn")
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.delenv("COURSE_OFFLINE")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file" / "below"))
    assert "ne s’écrit pas" in load(small.at(mirrors.at("ok"))).note


def test_the_substitute_says_what_it_is_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn")
    digits = load_mnist()
    said = capsys.readouterr()
    assert said.out.replace("\n", " ") == f"{digits.note} "
    assert said.err == ""
    assert max(map(len, said.out.split("\n"))) <= 96
    assert "les chiffres de scikit-learn, agrandis de 8 × 8 à 28 × 28 pixels" in digits.note
    assert "1\u202f438 images d’entraînement, 359 de test" in digits.note
    assert repr(digits) == digits.note
    load_mnist(quiet=True)
    assert capsys.readouterr().out == ""


def test_without_scikit_learn_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)  # what `import` reads as « not installed »
    with pytest.raises(DataError, match="%pip install scikit-learn"):
        load_mnist()


def test_the_substitute_holds_each_of_the_1797_digits_once_in_mnists_form() -> None:
    datasets = pytest.importorskip("sklearn.datasets")
    digits = load_mnist(quiet=True)
    images = np.concatenate([digits.x_train, digits.x_test])
    labels = np.concatenate([digits.y_train, digits.y_test])
    assert images.shape == (1797, 28, 28)
    assert (images.dtype, labels.dtype) == (np.uint8, np.int64)
    assert (images.min(), images.max()) == (0, 255)
    given = datasets.load_digits()
    expected = Counter(
        (image.tobytes(), label) for image, label in zip(enlarge(given.images), given.target, strict=True)
    )
    assert Counter((image.tobytes(), label) for image, label in zip(images, labels, strict=True)) == expected


def test_the_substitute_is_the_same_at_every_call_and_stratified() -> None:
    pytest.importorskip("sklearn")
    one, other = load_mnist(quiet=True), load_mnist(quiet=True)
    for name in ("x_train", "y_train", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    shares = np.bincount(one.y_test) / (np.bincount(one.y_train) + np.bincount(one.y_test))
    np.testing.assert_allclose(shares, 0.2, atol=0.004)
    assert np.any(np.diff(one.y_train) < 0)  # shuffled, not class by class


def test_enlarging_keeps_a_constant_image_and_leaves_a_margin_of_four() -> None:
    image = enlarge(np.full((1, 8, 8), 16.0))[0]
    assert (image[4:24, 4:24] == 255).all()
    assert image.sum() == 255 * 20 * 20


def test_enlarging_interpolates_between_pixel_centres() -> None:
    # A ramp 0, 2, … 14 along the columns. Target pixel j has its centre at (j + ½)·8/20 − ½ = 0,4 j − 0,3.
    ramp = np.tile(np.arange(0, 16, 2), (8, 1))
    centres = np.clip(0.4 * np.arange(20) - 0.3, 0, 7)
    expected = np.floor(2 * centres * 255 / 16 + 0.5)
    image = enlarge(ramp[None])[0, 4:24, 4:24]
    np.testing.assert_array_equal(image, np.tile(expected, (20, 1)))
    np.testing.assert_array_equal(enlarge(ramp.T[None])[0, 4:24, 4:24], image.T)


def test_the_stratified_split_takes_the_share_of_each_class_and_every_index_once() -> None:
    labels = np.repeat([3, 5, 8], [10, 20, 5])
    train, test = stratified(labels, 0.2, seed=1)
    assert Counter(labels[test].tolist()) == {3: 2, 5: 4, 8: 1}
    assert sorted([*train, *test]) == list(range(35))
    assert stratified(labels, 0.2, seed=2)[1].tolist() != test.tolist()


def test_the_real_mnist_has_the_counts_that_everybody_knows(real_mnist: Path) -> None:
    digits = load_mnist(real_mnist, quiet=True)
    assert (digits.x_train.shape, digits.x_test.shape) == ((60_000, 28, 28), (10_000, 28, 28))
    counts = np.bincount(digits.y_train)
    assert (counts.min(), counts.argmin(), counts.max(), counts.argmax()) == (5_421, 5, 6_742, 1)
    assert digits.x_train.mean() / 255 == pytest.approx(0.1307, abs=5e-5)
    assert digits.x_train.std() / 255 == pytest.approx(0.3081, abs=5e-5)
    assert digits.note.startswith("Données\xa0: MNIST, lu dans ")


def test_the_real_mnist_is_read_as_well_from_an_archive(real_mnist: Path, tmp_path: Path) -> None:
    digits = load_mnist(real_mnist, quiet=True)
    names = ("x_train", "y_train", "x_test", "y_test")
    np.savez(tmp_path / "mnist.npz", **{name: getattr(digits, name) for name in names})
    again = load_mnist(tmp_path, quiet=True)
    assert all(np.array_equal(getattr(again, name), getattr(digits, name)) for name in names)


def test_the_mirrors_are_several_and_every_file_has_its_digests() -> None:
    assert len(MNIST.mirrors) >= 3
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in MNIST.mirrors)
    assert all(len(part.sha256) == len(part.file_sha256) == 64 for part in MNIST.parts)


def test_importing_it_loads_no_large_package() -> None:
    program = "import sys, course_utils.data; print(*sorted(name.split('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"torch", "matplotlib", "numpy", "IPython", "sklearn", "tqdm"} & set(run.stdout.split())
