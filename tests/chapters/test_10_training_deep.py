"""Chapter 10: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import contextlib
import io
import math
import re
from typing import Any

import numpy as np
import pytest

from course_utils.widgets.race import Racecourse
from tests.chapters.latex import holds, value

WORKED = (
    r"\ln 10 \approx 2{,}303",
    r"2 / 250 = 0{,}008",
    r"2 / 50 = 0{,}04",
    r"\sqrt{0{,}04} = 0{,}2",
    r"\sqrt{100 / 2} \approx 7{,}1",
    r"(4 + 1 + 0 + 9) / 4 = 3{,}5",
    r"14 / 3 \approx 4{,}667",
    r"0{,}1 \times 3 = 0{,}3",
    r"0{,}9 \times 1 + 0{,}1 \times 4{,}667 \approx 1{,}367",
    r"1{,}1^{20} \approx 6{,}73",
    r"\sqrt{10^{-6} + 10^{-7}} \approx 1{,}049 \times 10^{-3}",
    r"0{,}1 / \sqrt{0{,}001} \approx 3{,}16",
    r"3 \times 2 \times 2 \times 2 \times 2 = 48",
    r"48 \times 5 = 240",
    r"4 \times 2 \times 5 + 1 = 41",
    r"12 \times 5 + 1 = 61",
    r"\ln(e + 9) - 1 \approx 1{,}46",
)
SUM_OF_VARIANCES = r"\mathrm{Var}(z) = n_\text{in} \, \mathrm{Var}(w) \, \mathbb E[x^2]"
HALF_LEFT = r"\mathbb E[\mathrm{ReLU}(z)^2] = \frac12 \mathrm{Var}(z)"
FORWARD = r"\mathrm{Var}(w) = 1 / n_\text{in}"
GLOROT = r"\mathrm{Var}(w) = \frac{2}{n_\text{in} + n_\text{out}}"
HE = r"\mathrm{Var}(w) = \frac{2}{n_\text{in}}"
STATISTICS = r"\mu = \frac1n \sum_i x_i \qquad\qquad \sigma^2 = \frac1n \sum_i (x_i - \mu)^2"
NORMALISED = r"y_i = \gamma \, \frac{x_i - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta"
RUNNING = (
    r"\bar\mu \leftarrow (1 - \rho) \, \bar\mu + \rho \, \mu \qquad\qquad "
    r"\bar\sigma^2 \leftarrow (1 - \rho) \, \bar\sigma^2 + \rho \, \frac{n}{n - 1} \, \sigma^2"
)
SHORTCUT, FIRST_LAYER = r"h \leftarrow h + f(h)", r"h = \mathrm{ReLU}(\mathtt{first}(x))"
SMALL_SLOPE, SMALL_POWER = r"f'(h) = 0{,}1", r"0{,}1^{20} = 10^{-20}"
VELOCITY, ALONG = r"v \leftarrow \beta v + g", r"w \leftarrow w - \eta v"
NESTEROV = r"v \leftarrow \beta \, v + g \qquad\qquad w \leftarrow w - \eta \, (g + \beta \, v)"
RMSPROP = (
    r"s \leftarrow \rho \, s + (1 - \rho) \, g^2 \qquad\qquad w \leftarrow w - \eta \, \frac{g}{\sqrt{s} + \varepsilon}"
)
MOMENTS = r"m \leftarrow \beta_1 m + (1 - \beta_1) \, g \qquad\qquad s \leftarrow \beta_2 s + (1 - \beta_2) \, g^2"
CORRECTED = r"\hat m = \frac{m}{1 - \beta_1^t} \qquad\qquad \hat s = \frac{s}{1 - \beta_2^t}"
FIRST_MOMENTS = (r"m = 0{,}1 \, g", r"s = 0{,}001 \, g^2")
ADAMW = r"w \leftarrow (1 - \eta \alpha) \, w - \eta \, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}"
LIMIT = r"\eta = 2 / 50 = 0{,}04"
COSINE = (
    r"\eta_k = \begin{cases} \eta \, \frac{k + 1}{r} & \text{si } k < r \\ \frac{\eta}{2} \left( 1 + \cos\left( \pi \, "
    r"\frac{k - r}{N - r} \right) \right) & \text{sinon} \end{cases}"
)

FORMULAS = {
    **dict.fromkeys(WORKED, "test_a_worked_sum_is_right"),
    **dict.fromkeys((SUM_OF_VARIANCES, HALF_LEFT, FORWARD), "test_the_variance_of_a_sum_is_the_formula"),
    **dict.fromkeys((GLOROT, HE), "test_the_initialisations_have_the_variances_of_the_formulas"),
    **dict.fromkeys((STATISTICS, NORMALISED, RUNNING), "test_batch_norm_of_the_solution_is_the_formulas"),
    **dict.fromkeys((SHORTCUT, FIRST_LAYER), "test_a_block_of_the_solution_adds_to_what_it_receives"),
    **dict.fromkeys((SMALL_SLOPE, SMALL_POWER), "test_twenty_small_slopes_leave_nothing_without_a_shortcut"),
    **dict.fromkeys((VELOCITY, ALONG, NESTEROV), "test_a_step_of_momentum_is_the_formulas"),
    RMSPROP: "test_a_step_of_rmsprop_is_the_formula",
    **dict.fromkeys((MOMENTS, CORRECTED, ADAMW, *FIRST_MOMENTS), "test_a_step_of_adamw_is_the_formulas"),
    LIMIT: "test_the_best_rates_of_the_race_are_those_of_the_text",
    COSINE: "test_the_schedule_of_the_solution_is_the_formula",
}


def right_sides(latex: str, values: dict[str, Any]) -> list[Any]:
    """What stands on the right of each arrow, computed one after the other: an arrow changes what it names."""
    found, known = [], dict(values)
    for statement in re.split(r"\\qquad\\qquad", latex):
        name, _, expression = statement.partition(r"\leftarrow")
        known[name.strip()] = value(expression, known)
        found.append(known[name.strip()])
    return found


@pytest.fixture(scope="module")
def lesson(notebook: Any) -> tuple[dict[str, Any], str]:
    """The names of the whole lesson, and what its trainings print; widgets, figures and what is timed are left out."""
    names: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in notebook.cells:
            role = cell.metadata.get("course", {}).get("role")
            skipped = "widgets" in cell.source or "Figure :" in cell.source or "timed_training" in cell.source
            if cell.cell_type == "code" and (role == "stub+solution" or (role in (None, "demo") and not skipped)):
                exec(cell.source, names)
    return names, printed.getvalue().replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def shares(told: str, start: str) -> list[float]:
    """The percentages, from 0 to 100, of the line that starts so."""
    line = next(line for line in told.splitlines() if line.startswith(start))
    return [float(found.replace(",", ".")) for found in re.findall(r"(\d+(?:[.,]\d+)?) ?%", line)]


@pytest.mark.parametrize("latex", WORKED)
def test_a_worked_sum_is_right(latex: str) -> None:
    assert holds(latex)


def test_the_variance_of_a_sum_is_the_formula() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.normal(0.5, 1.5, size=(300, 40)), rng.normal(0, 0.7, size=(40, 3000))
    z = x @ w
    printed = SUM_OF_VARIANCES.replace(r"\mathrm{Var}(z)", "z").replace(r"\mathrm{Var}(w)", "w")
    printed = printed.replace(r"n_\text{in}", "n").replace(r"\mathbb E[x^2]", "q")
    assert holds(printed, {"z": z.var(), "n": 40, "w": 0.49, "q": np.mean(x**2)}, atol=0.02 * z.var())
    half = HALF_LEFT.replace(r"\mathbb E[\mathrm{ReLU}(z)^2]", "q").replace(r"\mathrm{Var}(z)", "z")
    assert holds(half, {"q": np.mean(np.maximum(z, 0) ** 2), "z": z.var()}, atol=0.02 * z.var())
    kept = value(FORWARD.partition("=")[2].replace(r"n_\text{in}", "n"), {"n": 40})
    assert 40 * kept * 1.0 == pytest.approx(1.0)


def test_the_initialisations_have_the_variances_of_the_formulas(solutions: dict[str, Any]) -> None:
    for name, latex in (("init_xavier", GLOROT), ("init_he", HE)):
        for n_in, n_out in [(300, 400), (400, 100)]:
            w = solutions[name](n_in, n_out, np.random.default_rng(1))
            expression = latex.partition("=")[2].replace(r"n_\text{in}", "n").replace(r"n_\text{out}", "d")
            assert w.shape == (n_in, n_out)
            assert w.var() == pytest.approx(value(expression, {"n": n_in, "d": n_out}), rel=0.03)


def test_pytorch_draws_six_times_less_than_he_does() -> None:
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        w = torch.nn.Linear(400, 500).weight
    assert w.var().item() == pytest.approx(1 / (3 * 400), rel=0.02)


def test_batch_norm_of_the_solution_is_the_formulas(solutions: dict[str, Any]) -> None:
    x, kept = np.array([1.0, 2.0, 3.0, 6.0]), (np.array([0.0]), np.array([1.0]))
    names = {r"\mu": 3.0, "n": 4, "x_i": x, "v": 3.5}
    first, second = STATISTICS.split(r"\qquad\qquad")
    assert holds(first.replace(r"\sum_i x_i", "S"), {**names, "S": x.sum()})
    assert holds(
        second.replace(r"\sigma^2", "v").replace(r"\sum_i (x_i - \mu)^2", "S"), {**names, "S": ((x - 3) ** 2).sum()}
    )
    y, mean, var = solutions["batch_norm"](x[:, None], np.array([2.0]), np.array([0.5]), *kept, True)
    latex = NORMALISED.replace(r"\sigma^2", "v").replace("y_i", "y")
    known = {**names, "y": y[:, 0], r"\gamma": 2.0, r"\beta": 0.5, r"\varepsilon": 1e-5}
    assert holds(latex, known)
    running = RUNNING.replace(r"\bar\mu", "A").replace(r"\bar\sigma^2", "B").replace(r"\sigma^2", "v")
    found = right_sides(running, {**names, "A": 0.0, "B": 1.0, r"\rho": 0.1})
    assert found == pytest.approx([mean[0], var[0]]) and found == pytest.approx([0.3, 1.3667], abs=1e-4)


@pytest.mark.parametrize("training", [True, False])
def test_batch_norm_of_the_solution_is_that_of_pytorch(solutions: dict[str, Any], training: bool) -> None:
    import torch

    layer, rng = torch.nn.BatchNorm1d(5).double().train(training), np.random.default_rng(2)
    mean, var = np.zeros(5), np.ones(5)
    for _ in range(4):
        x = 3 * rng.normal(size=(7, 5)) + 1
        y, mean, var = solutions["batch_norm"](x, np.ones(5), np.zeros(5), mean, var, training)
        assert np.allclose(y, layer(torch.tensor(x)).detach().numpy())
    assert np.allclose(mean, layer.running_mean) and np.allclose(var, layer.running_var)


def test_layer_norm_of_the_solution_is_that_of_pytorch(solutions: dict[str, Any]) -> None:
    import torch

    x = np.random.default_rng(3).normal(size=(4, 3, 6))
    theirs = torch.nn.LayerNorm(6).double()(torch.tensor(x)).detach().numpy()
    assert np.allclose(solutions["layer_norm"](x, np.ones(6), np.zeros(6)), theirs)
    moved = x.copy()
    moved[1] += 100
    assert np.allclose(solutions["layer_norm"](moved, np.ones(6), np.zeros(6)), theirs)


def test_a_block_of_the_solution_adds_to_what_it_receives(solutions: dict[str, Any]) -> None:
    import torch

    net, x = solutions["ResidualNet"](3, 2, 4, 3), torch.randn(5, 3, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        h = torch.relu(net.first(x))
        latex = FIRST_LAYER.replace(r"\mathrm{ReLU}(\mathtt{first}(x))", r"\max(z, 0)")
        assert holds(latex, {"h": h.numpy(), "z": net.first(x).numpy()}, atol=1e-6)
        f = torch.relu(net.blocks[0](torch.nn.functional.layer_norm(h, (4,))))
        after = value(SHORTCUT.partition(r"\leftarrow")[2].replace("f(h)", "F"), {"h": h.numpy(), "F": f.numpy()})
        assert np.allclose(net.head(torch.tensor(after)), net(x), atol=1e-6)


def test_twenty_small_slopes_leave_nothing_without_a_shortcut() -> None:
    slope = value(SMALL_SLOPE.partition("=")[2])
    left, right = (value(side) for side in SMALL_POWER.split("="))
    assert left == pytest.approx(right, rel=1e-9) and left == pytest.approx(slope**20, rel=1e-9)
    assert (1 + slope) ** 20 == pytest.approx(6.73, abs=0.005)


def test_a_step_of_momentum_is_the_formulas(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(4)
    w, g, v = rng.normal(size=(3, 5))
    known = {"w": w, "g": g, "v": v, r"\beta": 0.8, r"\eta": 0.3}
    plain = right_sides(VELOCITY + r"\qquad\qquad " + ALONG, known)
    assert np.allclose(plain, solutions["momentum_step"](w, g, v, 0.3, 0.8)[::-1])
    ahead = right_sides(NESTEROV, known)
    assert np.allclose(ahead, solutions["momentum_step"](w, g, v, 0.3, 0.8, True)[::-1])


def test_a_step_of_rmsprop_is_the_formula(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(5)
    w, g, s = rng.normal(size=4), 1e-3 * rng.normal(size=4), 1e-6 * rng.random(4)
    found = right_sides(RMSPROP, {"w": w, "g": g, "s": s, r"\rho": 0.9, r"\eta": 0.01, r"\varepsilon": 1e-5})
    ours = solutions["rmsprop_step"](w, g, s, 0.01, 0.9, 1e-5)
    assert np.allclose(found[0], ours[1], rtol=1e-12) and np.allclose(found[1], ours[0], rtol=1e-12)


def test_a_step_of_adamw_is_the_formulas(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(6)
    w, g, m, s = rng.normal(size=4), 1e-3 * rng.normal(size=4), 1e-3 * rng.normal(size=4), 1e-6 * rng.random(4)
    moments = MOMENTS.replace(r"\beta_1", "a").replace(r"\beta_2", "b")
    new_m, new_s = right_sides(moments, {"m": m, "s": s, "g": g, "a": 0.9, "b": 0.999})
    hats = CORRECTED.replace(r"\beta_1", "a").replace(r"\beta_2", "b").split(r"\qquad\qquad")
    m_hat, s_hat = (
        value(one.partition("=")[2], {"m": new_m, "s": new_s, "a": 0.9, "b": 0.999, "t": 5}) for one in hats
    )
    known = {"w": w, r"\hat m": m_hat, r"\hat s": s_hat, r"\eta": 0.01, r"\alpha": 0.2, r"\varepsilon": 1e-8}
    (after,) = right_sides(ADAMW, known)
    ours, (our_m, our_s, t) = solutions["adamw_step"](w, g, (m, s, 4), 0.01, decay=0.2)
    assert np.allclose(after, ours, rtol=1e-12) and t == 5
    assert np.allclose(new_m, our_m, rtol=1e-12) and np.allclose(new_s, our_s, rtol=1e-12)
    first, (first_m, first_s, _) = solutions["adamw_step"](w, g, (0 * w, 0 * w, 0), 0.01)
    assert holds(FIRST_MOMENTS[0], {"m": first_m, "g": g}, atol=1e-15)
    assert holds(FIRST_MOMENTS[1], {"s": first_s, "g": g}, atol=1e-15)
    assert np.allclose(w - first, 0.01 * np.sign(g), rtol=1e-3)


@pytest.mark.parametrize("optimiser", ["SGD", "Nesterov", "RMSprop", "AdamW"])
def test_fifty_steps_of_the_solutions_are_those_of_pytorch(solutions: dict[str, Any], optimiser: str) -> None:
    import torch

    rng = np.random.default_rng(7)
    w, state = np.ones(4), (np.zeros(4), np.zeros(4), 0)
    theirs = torch.ones(4, dtype=torch.float64, requires_grad=True)
    made = {
        "SGD": lambda: torch.optim.SGD([theirs], lr=0.1, momentum=0.9),
        "Nesterov": lambda: torch.optim.SGD([theirs], lr=0.1, momentum=0.9, nesterov=True),
        "RMSprop": lambda: torch.optim.RMSprop([theirs], lr=0.01),
        "AdamW": lambda: torch.optim.AdamW([theirs], lr=0.01, weight_decay=0.1),
    }[optimiser]()
    kept: Any = np.zeros(4)
    for _ in range(50):
        g = 1e-3 * rng.normal(size=4)
        theirs.grad = torch.tensor(g)
        made.step()
        if optimiser == "AdamW":
            w, state = solutions["adamw_step"](w, g, state, 0.01, decay=0.1)
        elif optimiser == "RMSprop":
            w, kept = solutions["rmsprop_step"](w, g, kept, 0.01)
        else:
            w, kept = solutions["momentum_step"](w, g, kept, 0.1, nesterov=optimiser == "Nesterov")
        assert np.allclose(w, theirs.detach(), rtol=1e-9, atol=1e-12)


def test_the_schedule_of_the_solution_is_the_formula(solutions: dict[str, Any]) -> None:
    schedule = solutions["cosine_schedule"]
    for total, warmup in [(10, 4), (100, 10), (7, 0), (5, 1)]:
        for step in range(total + 1):
            known = {"k": step, "r": np.float64(warmup), "N": total, r"\eta": 0.8, r"\cos": np.cos}
            with np.errstate(divide="ignore"):  # what no case chooses is computed too
                expected = value(COSINE.partition("=")[2], known)
            assert schedule(step, total, warmup, 0.8) == pytest.approx(float(expected), abs=1e-6)
        assert schedule(warmup, total, warmup, 0.8) == 0.8
        assert schedule(total, total, warmup, 0.8) == pytest.approx(0, abs=1e-12)


def test_the_best_rates_of_the_race_are_those_of_the_text(notebook: Any, solutions: dict[str, Any], text: str) -> None:
    source = next(cell.source for cell in notebook.cells if "pass_between_two_wells" in cell.source)
    names = dict(solutions)
    exec(source.split("\nrace(")[0], names)
    assert holds(LIMIT, {r"\eta": 0.04})

    def steps(course: Racecourse, walk: Any) -> dict[float, int]:
        """The number of steps for each rate of the slider that arrives."""
        arrived = {}
        for tenth in range(-40, 11):
            with np.errstate(all="ignore"):
                found = course.cost(walk(course.gradient, np.array(course.start), 10.0 ** (tenth / 10), 100))
            far = np.flatnonzero(~(found <= course.goal))
            if not far.size or far[-1] < 100:
                arrived[tenth / 10] = int(far[-1]) + 1
        return arrived

    walks = {name: names[f"walk_{name}"] for name in ("plain", "momentum", "rmsprop", "adam")}
    ravine = {name: steps(names["ravine"], walk) for name, walk in walks.items()}
    assert {name: min(found.values()) for name, found in ravine.items()} == {
        "plain": 80, "momentum": 60, "rmsprop": 75, "adam": 52
    }  # fmt: skip
    assert (len(ravine["plain"]), len(ravine["adam"])) == (2, 24) and "avec 2, Adam avec 24" in text
    assert ravine["plain"][-1.5] == 80 and ravine["momentum"][-2.0] == 60 and ravine["adam"][-1.0] == 52
    saddle = {name: steps(names["pass_between_two_wells"], walk) for name, walk in walks.items()}
    assert saddle["plain"][0.0] == 11 and saddle["rmsprop"][-1.3] == 30 and saddle["adam"][-1.3] == 33
    assert -1.3 not in saddle["plain"]


def test_no_prepared_picture_of_the_race_takes_a_record_from_the_reader(
    notebook: Any, solutions: dict[str, Any]
) -> None:
    source = next(cell.source for cell in notebook.cells if "pass_between_two_wells" in cell.source)
    names = dict(solutions)
    exec(source.replace("\nrace(", "\ngame = race("), names)
    still = names["game"].still()
    assert still.count("<details>") == 4 and still.count("aucun.") == 5


def test_a_plain_network_of_twenty_layers_learns_nothing(lesson: tuple[dict[str, Any], str]) -> None:
    told = lesson[1]
    lines = told.splitlines()
    assert re.match(r"2 couches : perte 0,(1\d|2[0-5]), exactitude de validation 9[4-6] %", lines[0]), lines[0]
    assert re.match(r"20 couches : perte 2,30, exactitude de validation (8|9|10|11) %", lines[2]), lines[2]


def test_the_residual_network_does_better_than_all_the_others(lesson: tuple[dict[str, Any], str]) -> None:
    losses = {name: values[-1] for name, values in lesson[0]["deep_losses"].items()}
    accuracies = {name: values[-1] for name, values in lesson[0]["deep_shares"].items()}
    assert losses["résiduel"] < 0.03 and accuracies["résiduel"] > 0.94
    assert losses["poids de PyTorch"] == pytest.approx(math.log(10), abs=0.01)
    assert losses["résiduel"] < losses["He et normalisation par lots"] < losses["poids de PyTorch"]


def test_a_smaller_head_makes_the_first_loss_that_of_chance(lesson: tuple[dict[str, Any], str]) -> None:
    import torch

    names, whole, scaled = lesson[0], [], []
    for seed in range(5):
        model = names["seeded"](seed, lambda: names["stack_of_he"](3, False))
        with torch.no_grad():
            whole.append(torch.nn.functional.cross_entropy(model(names["x_train"]), names["y_train"]).item())
            model[-1].weight *= 0.1
            scaled.append(torch.nn.functional.cross_entropy(model(names["x_train"]), names["y_train"]).item())
    assert min(whole) > 2.5 and max(whole) < 3.65 and min(scaled) > 2.27 and max(scaled) < 2.37


def test_the_range_test_finds_the_rates_of_the_text(lesson: tuple[dict[str, Any], str]) -> None:
    names = lesson[0]
    assert 0.2 < names["lowest_rate"] < 1.5 and names["lowest_loss"] < 1.4 and 1 < names["range_pairs"][-1][0] < 6


def test_the_grid_search_makes_as_many_trainings_as_the_solution_counts(lesson: tuple[dict[str, Any], str]) -> None:
    names = lesson[0]
    grid = {"n_neighbors": [1, 3, 5, 9], "weights": ["uniform", "distance"]}
    assert len(names["fit_calls"]) == 41 == names["count_fits"](grid)
    assert sorted(set(names["fit_calls"])) == [240, 300] and names["fit_calls"].count(300) == 1


def test_the_rate_decides_the_search(lesson: tuple[dict[str, Any], str]) -> None:
    trials = lesson[0]["trials"]
    assert len(trials) == 20
    for settings, share in trials:
        if 1e-3 < settings["lr"] < 0.02:
            assert share > 0.8
        if settings["lr"] < 5e-5 or settings["lr"] > 0.4:
            assert share < 0.75


def test_depth_costs_without_a_shortcut_and_a_large_network_stops_early(lesson: tuple[dict[str, Any], str]) -> None:
    told = lesson[1]
    hidden = [shares(told, f"{count} couches cachées")[0] for count in (1, 2, 4, 8, 16)]
    assert min(hidden[:3]) > 96.5 and hidden[4] < 94 and hidden[4] < min(hidden[:4])
    widths = [shares(told, f"largeur {width} ")[0] for width in (4, 16, 64, 256)]
    assert widths[0] < 85 and 91 < widths[1] < 97 and min(widths[2:]) > 96.5


def test_the_broken_trainings_end_where_the_text_says(lesson: tuple[dict[str, Any], str]) -> None:
    numbers = {
        name: [float(found.replace(",", ".")) for found in re.findall(r"\d+,\d\d", line)]
        for name, line in ((line[0], line) for line in lesson[1].splitlines() if re.match("[ABC] : perte", line))
    }
    floor, variance = math.log(math.e + 9) - 1, lesson[0]["y_train"].double().var(unbiased=False).item()
    assert numbers["A"][1] > numbers["A"][0]  # it jumps
    assert floor < numbers["B"][2] < 1.9
    assert numbers["C"][2] == pytest.approx(variance, abs=0.15)
