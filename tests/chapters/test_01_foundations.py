"""Chapter 01: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import ast
import math
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.chapters.latex import holds, value

PEOPLE = [
    {"id": 1, "age": 25, "sexe": "F", "profession": "ingénieur", "revenu": 50},
    {"id": 2, "age": 32, "sexe": "M", "profession": "médecin", "revenu": 70},
    {"id": 3, "age": 45, "sexe": "F", "profession": "professeur", "revenu": 45},
    {"id": 4, "age": 23, "sexe": "M", "profession": "étudiant", "revenu": 13},
    {"id": 5, "age": 55, "sexe": "F", "profession": "retraité", "revenu": 40},
]

WORKED = (
    r"28 \times 28 = 784",
    r"30 \times 48 \times 3 = 4\,320",
    "300 - 256 = 44",
    "3 + 3 + 3 = 9",
    r"101 \times 0{,}7 = 70{,}7",
    r"101 \times 0{,}85 = 85{,}85",
    r"(23 - 36) / 12{,}23 \approx -1{,}06",
    r"(13 - 43{,}6) / 18{,}38 \approx -1{,}66",
    r"60\,000 / 32 = 1\,875",
    r"54\,000 / 32 = 1\,687{,}5",
    r"5 \times 1\,688 = 8\,440",
)
BOUNDS = (
    r"c_k = \mathrm{arrondi}\big(n \, (f_1 + \dots + f_k)\big) \qquad\qquad "
    r"\text{taille}_k = c_k - c_{k-1} \qquad\qquad c_0 = 0"
)
STANDARDISED = r"z_{ij} = \frac{x_{ij} - \mu_j^{\text{train}}}{\sigma_j^{\text{train}}}"
ITERATIONS = r"\left\lceil \frac{n}{B} \right\rceil \text{ itérations}"

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    BOUNDS: "test_the_sizes_of_the_solution_are_the_differences_of_rounded_bounds",
    STANDARDISED: "test_both_tables_are_standardised_with_the_numbers_of_the_training",
    ITERATIONS: "test_the_solution_counts_the_iterations_of_the_formula",
}


@pytest.fixture(scope="module")
def cells(notebook: Any) -> list[str]:
    """The chapter's code cells."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def sunset(cells: list[str]) -> np.ndarray:
    namespace: dict[str, Any] = {}
    exec(next(cell for cell in cells if "def paint_sunset" in cell), namespace)
    return namespace["sunset"]


@pytest.fixture(scope="module")
def clusters(cells: list[str]) -> dict[str, Any]:
    """The points of the k-means widget, its function and its starting centres, read in the chapter itself."""
    source = next(cell for cell in cells if "def group" in cell)
    kept = [node for node in ast.parse(source).body if not isinstance(node, ast.Expr | ast.ImportFrom)]
    namespace: dict[str, Any] = {"np": np}
    exec(compile(ast.Module(kept, []), "<lesson>", "exec"), namespace)
    runs = re.findall(r'"([^"]+)": group\(readers, (np\.array\(.+?\)), (\d+)\)', source)
    namespace["runs"] = {name: namespace["group"](namespace["readers"], eval(at), int(n)) for name, at, n in runs}
    return namespace


def spreads(points: np.ndarray, steps: list[Any]) -> list[float]:
    return [float(((points - centres[groups]) ** 2).sum()) for _, centres, groups in steps[1:]]


def test_a_digit_of_28_by_28_pixels_has_784_inputs() -> None:
    assert 28 * 28 == 784


def test_thirty_stations_give_4320_numbers() -> None:
    assert np.zeros((30, 48, 3)).size == 4320


def test_every_step_of_k_means_lowers_the_sum_or_leaves_it(clusters: dict[str, Any]) -> None:
    assert len(clusters["runs"]) == 3 and len(clusters["readers"]) == 60
    for steps in clusters["runs"].values():
        sums = spreads(clusters["readers"], steps)
        assert all(after <= before + 1e-9 for before, after in pairwise(sums))


@pytest.mark.parametrize(
    ("run", "total", "sizes"),
    [("3 centres, départ A", 63.1, [20, 20, 20]), ("3 centres, départ B", 227.4, [8, 12, 40])],
)
def test_two_starts_of_k_means_end_at_the_sums_that_the_text_gives(
    clusters: dict[str, Any], run: str, total: float, sizes: list[int]
) -> None:
    steps = clusters["runs"][run]
    assert round(spreads(clusters["readers"], steps)[-1], 1) == total
    assert sorted(np.bincount(steps[-1][2]).tolist()) == sizes
    assert np.array_equal(steps[-1][1], steps[-2][1]), "the run is not over"


def test_the_second_start_cuts_one_cloud_and_joins_the_two_others(clusters: dict[str, Any]) -> None:
    clouds = clusters["runs"]["3 centres, départ B"][-1][2].reshape(3, 20)
    assert set(clouds[0]) == set(clouds[1]) and len(set(clouds[0])) == 1
    assert len(set(clouds[2])) == 2


def test_the_mean_is_the_centre_that_makes_the_sum_smallest(clusters: dict[str, Any]) -> None:
    points = clusters["readers"][:20]
    best = ((points - points.mean(axis=0)) ** 2).sum()
    for move in np.random.default_rng(0).normal(size=(50, 2)):
        assert ((points - points.mean(axis=0) - move) ** 2).sum() > best


def test_the_sun_is_bright_in_red_and_green_and_dark_in_blue(sunset: np.ndarray) -> None:
    assert sunset.shape == (24, 32, 3) and sunset.dtype == np.uint8
    assert sunset[11, 20].tolist() == [255, 225, 90]


def test_transpose_moves_each_number_to_c_i_j_and_reshape_cuts_the_first_third(sunset: np.ndarray) -> None:
    moved, recut = sunset.transpose(2, 0, 1), sunset.reshape(3, 24, 32)
    assert moved.shape == recut.shape
    assert all(moved[c, i, j] == sunset[i, j, c] for i, j, c in np.ndindex(24, 32, 3))
    assert np.array_equal(np.sort(moved, axis=None), np.sort(recut, axis=None)) and not np.array_equal(moved, recut)
    assert np.array_equal(recut[0].ravel(), sunset[:8].ravel())
    assert sunset.ravel()[:6].tolist() == [*sunset[0, 0].tolist(), *sunset[0, 1].tolist()]


def test_uint8_starts_again_after_255() -> None:
    assert (np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8)).tolist() == [44] == [300 - 256]


def test_the_solution_keeps_pixels_and_float32_takes_half_the_memory(
    solutions: dict[str, Any], sunset: np.ndarray
) -> None:
    ready = solutions["to_channels_first"](sunset[None])
    assert ready.shape == (1, 3, 24, 32) and 2 * ready.nbytes == ready.astype(np.float64).nbytes
    assert np.allclose(ready[0].transpose(1, 2, 0), sunset / 255)


def test_the_sentence_becomes_the_indices_and_the_rows_of_the_table(solutions: dict[str, Any], text: str) -> None:
    words = ["le", "chat", "dort", "le", "jour"]
    vocabulary = sorted(set(words))
    indices = np.array([vocabulary.index(word) for word in words])
    assert vocabulary == ["chat", "dort", "jour", "le"] and indices.tolist() == [3, 0, 1, 3, 2]
    rows = re.findall(r"^\| (\w+) \| (\d) \| (\d) \| (\d) \| (\d) \| (\d) \|$", text, re.MULTILINE)
    assert [row[0] for row in rows] == words and [int(row[1]) for row in rows] == indices.tolist()
    assert [[int(cell) for cell in row[2:]] for row in rows] == solutions["one_hot"](indices, 4).tolist()


def test_a_one_hot_times_a_matrix_chooses_rows_and_two_words_are_root_two_apart(solutions: dict[str, Any]) -> None:
    E = np.array([[0.9, 0.1], [-0.3, 0.8], [0.2, -0.6], [0.0, 0.5]])
    rows = solutions["one_hot"](np.array([3, 0, 1, 3, 2]), 4)
    assert (rows @ E).shape == (5, 2) and (rows @ E)[0].tolist() == [0.0, 0.5]
    assert np.allclose(rows @ E, E[[3, 0, 1, 3, 2]])
    assert np.linalg.norm(rows[0] - rows[1]) == pytest.approx(math.sqrt(2))


@pytest.mark.parametrize(
    ("n", "fractions", "bounds", "sizes"),
    [(10, (0.34, 0.33, 0.33), (3.4, 6.7, 10), [3, 4, 3]), (101, (0.7, 0.15, 0.15), (70.7, 85.85, 101), [71, 15, 15])],
)
def test_rounded_bounds_give_the_sizes_of_the_lesson(
    solutions: dict[str, Any], n: int, fractions: tuple[float, ...], bounds: tuple[float, ...], sizes: list[int]
) -> None:
    assert np.allclose(n * np.cumsum(fractions), bounds)
    assert np.diff(np.round(n * np.cumsum(fractions)), prepend=0).tolist() == sizes
    assert [len(part) for part in solutions["split"](n, fractions, 0)] == sizes


def errors_of_neighbours(seed: int) -> tuple[float, float]:
    """Return the RMSE of the three nearest dates on a random walk: a test drawn at random, then the last 200 days."""
    rng = np.random.default_rng(seed)
    days, walk = np.arange(1000), np.cumsum(rng.normal(size=1000))
    order = rng.permutation(1000)

    def error(known: np.ndarray, asked: np.ndarray) -> float:
        nearest = np.argsort(np.abs(asked[:, None] - known), axis=1, kind="stable")[:, :3]
        return float(np.sqrt(np.mean((walk[known][nearest].mean(axis=1) - walk[asked]) ** 2)))

    return error(order[:800], order[800:]), error(days[:800], days[800:])


def test_dated_rows_that_are_shuffled_make_an_error_look_ten_times_smaller(
    cells: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    exec(next(cell for cell in cells if "def error_of_neighbours" in cell), {})
    assert [line.split(":")[1].strip() for line in capsys.readouterr().out.splitlines()] == ["0.86", "11.32"]
    assert [round(error, 2) for error in errors_of_neighbours(0)] == [0.86, 11.32]
    shuffled, dated = np.array([errors_of_neighbours(seed) for seed in range(30)]).T
    assert [round(one, 2) for one in (shuffled.min(), shuffled.max())] == [0.77, 0.92]
    assert [round(one, 1) for one in (dated.min(), dated.max())] == [2.5, 19.9]


def test_sizes_rounded_one_by_one_lose_a_row() -> None:
    assert [round(10 * fraction) for fraction in (0.34, 0.33, 0.33)] == [3, 3, 3]


def test_the_three_fractions_of_the_statement_do_not_add_up_to_one_exactly() -> None:
    assert 0.7 + 0.2 + 0.1 != 1 and abs(0.7 + 0.2 + 0.1 - 1) < 1e-9


def test_the_heatwave_is_far_with_the_training_s_numbers_and_hidden_with_its_own(solutions: dict[str, Any]) -> None:
    usual = np.array([11.0, 12.5, 14.0, 15.0, 16.0, 17.5, 19.0, 20.0, 21.5, 23.5])
    heatwave = np.array([32.0, 33.5, 35.0, 36.0, 38.5])
    train, test = solutions["standardize"](usual[:, None], heatwave[:, None])
    assert [round(float(value), 1) for value in (test.min(), test.max())] == [3.9, 5.6]
    assert train.mean() == pytest.approx(0) and train.std() == pytest.approx(1)
    own = (heatwave - heatwave.mean()) / heatwave.std()
    assert heatwave.mean() == 35 and own[2] == 0
    assert -1.5 < own.min() < -1.3 and 1.5 < own.max() < 1.6


def test_a_row_standardised_with_its_own_mean_is_zero() -> None:
    row = np.array([[3.0, -8.0]])
    assert (row - row.mean(axis=0)).tolist() == [[0.0, 0.0]]


def test_the_table_has_nine_columns_and_the_numbers_of_person_4(solutions: dict[str, Any], text: str) -> None:
    ages, incomes = (np.array([row[name] for row in PEOPLE], dtype=float) for name in ("age", "revenu"))
    assert (ages.mean(), incomes.mean()) == (36, pytest.approx(43.6))
    assert (round(ages.std(), 2), round(incomes.std(), 2)) == (12.23, 18.38)
    train, _ = solutions["encode_table"](PEOPLE, PEOPLE, ["age", "revenu"], ["sexe", "profession"])
    assert train.shape == (5, 9) and np.round(train[3, :2], 2).tolist() == [-1.06, -1.66]
    for row in PEOPLE:
        assert f"| {row['id']} | {row['age']} | {row['sexe']} | {row['profession']} | {row['revenu']} |" in text


def test_an_accent_sorts_after_z() -> None:
    assert sorted(row["profession"] for row in PEOPLE)[-2:] == ["retraité", "étudiant"]


def test_an_unknown_profession_is_a_row_of_zeros(solutions: dict[str, Any]) -> None:
    _, test = solutions["encode_table"](PEOPLE, [{**PEOPLE[0], "profession": "artiste"}], [], ["profession"])
    assert test.tolist() == [[0.0] * 5]


@pytest.mark.parametrize(("n", "batch", "count"), [(60_000, 32, 1875), (54_000, 32, 1688), (1000, 300, 4), (10, 4, 3)])
def test_iterations_are_the_quotient_rounded_up(solutions: dict[str, Any], n: int, batch: int, count: int) -> None:
    assert solutions["iterations_per_epoch"](n, batch) == count == math.ceil(n / batch)


def test_the_last_batch_and_the_corrections_of_five_epochs() -> None:
    assert 60_000 - 60_000 // 10 == 54_000 and 54_000 / 32 == 1687.5
    assert 54_000 - 1687 * 32 == 16 and 5 * 1688 == 8440 and 1000 - 3 * 300 == 100


def test_the_quiz_s_reshape_is_accepted_and_scrambles() -> None:
    images = np.random.default_rng(0).integers(0, 256, size=(64, 32, 48, 3))
    assert images.reshape(64, 3, 32, 48).shape == images.transpose(0, 3, 1, 2).shape
    assert not np.array_equal(images.reshape(64, 3, 32, 48), images.transpose(0, 3, 1, 2))


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    assert holds(latex)


@pytest.mark.parametrize(
    ("n", "fractions"), [(10, (0.34, 0.33, 0.33)), (101, (0.7, 0.15, 0.15)), (57, (0.5, 0.3, 0.2))]
)
def test_the_sizes_of_the_solution_are_the_differences_of_rounded_bounds(
    solutions: dict[str, Any], n: int, fractions: tuple[float, ...]
) -> None:
    sizes = np.array([len(part) for part in solutions["split"](n, fractions, 0)])
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    values = {"n": n, "F_k": np.cumsum(fractions), r"\text{taille}_k": sizes, "c_k": bounds[1:], "c_k-1": bounds[:-1]}
    formula = BOUNDS.replace(r"f_1 + \dots + f_k", "F_k")  # the sums, one for each k
    assert holds(formula, {**values, "c_0": bounds[0], r"\mathrm{arrondi}": np.round})


def test_both_tables_are_standardised_with_the_numbers_of_the_training(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(1)
    train, test = rng.normal(3, 2, size=(8, 3)), rng.normal(5, 1, size=(4, 3))
    formula = STANDARDISED.replace(r"^{\text{train}}", "")
    for given, found in zip((train, test), solutions["standardize"](train, test), strict=True):
        values = {"x_ij": given, "z_ij": found, r"\mu_j": train.mean(axis=0), r"\sigma_j": train.std(axis=0)}
        assert holds(formula, values)


def test_the_solution_counts_the_iterations_of_the_formula(solutions: dict[str, Any]) -> None:
    for n in range(1, 60):
        for batch in range(1, 12):
            assert solutions["iterations_per_epoch"](n, batch) == value(ITERATIONS, {"n": n, "B": batch})
