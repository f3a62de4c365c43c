# Réponses commentées du chapitre « Les réseaux convolutifs », construites depuis notebooks/11_cnn.md par « course build ».


# %% output_size :
def output_size(n, k, s=1, p=0, d=1):
    """Return how many positions the kernel has along one side, an int; raises ValueError
    when there is none."""
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit in the padded input")
    return room // s + 1


# %% conv2d :
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    """Return the convolution, floats (n, C_out, H', W'); `x`: (n, C_in, H, W), `w`:
    (C_out, C_in, kh, kw), `b`: (C_out,)."""
    x = np.asarray(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% conv_parameters :
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    """Return how many parameters the layer has, an int; all sizes are integers >= 1."""
    weights = kh * kw * c_in * c_out
    return weights + c_out if bias else weights


# %% edges :
import numpy as np


def edges(image):
    """Return the strength of the edges, floats (H - 2, W - 2); `image` has shape (H, W),
    H and W >= 3."""
    image = np.asarray(image, dtype=float)
    gx_kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * gx_kernel), np.sum(window * gx_kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength


# %% max_pool2d :
import numpy as np


def max_pool2d(x, k, s):
    """Return the largest number of each window, an array (n, C, H', W'); `x` has shape
    (n, C, H, W)."""
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns), dtype=x.dtype)
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% avg_pool2d :
import numpy as np


def avg_pool2d(x, k, s):
    """Return the mean of each window, floats (n, C, H', W'); `x` has shape (n, C, H, W)."""
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].mean(axis=(2, 3))
    return y


# %% receptive_field :
def receptive_field(layers):
    """Return the side of the receptive field, an int, in pixels; `layers` is a list of
    (k, s) or (k, s, d)."""
    r, q = 1, 1
    for k, s, *rest in layers:
        d = rest[0] if rest else 1
        r += d * (k - 1) * q
        q *= s
    return r


# %% small_cnn :
import torch
from torch import nn


class SmallCNN(nn.Module):
    """A small convolutional network: float32 images (n, channels, height, width) in,
    logits (n, classes) out."""

    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        """Return the logits, shape (n, classes), of a batch of images."""
        return self.layers(x)


# %% train_cnn :
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    """Train `model` and return the mean loss of each epoch, a list; `images`: uint8 (n,
    H, W), `labels`: integers (n,)."""
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(32):
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% occlusion_map :
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    """Return the drops of probability, floats (ceil(H / patch), ceil(W / patch));
    `image`: floats (H, W), `patch` in pixels."""
    def probability(pixels):
        x = torch.tensor(pixels, dtype=torch.float32)[None, None]
        with torch.no_grad():
            return torch.softmax(model(x), dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = []
    for top in range(0, height, patch):
        row = []
        for left in range(0, width, patch):
            hidden_image = image.copy()
            hidden_image[top : top + patch, left : left + patch] = 0
            row.append(start - probability(hidden_image))
        drops.append(row)
    return np.array(drops)
