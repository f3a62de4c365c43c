"""Chapter 11: every formula that is displayed and every number that is worked out, recomputed."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from scipy import ndimage, signal
from torch import nn
from torch.nn import functional

from tests.chapters.latex import holds

ROOT = Path(__file__).resolve().parents[2]
SHARPEN = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
BLUR = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])

# The formulas of the text, each with the test that checks it by numbers.
FORMULAS: dict[str, str] = {
    r"y_{i,j} = b + \sum_{u=0}^{k_h - 1} \sum_{v=0}^{k_w - 1} w_{u,v} \, x_{i+u, \, j+v}": (
        "test_the_sum_over_a_window_is_pytorchs_convolution"
    ),
    r"\frac{1}{16} \begin{pmatrix} 1 & 2 & 1 \\ 2 & 4 & 2 \\ 1 & 2 & 1 \end{pmatrix} \quad\text{sur}\quad "
    r"\begin{pmatrix} 147 & 191 & 178 \\ 139 & 192 & 190 \\ 139 & 191 & 197 \end{pmatrix} \quad\text{donne}\quad "
    r"\frac{2851}{16} \approx 178{,}19": "test_the_blur_of_the_text",
    r"n' = \left\lfloor \frac{n + 2p - d(k-1) - 1}{s} \right\rfloor + 1": "test_the_size_of_the_output_is_pytorchs",
    r"\lfloor 4 / 2 \rfloor + 1 = 3": "test_the_predicted_sizes",
    r"\lfloor 5 / 2 \rfloor + 1 = 3": "test_the_predicted_sizes",
    r"p = (k - 1) / 2": "test_the_margin_that_keeps_the_size",
    r"w = \begin{pmatrix} 0 & -1 & 0 \\ -1 & 5 & -1 \\ 0 & -1 & 0 \end{pmatrix}": "test_the_sharpened_row_of_the_text",
    r"5 \times 60 - 113 - 73 = 114": "test_the_sharpened_row_of_the_text",
    r"y_{o,i,j} = b_o + \sum_{c} \sum_{u} \sum_{v} w_{o,c,u,v} \; x_{c, \, si+u, \, sj+v}": (
        "test_the_sum_over_channels_and_window_is_pytorchs_convolution"
    ),
    r"\text{paramètres} = k_h \, k_w \, C_\text{in} \, C_\text{out} + C_\text{out}": "test_the_parameters_of_a_layer",
    r"3 \times 3 \times 3 \times 32 + 32 = 896": "test_the_counts_of_the_text",
    r"4 \times 4 \times 3 \times 2 = 96": "test_the_counts_of_the_text",
    r"G_x : \begin{pmatrix} -1 & 0 & 1 \\ -2 & 0 & 2 \\ -1 & 0 & 1 \end{pmatrix} \qquad\qquad "
    r"G_y : \begin{pmatrix} -1 & -2 & -1 \\ 0 & 0 & 0 \\ 1 & 2 & 1 \end{pmatrix}": "test_edges_are_those_of_sobel",
    r"E_{i,j} = \sqrt{G_x(i,j)^2 + G_y(i,j)^2}": "test_edges_are_those_of_sobel",
    r"\begin{pmatrix} 1 & 1 & 2 & 4 \\ 5 & 6 & 7 & 8 \\ 3 & 2 & 1 & 0 \\ 1 & 2 & 3 & 4 \end{pmatrix} "
    r"\quad\longrightarrow\quad \begin{pmatrix} 6 & 8 \\ 3 & 4 \end{pmatrix}": "test_the_pooled_table_of_the_text",
    r"r \leftarrow r + d \, (k - 1) \, q \qquad\qquad q \leftarrow q \, s": (
        "test_receptive_fields_are_where_gradients_go"
    ),
    r"1 + 2 + 2 + 2 = 7": "test_the_receptive_fields_of_the_text",
    r"1 + 2 + 1 + 4 + 4 = 12": "test_the_receptive_fields_of_the_text",
    r"80 + 1\,168 + 7\,850 = 9\,098": "test_the_table_of_the_small_network",
    r"D_m = P(c \mid x) - P(c \mid x_{\setminus m})": "test_an_occlusion_map_is_a_drop_of_probability",
    r"\lfloor (11 + 2 - 4) / 3 \rfloor + 1 = 4": "test_the_numbers_of_the_quiz",
    r"3 \times 3 \times 16 \times 32 + 32 = 4\,640": "test_the_numbers_of_the_quiz",
    r"1 + 2 + 2 \times 2 = 7": "test_the_numbers_of_the_quiz",
    r"y = \gamma \, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta": (
        "test_batch_norm_is_the_formula_of_the_text"
    ),
    r"r \leftarrow r + d(k-1)q": "test_receptive_fields_are_where_gradients_go",
    r"q \leftarrow qs": "test_receptive_fields_are_where_gradients_go",
}


def matrices(text: str, latex: str) -> list[np.ndarray]:
    """Return the matrices of a formula as it is displayed, after making sure that it is."""
    assert latex in " ".join(text.split())
    return [
        np.array([[float(one) for one in row.split("&")] for row in found.split(r"\\")])
        for found in re.findall(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}", latex)
    ]


def formula(start: str) -> str:
    return next(latex for latex in FORMULAS if latex.startswith(start))


def correlate(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return np.asarray(signal.correlate2d(image, kernel, mode="valid"))


def test_the_hook_counts_a_dense_and_a_convolutional_layer() -> None:
    assert 200 * 200 * 3 == 120_000
    assert sum(one.numel() for one in nn.Linear(120_000, 100).parameters()) == 12_000_100
    assert sum(one.numel() for one in nn.Conv2d(3, 32, 3).parameters()) == 896


def test_the_cross_of_section_1(text: str) -> None:
    image = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
    cross = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    found = correlate(image, cross)
    assert found.tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]] and cross.sum() == 5
    assert all(f"| {' | '.join(map(str, row))} |" in text for row in found.tolist())
    assert str(image.tolist()) in text and str(cross.tolist()) in text


def test_the_sum_over_a_window_is_pytorchs_convolution() -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(6, 5)), rng.normal(size=(3, 2)), 0.7
    torch_y = functional.conv2d(torch.tensor(x)[None, None], torch.tensor(w)[None, None], torch.tensor([b]).double())
    for i, j in product(range(4), range(4)):
        total = b + sum(w[u, v] * x[i + u, j + v] for u in range(3) for v in range(2))
        assert torch_y[0, 0, i, j].item() == pytest.approx(total)
    flipped = signal.convolve2d(x, w, mode="valid") + b
    assert not np.allclose(flipped, torch_y[0, 0].numpy()) and np.allclose(correlate(x, w) + b, torch_y[0, 0].numpy())


def test_batch_norm_is_the_formula_of_the_text() -> None:
    x = torch.randn(16, 3, 5, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    layer = nn.BatchNorm2d(3).double()
    gamma, beta = torch.tensor([2.0, -1.0, 0.5]).double(), torch.tensor([0.0, 3.0, -1.0]).double()
    layer.weight.data, layer.bias.data = gamma.clone(), beta.clone()
    mean, variance = x.mean(dim=(0, 2, 3), keepdim=True), x.var(dim=(0, 2, 3), keepdim=True, unbiased=False)
    expected = gamma.view(3, 1, 1) * (x - mean) / (variance + layer.eps).sqrt() + beta.view(3, 1, 1)
    assert torch.allclose(layer(x), expected)


def test_a_bias_before_batch_norm_changes_nothing() -> None:
    torch.manual_seed(0)
    x = torch.randn(8, 2, 6, 6, dtype=torch.float64)
    conv, layer = nn.Conv2d(2, 4, 3).double(), nn.BatchNorm2d(4).double()
    before = layer(conv(x))
    conv.bias.data += torch.tensor([5.0, -3.0, 0.25, 100.0]).double()
    assert torch.allclose(layer(conv(x)), before)


def test_max_and_relu_commute_and_batch_norm_between_them_does_not() -> None:
    x = torch.randn(6, 2, 8, 8, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    largest, relu = nn.MaxPool2d(2), nn.ReLU()
    assert torch.equal(largest(relu(x)), relu(largest(x)))
    layer = nn.BatchNorm2d(2).double().eval()  # the same mean and deviation for both orders
    for gamma, same in ((0.5, True), (-0.5, False)):
        layer.weight.data.fill_(gamma)
        assert torch.allclose(largest(relu(layer(x))), relu(layer(largest(x)))) == same
    layer.train()  # those of the batch: fewer numbers when the maximum comes first
    layer.weight.data.fill_(0.5)
    assert not torch.allclose(largest(relu(layer(x))), relu(layer(largest(x))))


def test_no_convolution_of_the_reader_has_a_bias_before_batch_norm(text: str) -> None:
    source = text[text.index("def digit_reader(") : text.index("def as_images(")]
    assert source.count("nn.Conv2d(") == source.count("bias=False") == source.count("nn.BatchNorm2d(") == 3


def test_the_blur_of_the_text(text: str) -> None:
    kernel, image = matrices(text, formula(r"\frac{1}{16}"))
    assert kernel.tolist() == BLUR.tolist() and kernel.sum() == 16
    assert (kernel * image).sum() == 2851 and holds(r"\frac{2851}{16} \approx 178{,}19")


def test_the_size_of_the_output_is_pytorchs(solutions: dict[str, Any]) -> None:
    for n, k, s, p, d in product((5, 8, 11), (1, 2, 3), (1, 2, 3), (0, 1, 2), (1, 2)):
        expected = functional.conv1d(torch.zeros(1, 1, n), torch.zeros(1, 1, k), stride=s, padding=p, dilation=d)
        assert (
            math.floor((n + 2 * p - d * (k - 1) - 1) / s) + 1
            == expected.shape[-1]
            == solutions["output_size"](n, k, s, p, d)
        )


def test_the_predicted_sizes(solutions: dict[str, Any]) -> None:
    assert solutions["output_size"](7, 3, 2) == 4 // 2 + 1 == 3
    assert solutions["output_size"](8, 3, 2) == 5 // 2 + 1 == 3


@pytest.mark.parametrize("k", [3, 5, 7])
def test_the_margin_that_keeps_the_size(solutions: dict[str, Any], k: int) -> None:
    assert solutions["output_size"](20, k, 1, (k - 1) // 2) == 20


def test_the_sharpened_row_of_the_text(text: str, solutions: dict[str, Any]) -> None:
    assert matrices(text, formula(r"w = \begin"))[0].tolist() == SHARPEN.tolist() and SHARPEN.sum() == 1
    rows = [
        (60, 113, 56, 139, 85),
        (73, 121, 54, 84, 128),
        (131, 99, 70, 129, 127),
        (80, 57, 115, 69, 134),
        (104, 126, 123, 95, 130),
    ]
    image = np.array(rows, dtype=np.uint8)[None, None]
    found = solutions["conv2d"](image, SHARPEN[None, None], np.zeros(1), padding=1)[0, 0, 0]
    assert found.tolist() == [114, 328, -26, 470, 158] and 5 * 60 - 113 - 73 == 114


def test_the_sum_over_channels_and_window_is_pytorchs_convolution() -> None:
    rng = np.random.default_rng(1)
    x, w, b, s = rng.normal(size=(3, 7, 6)), rng.normal(size=(2, 3, 3, 2)), rng.normal(size=2), 2
    expected = functional.conv2d(torch.tensor(x)[None], torch.tensor(w), torch.tensor(b), stride=s)[0]
    for o, i, j in np.ndindex(*expected.shape):
        terms = (w[o, c, u, v] * x[c, s * i + u, s * j + v] for c, u, v in np.ndindex(3, 3, 2))
        assert expected[o, i, j].item() == pytest.approx(b[o] + sum(terms))


def test_a_convolution_of_one_pixel_mixes_the_channels() -> None:
    x = torch.rand(1, 3, 4, 5, generator=torch.Generator().manual_seed(0))
    weights = torch.tensor([0.3, 0.6, 0.1])
    grey = functional.conv2d(x, weights.view(1, 3, 1, 1))[0, 0]
    assert torch.allclose(grey, 0.3 * x[0, 0] + 0.6 * x[0, 1] + 0.1 * x[0, 2])


def test_conv2d_is_pytorchs(solutions: dict[str, Any]) -> None:
    rng = np.random.default_rng(2)
    for stride, padding in product((1, 2, 3), (0, 1, 2)):
        x, w, b = rng.normal(size=(2, 3, 7, 5)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=4)
        expected = functional.conv2d(*map(torch.tensor, (x, w, b)), stride=stride, padding=padding).numpy()
        assert np.allclose(solutions["conv2d"](x, w, b, stride, padding), expected)


def test_the_parameters_of_a_layer(solutions: dict[str, Any]) -> None:
    for c_in, c_out, kh, kw in [(3, 32, 3, 3), (2, 5, 4, 1), (7, 1, 2, 3)]:
        layer = nn.Conv2d(c_in, c_out, (kh, kw))
        found = sum(one.numel() for one in layer.parameters())
        assert found == kh * kw * c_in * c_out + c_out == solutions["conv_parameters"](c_in, c_out, kh, kw)
        assert layer.weight.shape == (c_out, c_in, kh, kw)  # the table of layouts


@pytest.mark.parametrize("latex", [r"3 \times 3 \times 3 \times 32 + 32 = 896", r"4 \times 4 \times 3 \times 2 = 96"])
def test_the_counts_of_the_text(text: str, latex: str) -> None:
    assert latex in text and holds(latex)


def test_a_shifted_image_has_a_shifted_map() -> None:
    image = np.zeros((28, 28))
    image[8:20, 6:14] = np.random.default_rng(3).random((12, 8))
    shifted = np.roll(image, 3, axis=1)
    assert np.allclose(np.roll(correlate(image, SOBEL), 3, axis=1), correlate(shifted, SOBEL))
    assert np.abs(correlate(255 * np.ones((5, 5)) * [0, 0, 0, 1, 1], SOBEL)).max() == 1020  # the scale of the figure


def test_edges_are_those_of_sobel(text: str, solutions: dict[str, Any]) -> None:
    gx, gy = matrices(text, formula("G_x :"))
    assert gx.tolist() == SOBEL.tolist() and gy.tolist() == SOBEL.T.tolist()
    image = np.random.default_rng(4).integers(0, 256, size=(7, 9), dtype=np.uint8)
    slopes = [ndimage.sobel(image.astype(float), axis=axis)[1:-1, 1:-1] for axis in (1, 0)]
    expected = np.sqrt(correlate(image.astype(float), gx) ** 2 + correlate(image.astype(float), gy) ** 2)
    assert np.allclose(solutions["edges"](image), expected) and np.allclose(expected, np.hypot(*slopes))


def test_the_pooled_table_of_the_text(text: str, solutions: dict[str, Any]) -> None:
    before, after = matrices(text, formula(r"\begin{pmatrix} 1 & 1"))
    pooled = functional.max_pool2d(torch.tensor(before)[None, None], 2)[0, 0]
    assert pooled.tolist() == after.tolist() == solutions["max_pool2d"](before[None, None], 2, 2)[0, 0].tolist()
    assert solutions["avg_pool2d"](before[None, None], 2, 2)[0, 0, 0, 0] == 3.25


def test_the_maximum_loses_a_dark_line_and_the_mean_dilutes_a_bright_one() -> None:
    dark = np.full((24, 24), 255.0)
    dark[np.arange(24), np.arange(24)[::-1]] = 0
    assert functional.max_pool2d(torch.tensor(dark)[None], 3).min() == 255
    assert functional.avg_pool2d(torch.tensor(255 - dark)[None], 3).max().item() == pytest.approx(85)


def seen(layers: list[tuple[int, ...]]) -> int:
    """Return how many pixels, from the first to the last, change one unit of the last layer: by gradients."""
    x = torch.zeros(1, 1, 400, requires_grad=True)
    y: torch.Tensor = x
    for k, s, *d in layers:
        y = functional.conv1d(y, torch.ones(1, 1, k), stride=s, dilation=d[0] if d else 1)
    y[0, 0, 2].backward()
    assert x.grad is not None
    touched = torch.nonzero(x.grad[0, 0]).ravel()
    return int(touched[-1] - touched[0]) + 1


def test_receptive_fields_are_where_gradients_go(solutions: dict[str, Any]) -> None:
    cases: list[list[tuple[int, ...]]] = [
        [(3, 1), (5, 2), (3, 1)],
        [(3, 2, 2), (2, 3), (3, 1, 3)],
        [(4, 2), (1, 2), (3, 2)],
    ]
    for layers in cases:
        r, q = 1, 1
        for k, s, *rest in layers:
            r, q = r + (rest[0] if rest else 1) * (k - 1) * q, q * s
        assert r == seen(layers) == solutions["receptive_field"](layers)


def test_the_receptive_fields_of_the_text(text: str) -> None:
    assert seen([(3, 1)] * 3) == 7 and seen([(3, 1), (2, 2), (3, 1), (3, 1)]) == 12
    for latex in (r"1 + 2 + 2 + 2 = 7", r"1 + 2 + 1 + 4 + 4 = 12"):
        assert latex in text and holds(latex)
    assert 3 * 3 * 3 == 27 and 7 * 7 == 49


def test_the_table_of_the_small_network(solutions: dict[str, Any]) -> None:
    model = solutions["SmallCNN"](1, 28, 28, 10)
    counts = [sum(one.numel() for one in layer.parameters()) for layer in model.layers]
    assert [count for count in counts if count] == [80, 1168, 7850] and sum(counts) == 9098
    shapes, x = [], torch.zeros(1, 1, 28, 28)
    for layer in model.layers:
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    assert [shapes[place] for place in (0, 2, 3, 5, 6, 7)] == [
        (8, 28, 28),
        (8, 14, 14),
        (16, 14, 14),
        (16, 7, 7),
        (784,),
        (10,),
    ]
    assert holds(r"80 + 1\,168 + 7\,850 = 9\,098")


def test_an_occlusion_map_is_a_drop_of_probability(solutions: dict[str, Any]) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 5 * 7, 3)).eval()
    image = np.random.default_rng(5).random((7, 9))
    drops = solutions["occlusion_map"](model, image, 2, 4)
    assert drops.shape == (2, 3)
    with torch.no_grad():
        for i, j in np.ndindex(2, 3):
            covered = image.copy()
            covered[4 * i : 4 * i + 4, 4 * j : 4 * j + 4] = 0
            both = torch.tensor(np.stack([image, covered])[:, None]).float()
            chances = torch.exp(torch.log_softmax(model(both), dim=1))[:, 2]
            assert drops[i, j] == pytest.approx(float(chances[0] - chances[1]), abs=1e-6)


def test_the_network_of_section_9_has_the_size_that_is_told(text: str) -> None:
    found = re.search(r"^class Shift\(.*?(?=^held_out)", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    names: dict[str, Any] = {"torch": torch, "nn": nn}
    exec(found[0], names)
    model = names["digit_reader"](0)
    assert sum(one.numel() for one in model.parameters()) == 46_714
    torch.manual_seed(1)
    twin = names["digit_reader"](0).state_dict()  # its weights depend on `seed` alone, not on PyTorch's own generator
    assert all(torch.equal(one, twin[name]) for name, one in model.state_dict().items())
    x = names["as_images"](np.full((3, 28, 28), 255, dtype=np.uint8))
    assert x.max() == 1 and model.eval()(x).shape == (3, 10)
    shift = names["Shift"](1)
    assert torch.equal(shift.eval()(x), x)
    spot = torch.zeros(200, 1, 28, 28)
    spot[:, 0, 14, 14] = 1
    where = torch.nonzero(shift.train()(spot)[:, 0])[:, 1:]
    assert where.min() == 13 and where.max() == 15 and len(where) == 200


def test_the_numbers_of_the_quiz(solutions: dict[str, Any]) -> None:
    assert solutions["output_size"](11, 4, 3, 1) == math.floor((11 + 2 - 4) / 3) + 1 == 4
    assert sum(one.numel() for one in nn.Conv2d(16, 32, 3).parameters()) == 4640 and 3 * 3 * 32 + 32 == 320
    assert 3 * 3 * 16 * 32 + 16 * 32 == 5120
    assert tuple(functional.max_pool2d(torch.zeros(1, 16, 9, 7), 2).shape[1:]) == (16, 4, 3)
    assert seen([(3, 2), (3, 1)]) == 7
    assert holds(r"3 \times 3 \times 16 \times 32 + 32 = 4\,640") and holds(r"1 + 2 + 2 \times 2 = 7")
