# %% right output_size formula
def output_size(n, k, s=1, p=0, d=1):
    covered = d * (k - 1) + 1
    length = n + 2 * p
    if covered > length:
        raise ValueError("le noyau ne tient pas")
    return 1 + (length - covered) // s


# %% right output_size loop
def output_size(n, k, s=1, p=0, d=1):
    end, start, count = n + 2 * p, 0, 0
    while start + d * (k - 1) < end:
        start, count = start + s, count + 1
    if count == 0:
        raise ValueError
    return count


# %% right output_size range
import math


def output_size(n, k, s=1, p=0, d=1):
    starts = n + 2 * p - d * (k - 1)
    if starts <= 0:
        raise ValueError("aucune position")
    return math.ceil(starts / s)


# %% wrong output_size one-forgotten · « vous comptez les déplacements : il y a une position de plus, celle du départ »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return room // s


# %% wrong output_size floor-missing · « vous divisez sans arrondir vers le bas : un nombre de positions est un entier »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return room / s + 1


# %% wrong output_size rounded-up · « vous arrondissez vers le haut : une fenêtre qui dépasserait n'est pas posée »
import math


def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return math.ceil(room / s) + 1


# %% wrong output_size one-side · « vous ne comptez la marge que d'un côté : elle est ajoutée des deux, donc 2p »
def output_size(n, k, s=1, p=0, d=1):
    room = n + p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return room // s + 1


# %% wrong output_size dilation-forgotten · « vous oubliez la dilatation : le noyau couvre d(k − 1) + 1 pixels, et non k »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - k
    if room < 0:
        raise ValueError
    return room // s + 1


# %% wrong output_size dilation-times-k · « vous prenez d × k pour longueur du noyau dilaté : il couvre d(k − 1) + 1 pixels »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * k
    if room < 0:
        raise ValueError
    return room // s + 1


# %% wrong output_size stride-forgotten · « vous oubliez le pas : la place qui reste se divise par s »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return room + 1


# %% wrong output_size stride-whole · « vous divisez par le pas après avoir ajouté 1 : divisez d'abord, ajoutez ensuite »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return (room + 1) // s


# %% wrong output_size no-error · « vous renvoyez un nombre quand le noyau ne tient pas : levez `ValueError` »
def output_size(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


# %% wrong output_size zero-instead · « vous renvoyez 0 quand le noyau ne tient pas : levez `ValueError` »
def output_size(n, k, s=1, p=0, d=1):
    return max(0, (n + 2 * p - d * (k - 1) - 1) // s + 1)


# %% wrong output_size float · « votre nombre de positions est un flottant : rendez un entier, avec `//` »
def output_size(n, k, s=1, p=0, d=1):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError
    return float(room // s + 1)


# %% right conv2d windows-einsum
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.pad(x.astype(float), [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijuv,ocuv->noij", windows, w.astype(float)) + b[None, :, None, None]


# %% right conv2d shifted-images
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    n, c_in, height, width = x.shape
    c_out, _, kh, kw = w.shape
    framed = np.zeros((n, c_in, height + 2 * padding, width + 2 * padding))
    framed[:, :, padding : padding + height, padding : padding + width] = x
    rows = (framed.shape[2] - kh) // stride + 1
    columns = (framed.shape[3] - kw) // stride + 1
    y = np.zeros((n, c_out, rows, columns)) + np.asarray(b, float).reshape(1, -1, 1, 1)
    for u in range(kh):
        for v in range(kw):
            part = framed[:, :, u : u + stride * (rows - 1) + 1 : stride, v : v + stride * (columns - 1) + 1 : stride]
            y += np.tensordot(part, w[:, :, u, v].astype(float), axes=([1], [1])).transpose(0, 3, 1, 2)
    return y


# %% right conv2d seven-loops
def conv2d(x, w, b, stride=1, padding=0):
    n, c_in, height, width = x.shape
    c_out, _, kh, kw = w.shape
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    result = []
    for image in range(n):
        maps = []
        for o in range(c_out):
            rows_done = []
            for i in range(rows):
                line = []
                for j in range(columns):
                    total = float(b[o])
                    for c in range(c_in):
                        for u in range(kh):
                            for v in range(kw):
                                row, column = i * stride + u - padding, j * stride + v - padding
                                if 0 <= row < height and 0 <= column < width:
                                    total += float(w[o, c, u, v]) * float(x[image, c, row, column])
                    line.append(total)
                rows_done.append(line)
            maps.append(rows_done)
        result.append(maps)
    return result


# %% right conv2d matrix
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.pad(np.array(x, dtype=np.float64), ((0,), (0,), (padding,), (padding,)))
    kh, kw = w.shape[-2:]
    tops, lefts = range(0, x.shape[2] - kh + 1, stride), range(0, x.shape[3] - kw + 1, stride)
    columns = [x[:, :, i : i + kh, j : j + kw].reshape(len(x), -1) for i in tops for j in lefts]
    flat = np.stack(columns, axis=1) @ w.reshape(len(w), -1).T.astype(float) + b
    return flat.transpose(0, 2, 1).reshape(len(x), len(w), len(tops), len(lefts))


# %% wrong conv2d calls-pytorch · « vous appelez PyTorch : programmez la convolution vous-même, avec NumPy »
import numpy as np
import torch


def conv2d(x, w, b, stride=1, padding=0):
    x, w, b = (torch.tensor(np.asarray(one), dtype=torch.float64) for one in (x, w, b))
    return torch.nn.functional.conv2d(x, w, b, stride=stride, padding=padding).numpy()


# %% wrong conv2d flipped · « vous retournez le noyau : c'est la convolution des mathématiciens. En apprentissage profond, il ne se retourne pas »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o, :, ::-1, ::-1], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d stride-before-padding · « vous appliquez le pas à l'image avant de la border : bordez d'abord, puis avancez de `stride` en `stride` »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = x[:, :, ::stride, ::stride]
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) + 1
    columns = (x.shape[3] - kw) + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i : i + kh, j : j + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d channels-kept · « vous ne regardez que le premier canal : un filtre additionne tous les canaux d'entrée »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window[:, 0] * w[o, 0], axis=(1, 2)) + b[o]
    return y


# %% wrong conv2d channels-averaged · « vous faites la moyenne des canaux : un filtre les additionne »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) / x.shape[1] + b[o]
    return y


# %% wrong conv2d bias-per-channel · « vous ajoutez le biais une fois par canal d'entrée : il compte une seule fois par pixel de sortie »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + x.shape[1] * b[o]
    return y


# %% wrong conv2d bias-in-sum · « vous ajoutez le biais à chaque produit, dans la somme : il s'ajoute une seule fois, après elle »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o] + b[o], axis=(1, 2, 3))
    return y


# %% wrong conv2d bias-forgotten · « vous oubliez le biais : chaque filtre ajoute le sien »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3))
    return y


# %% wrong conv2d one-bias · « vous donnez à tous les filtres le biais du premier : chaque filtre a le sien »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[0]
    return y


# %% wrong conv2d sides-swapped · « vous échangez la hauteur et la largeur : dans `(n, C, H, W)`, la hauteur vient avant la largeur »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), columns, rows))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, j, i] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d square-kernel · « vous prenez un noyau carré : il a `kh` lignes et `kw` colonnes, et les deux peuvent différer »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh = kw = w.shape[2]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d kernel-swapped · « vous échangez les deux côtés du noyau : `w` a la forme `(C_out, C_in, kh, kw)` »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kw, kh = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d overflow · « vous calculez dans le type de l'image : en `uint8`, les nombres repartent de 0 après 255. Passez d'abord en flottants »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o].astype(x.dtype), axis=(1, 2, 3), dtype=x.dtype) + b[o]
    return y


# %% wrong conv2d padding-forgotten · « vous n'utilisez pas `padding` : entourez d'abord l'image de zéros »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
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


# %% wrong conv2d padding-end · « vous bordez seulement à droite et en bas : la marge entoure l'image des quatre côtés »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
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


# %% wrong conv2d padding-copied · « vous remplissez la marge avec les pixels du bord : elle est faite de zéros »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="edge")
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


# %% wrong conv2d stride-forgotten · « vous n'utilisez pas `stride` : la fenêtre avance de `stride` pixels »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) + 1
    columns = (x.shape[3] - kw) + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i : i + kh, j : j + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d stride-in-size · « vous comptez bien les positions, mais la fenêtre n'avance que d'un pixel : elle commence en `i * stride` »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride + 1
    columns = (x.shape[3] - kw) // stride + 1
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i : i + kh, j : j + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d last-forgotten · « vous oubliez la dernière ligne et la dernière colonne de la sortie : il y a une position de plus que de déplacements »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    rows = (x.shape[2] - kh) // stride
    columns = (x.shape[3] - kw) // stride
    y = np.zeros((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(len(w)):
                y[:, o, i, j] = np.sum(window * w[o], axis=(1, 2, 3)) + b[o]
    return y


# %% wrong conv2d activated · « vous appliquez une ReLU : on demande la sortie sans activation »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
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
    return np.maximum(y, 0)


# %% wrong conv2d first-image · « vous ne traitez que la première image du lot »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
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
    return y[:1]


# %% wrong conv2d writes-bias · « vous modifiez `b` : les tableaux reçus appartiennent à qui vous appelle »
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    x = np.array(x, dtype=float)
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
    b *= 0
    return y


# %% right conv_parameters per-filter
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return (kh * kw * c_in + int(bias)) * c_out


# %% right conv_parameters loop
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    count = 0
    for _ in range(c_out):
        for _ in range(c_in):
            count += kh * kw
        if bias:
            count += 1
    return count


# %% right conv_parameters torch
from torch import nn


def conv_parameters(c_in, c_out, kh, kw, bias=True):
    layer = nn.Conv2d(c_in, c_out, kernel_size=(kh, kw), bias=bias)
    return sum(parameter.numel() for parameter in layer.parameters())


# %% wrong conv_parameters bias-forgotten · « vous oubliez les biais : il y en a un par filtre »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kw * c_in * c_out


# %% wrong conv_parameters bias-always · « vous comptez les biais même avec `bias=False` »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kw * c_in * c_out + c_out


# %% wrong conv_parameters bias-per-kernel · « vous comptez un biais par noyau : il y en a un par filtre, quel que soit le nombre de canaux »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return (kh * kw + (1 if bias else 0)) * c_in * c_out


# %% wrong conv_parameters one-bias · « vous comptez un seul biais pour toute la couche : il y en a un par filtre »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kw * c_in * c_out + (1 if bias else 0)


# %% wrong conv_parameters bias-of-inputs · « vous comptez un biais par canal d'entrée : il y en a un par filtre, donc `c_out` »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kw * c_in * c_out + (c_in if bias else 0)


# %% wrong conv_parameters channels-forgotten · « vous oubliez les canaux d'entrée : un filtre a un noyau pour chacun d'eux »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kw * c_out + (c_out if bias else 0)


# %% wrong conv_parameters square · « vous prenez un noyau carré, `kh` × `kh` : ici, il a `kh` lignes et `kw` colonnes »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return kh * kh * c_in * c_out + (c_out if bias else 0)


# %% wrong conv_parameters sides-added · « vous additionnez les côtés du noyau : il a `kh` × `kw` poids »
def conv_parameters(c_in, c_out, kh, kw, bias=True):
    return (kh + kw) * c_in * c_out + (c_out if bias else 0)


# %% right edges slices
import numpy as np


def edges(image):
    a = image.astype(float)
    right = a[:-2, 2:] + 2 * a[1:-1, 2:] + a[2:, 2:]
    left = a[:-2, :-2] + 2 * a[1:-1, :-2] + a[2:, :-2]
    low = a[2:, :-2] + 2 * a[2:, 1:-1] + a[2:, 2:]
    high = a[:-2, :-2] + 2 * a[:-2, 1:-1] + a[:-2, 2:]
    return np.hypot(right - left, low - high)


# %% right edges scipy
import numpy as np
from scipy.signal import convolve2d


def edges(image):
    kernel = np.outer([1.0, 2.0, 1.0], [-1.0, 0.0, 1.0])
    gx = convolve2d(np.array(image, dtype=float), kernel, mode="valid")
    gy = convolve2d(np.array(image, dtype=float), kernel.T, mode="valid")
    return (gx**2 + gy**2) ** 0.5


# %% right edges torch
import torch


def edges(image):
    gx = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=torch.float64)
    kernels = torch.stack([gx, gx.T]).unsqueeze(1)
    x = torch.tensor(image, dtype=torch.float64)[None, None]
    return torch.linalg.vector_norm(torch.nn.functional.conv2d(x, kernels)[0], dim=0).numpy()


# %% right edges plain-lists
import math


def edges(image):
    rows = [[float(value) for value in row] for row in image]
    result = []
    for above, here, below in zip(rows, rows[1:], rows[2:]):
        line = []
        for j in range(1, len(here) - 1):
            gx = above[j + 1] + 2 * here[j + 1] + below[j + 1] - above[j - 1] - 2 * here[j - 1] - below[j - 1]
            gy = below[j - 1] + 2 * below[j] + below[j + 1] - above[j - 1] - 2 * above[j] - above[j + 1]
            line.append(math.sqrt(gx * gx + gy * gy))
        result.append(line)
    return result


# %% wrong edges overflow · « vous soustrayez en `uint8` : 3 − 5 y vaut 254. Passez d'abord en flottants »
import numpy as np


def edges(image):
    a = image
    gx = a[:-2, 2:] - a[:-2, :-2] + 2 * (a[1:-1, 2:] - a[1:-1, :-2]) + a[2:, 2:] - a[2:, :-2]
    gy = a[2:, :-2] - a[:-2, :-2] + 2 * (a[2:, 1:-1] - a[:-2, 1:-1]) + a[2:, 2:] - a[:-2, 2:]
    return np.sqrt(gx.astype(float) ** 2 + gy.astype(float) ** 2)


# %% wrong edges absolute-sum · « vous additionnez les valeurs absolues : on demande la racine de la somme des carrés »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = abs(gx) + abs(gy)
    return strength


# %% wrong edges root-forgotten · « vous oubliez la racine carrée »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = gx**2 + gy**2
    return strength


# %% wrong edges only-gx · « vous ne gardez que `Gx` : les bords horizontaux vous échappent »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = abs(gx)
    return strength


# %% wrong edges only-gy · « vous ne gardez que `Gy` : les bords verticaux vous échappent »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = abs(gy)
    return strength


# %% wrong edges kernels-added · « vous additionnez `Gx` et `Gy` avant d'élever au carré : les deux peuvent s'annuler »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt((gx + gy) ** 2)
    return strength


# %% wrong edges padded · « vous ajoutez une marge : on ne garde que les positions où le noyau est entièrement dans l'image »
import numpy as np


def edges(image):
    image = np.pad(np.array(image, dtype=float), 1)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength


# %% wrong edges prewitt · « vous oubliez le 2 du milieu : ce noyau est celui de Prewitt, celui de Sobel pèse deux fois la ligne du centre »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength


# %% wrong edges scaled · « vous ramenez le résultat entre 0 et 1 : on demande la force elle-même, sans mise à l'échelle »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength / max(strength.max(), 1e-12)


# %% wrong edges square-image · « vous prenez une image carrée : la sortie a H − 2 lignes et W − 2 colonnes »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[0] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength


# %% wrong edges clipped · « vous limitez le résultat à 255 : une carte de contours peut aller au-delà »
import numpy as np


def edges(image):
    image = np.array(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return np.minimum(strength, 255)


# %% wrong edges writes-input · « vous modifiez l'image reçue »
import numpy as np


def edges(image):
    given, image = image, np.array(image, dtype=float)
    given[0, 0] = 0
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    strength = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(strength.shape[0]):
        for j in range(strength.shape[1]):
            window = image[i : i + 3, j : j + 3]
            gx, gy = np.sum(window * kernel), np.sum(window * kernel.T)
            strength[i, j] = np.sqrt(gx**2 + gy**2)
    return strength


# %% right max_pool2d windows
import numpy as np


def max_pool2d(x, k, s):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return windows[:, :, ::s, ::s].max(axis=(-2, -1))


# %% right max_pool2d shifted
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.full((x.shape[0], x.shape[1], rows, columns), -np.inf)
    for u in range(k):
        for v in range(k):
            y = np.maximum(y, x[:, :, u : u + s * (rows - 1) + 1 : s, v : v + s * (columns - 1) + 1 : s])
    return y


# %% right max_pool2d lists
def max_pool2d(x, k, s):
    tops = range(0, x.shape[2] - k + 1, s)
    lefts = range(0, x.shape[3] - k + 1, s)
    return [
        [[[max(map(float, plane[i : i + k, j : j + k].flat)) for j in lefts] for i in tops] for plane in image] for image in x
    ]


# %% wrong max_pool2d leaking · « vous gardez les fenêtres incomplètes du bord : elles sont abandonnées »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = -(-(x.shape[2] - k) // s) + 1, -(-(x.shape[3] - k) // s) + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d starts-at-zero · « vous partez de 0 : une fenêtre de nombres négatifs a un maximum négatif »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return np.maximum(y, 0)


# %% wrong max_pool2d over-channels · « vous prenez aussi le maximum sur les canaux : chaque canal garde le sien »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(1, 2, 3), keepdims=False)[:, None]
    return y


# %% wrong max_pool2d over-batch · « vous prenez aussi le maximum sur le lot : chaque image garde le sien »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(0, 2, 3))[None]
    return y


# %% wrong max_pool2d stride-is-k · « vous avancez de `k` pixels : le pas est `s` »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // k + 1, (x.shape[3] - k) // k + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * k : i * k + k, j * k : j * k + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d stride-one · « vous comptez bien les fenêtres, mais vous n'avancez que d'un pixel à la fois »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i : i + k, j : j + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d square · « vous prenez une image carrée : elle a H lignes et W colonnes »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[2] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d swapped · « vous échangez la hauteur et la largeur de la sortie »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], columns, rows))
    for i in range(rows):
        for j in range(columns):
            y[:, :, j, i] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d mean · « vous prenez la moyenne : on demande le maximum »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].mean(axis=(2, 3))
    return y


# %% wrong max_pool2d window-of-s · « vous prenez des fenêtres de `s` pixels de côté : elles en ont `k` »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + s, j * s : j * s + s].max(axis=(2, 3))
    return y


# %% wrong max_pool2d size-over-s · « vous divisez la taille de l'image par le pas : la place qui reste est H − k »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = x.shape[2] // s, x.shape[3] // s
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% wrong max_pool2d writes-input · « vous modifiez `x` »
import numpy as np


def max_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    x[...] = 0
    return y


# %% right avg_pool2d windows
import numpy as np


def avg_pool2d(x, k, s):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return windows[:, :, ::s, ::s].mean(axis=(-2, -1))


# %% right avg_pool2d convolution
import numpy as np


def avg_pool2d(x, k, s):
    x = np.asarray(x, dtype=float)
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    total = np.zeros((*x.shape[:2], rows, columns))
    for u in range(k):
        for v in range(k):
            total = total + x[:, :, u : u + s * (rows - 1) + 1 : s, v : v + s * (columns - 1) + 1 : s]
    return total / k**2


# %% right avg_pool2d lists
def avg_pool2d(x, k, s):
    tops = range(0, x.shape[2] - k + 1, s)
    lefts = range(0, x.shape[3] - k + 1, s)
    return [
        [[[sum(map(float, plane[i : i + k, j : j + k].flat)) / (k * k) for j in lefts] for i in tops] for plane in image]
        for image in x
    ]


# %% wrong avg_pool2d whole-numbers · « vous rangez les moyennes dans un tableau du type de `x` : avec des entiers, les décimales sont perdues »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns), dtype=x.dtype)
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(2, 3))
    return y


# %% wrong avg_pool2d overflow · « vous additionnez en `uint8` : la somme repart de 0 après 255. Passez d'abord en flottants »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].sum(axis=(2, 3), dtype=x.dtype) / k**2
    return y


# %% wrong avg_pool2d leaking · « vous gardez les fenêtres incomplètes du bord : elles sont abandonnées »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = -(-(x.shape[2] - k) // s) + 1, -(-(x.shape[3] - k) // s) + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(2, 3))
    return y


# %% wrong avg_pool2d max · « vous prenez le maximum : on demande la moyenne »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
    return y


# %% wrong avg_pool2d sum · « vous additionnez sans diviser par le nombre de pixels »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).sum(axis=(2, 3))
    return y


# %% wrong avg_pool2d divided-by-k · « vous divisez par `k` : une fenêtre a k² pixels »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).sum(axis=(2, 3)) / k
    return y


# %% wrong avg_pool2d over-channels · « vous faites aussi la moyenne des canaux : chaque canal garde la sienne »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(1, 2, 3))[:, None]
    return y


# %% wrong avg_pool2d stride-is-k · « vous avancez de `k` pixels : le pas est `s` »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // k + 1, (x.shape[3] - k) // k + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * k : i * k + k, j * k : j * k + k].astype(float).mean(axis=(2, 3))
    return y


# %% wrong avg_pool2d square · « vous prenez une image carrée : elle a H lignes et W colonnes »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[2] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(2, 3))
    return y


# %% wrong avg_pool2d rounded · « vous arrondissez les moyennes »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(2, 3))
    return np.round(y)


# %% wrong avg_pool2d writes-input · « vous modifiez `x` »
import numpy as np


def avg_pool2d(x, k, s):
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((*x.shape[:2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].astype(float).mean(axis=(2, 3))
    x[...] = 0
    return y


# %% right receptive_field jump
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) == 3 else 1
        size = size + (k - 1) * d * jump
        jump = jump * s
    return size


# %% right receptive_field backwards
def receptive_field(layers):
    needed = 1
    for k, s, *d in layers[::-1]:
        needed = (needed - 1) * s + sum(d or [1]) * (k - 1) + 1
    return needed


# %% right receptive_field marked-pixels
def receptive_field(layers):
    seen = {0}
    for layer in reversed(layers):
        k, s = layer[:2]
        d = layer[2] if len(layer) > 2 else 1
        first, last = min(seen) * s, max(seen) * s + d * (k - 1)
        seen = {first, last}
    return max(seen) - min(seen) + 1


# %% right receptive_field products
import math


def receptive_field(layers):
    full = [(layer + (1,))[:3] for layer in map(tuple, layers)]
    return 1 + sum(d * (k - 1) * math.prod(s for _, s, _ in full[:place]) for place, (k, _, d) in enumerate(full))


# %% wrong receptive_field own-stride · « vous multipliez l'écart par le pas avant d'agrandir le champ : le pas d'une couche n'agit que sur les suivantes »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in layers:
        q *= s
        r += (rest[0] if rest else 1) * (k - 1) * q
    return r


# %% wrong receptive_field stride-forgotten · « vous oubliez les pas : après un pas de 2, deux unités voisines sont à 2 pixels l'une de l'autre »
def receptive_field(layers):
    r = 1
    for k, _, *rest in layers:
        r += (rest[0] if rest else 1) * (k - 1)
    return r


# %% wrong receptive_field last-stride · « vous gardez seulement le pas de la couche précédente : les pas se multiplient depuis la première »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in layers:
        r += (rest[0] if rest else 1) * (k - 1) * q
        q = s
    return r


# %% wrong receptive_field strides-added · « vous additionnez les pas : d'une couche à l'autre, ils se multiplient »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in layers:
        r += (rest[0] if rest else 1) * (k - 1) * q
        q += s - 1
    return r


# %% wrong receptive_field kernels-multiplied · « vous multipliez les noyaux : chaque couche ajoute d(k − 1)q pixels au champ »
def receptive_field(layers):
    r = 1
    for k, _, *rest in layers:
        r *= (rest[0] if rest else 1) * (k - 1) + 1
    return r


# %% wrong receptive_field k-added · « vous ajoutez k au lieu de k − 1 : le pixel du milieu était déjà compté »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in layers:
        r += (rest[0] if rest else 1) * k * q
        q *= s
    return r


# %% wrong receptive_field dilation-ignored · « vous ne tenez pas compte de la dilatation : un noyau dilaté couvre d(k − 1) + 1 unités »
def receptive_field(layers):
    r, q = 1, 1
    for layer in layers:
        r += (layer[0] - 1) * q
        q *= layer[1]
    return r


# %% wrong receptive_field dilation-kept · « vous multipliez l'écart par la dilatation, comme par un pas : elle n'agrandit que le noyau de sa propre couche »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in layers:
        d = rest[0] if rest else 1
        r += d * (k - 1) * q
        q *= s * d
    return r


# %% wrong receptive_field reversed · « vous lisez les couches à l'envers avec la formule de l'endroit : la première de la liste est la plus proche de l'image »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, *rest in reversed(layers):
        r += (rest[0] if rest else 1) * (k - 1) * q
        q *= s
    return r


# %% wrong receptive_field starts-at-zero · « vous partez de 0 : une unité de l'entrée se voit elle-même, le champ vaut 1 au départ »
def receptive_field(layers):
    r, q = 0, 1
    for k, s, *rest in layers:
        r += (rest[0] if rest else 1) * (k - 1) * q
        q *= s
    return r


# %% wrong receptive_field triples-only · « vous attendez toujours trois nombres par couche : la dilatation peut manquer, et vaut alors 1 »
def receptive_field(layers):
    r, q = 1, 1
    for k, s, d in layers:
        r += d * (k - 1) * q
        q *= s
    return r


# %% right small_cnn whole-map-means
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.first = nn.Conv2d(channels, 12, 5, padding=2, bias=False)
        self.norm1 = nn.BatchNorm2d(12)
        self.second = nn.Conv2d(12, 24, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(24)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(24, classes)

    def forward(self, x):
        x = nn.functional.max_pool2d(self.norm1(self.first(x)).relu(), 2)
        x = self.norm2(self.second(x)).relu()
        return self.head(self.drop(x.mean(dim=(2, 3))))


# %% right small_cnn measured
import torch
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.seeing = nn.Sequential(
            nn.Conv2d(channels, 6, 3, stride=2), nn.Tanh(), nn.Conv2d(6, 12, 3), nn.Tanh(), nn.Flatten()
        )
        with torch.no_grad():
            size = self.seeing(torch.zeros(1, channels, height, width)).shape[1]
        self.deciding = nn.Linear(size, classes) if size * classes < 9000 else nn.LazyLinear(classes)
        if size * classes >= 9000:
            self.seeing.append(nn.Unflatten(1, (12, -1)))
            self.seeing.append(nn.AvgPool1d(size // 12))
            self.seeing.append(nn.Flatten())
            self.deciding = nn.Linear(12, classes)

    def forward(self, x):
        return self.deciding(self.seeing(x))


# %% right small_cnn strides-and-group-norm
from torch import nn


def halved(size):
    return (size - 1) // 2 + 1


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.blocks = nn.ModuleList()
        for wide in (8, 16):
            self.blocks.append(
                nn.Sequential(nn.Conv2d(channels, wide, 3, stride=2, padding=1), nn.GroupNorm(2, wide), nn.LeakyReLU(0.1))
            )
            channels, height, width = wide, halved(height), halved(width)
        self.scores = nn.Linear(channels * height * width, classes)

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.scores(x.flatten(start_dim=1))


# %% right small_cnn convolution-head
from torch import nn


class SmallCNN(nn.Sequential):
    def __init__(self, channels, height, width, classes):
        super().__init__(
            nn.Conv2d(channels, 16, 3), nn.ELU(), nn.AvgPool2d(2), nn.Conv2d(16, 32, 3), nn.ELU(),
            nn.Conv2d(32, classes, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        )


# %% wrong small_cnn flatten-hard-coded · « vous écrivez 784 en dur : la taille après aplatissement dépend de `height` et de `width` »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Linear(784, classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn square · « vous comptez une image carrée : la largeur ne vaut pas toujours la hauteur »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Linear(16 * (height // 4) * (height // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn one-channel · « vous fixez un canal d'entrée : c'est `channels`, par exemple 3 pour une photo »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn ten-classes · « vous fixez dix classes : leur nombre est `classes` »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Linear(16 * (height // 4) * (width // 4), 10),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn softmax · « vous finissez par un softmax : renvoyez des logits, la perte fait le softmax elle-même »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Softmax(dim=1),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn log-softmax · « vous finissez par un log-softmax : renvoyez des logits bruts »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.LogSoftmax(dim=1),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn last-relu · « vous finissez par une ReLU : un logit peut être négatif »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.ReLU(),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn sigmoid · « vous finissez par une sigmoïde : renvoyez des logits bruts »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn too-large · « vous dépassez 10 000 paramètres : réduisez les filtres, ou les cartes avant la couche dense »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 32, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn no-activation · « vous oubliez les activations : sans elles, les convolutions et la couche dense se réduisent à une seule couche linéaire »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.AvgPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.AvgPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn one-convolution · « vous n'avez qu'une convolution : il en faut au moins deux »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(8 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn dense-only · « vous n'utilisez pas de convolution : ce réseau est dense »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(channels * height * width, 8),
            nn.ReLU(),
            nn.Linear(8, classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn python-list · « vous rangez les couches dans une liste Python : PyTorch ne les voit pas. Prenez `nn.Sequential` ou `nn.ModuleList` »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = [
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        ]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong small_cnn rounded-up · « vous arrondissez vers le haut en divisant la taille par deux : un maximum 2 × 2 abandonne la fenêtre incomplète »
from torch import nn


class SmallCNN(nn.Module):
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
            nn.Linear(16 * (-(-height // 4)) * (-(-width // 4)), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn unused-layer · « vous créez une couche que `forward` n'utilise pas : elle ne reçoit aucun gradient »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.spare = nn.Linear(4, 4)
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
        return self.layers(x)


# %% wrong small_cnn not-flattened · « la couche dense ne reçoit pas ce qu'elle attend : aplatissez d'abord les cartes, et comptez, pour chaque taille d'image, les nombres qui en sortent »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn flattens-batch · « vous aplatissez le lot avec les images : gardez la première dimension »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(start_dim=0),
            nn.Linear(16 * (height // 4) * (width // 4), classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong small_cnn over-batch · « vous retirez la moyenne du lot, même en évaluation : la réponse à une image dépend alors des autres »
from torch import nn


class SmallCNN(nn.Module):
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
        scores = self.layers(x)
        return scores - scores.mean(dim=0)


# %% wrong small_cnn super-forgotten · « vous oubliez `super().__init__()` : un `nn.Module` en a besoin avant de recevoir des couches »
from torch import nn


class SmallCNN(nn.Module):
    def __init__(self, channels, height, width, classes):
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
        return self.layers(x)


# %% right train_cnn data-loader
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset


def train_cnn(model, images, labels, epochs, lr, seed):
    data = TensorDataset(torch.from_numpy(images[:, np.newaxis] / np.float32(255)), torch.as_tensor(labels).long())
    torch.manual_seed(seed)
    loader = DataLoader(data, batch_size=32, shuffle=True)
    criterion = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr)
    history = []
    for epoch in range(epochs):
        model.train()
        batch_losses, sizes = [], []
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
            batch_losses.append(float(loss))
            sizes.append(len(targets))
        history.append(np.average(batch_losses, weights=sizes))
    model.eval()
    return history


# %% right train_cnn numpy-order
import numpy as np
import torch


def train_cnn(model, images, labels, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    adam = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        order, each = rng.permutation(len(images)), []
        for start in range(0, len(order), 32):
            chosen = order[start : start + 32]
            inputs = torch.tensor(images[chosen].astype("float32")[:, None] / 255)
            target = torch.tensor(labels[chosen].astype("int64"))
            model.zero_grad()
            one_by_one = torch.nn.functional.cross_entropy(model(inputs), target, reduction="none")
            one_by_one.mean().backward()
            adam.step()
            each.extend(one_by_one.tolist())
        losses.append(sum(each) / len(each))
    model.train(False)
    return losses


# %% right train_cnn course-loop
import torch

from course_utils.training import train_epoch


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.from_numpy(images).float().div(255).unsqueeze(1)
    y = torch.from_numpy(labels).long()
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = [train_epoch(model, torch.nn.CrossEntropyLoss(), optimiser, x, y, 32, rng) for _ in range(epochs)]
    model.eval()
    return losses


# %% wrong train_cnn not-scaled · « vous oubliez de diviser par 255 : le modèle attend des images de 0 à 1 »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1)
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


# %% wrong train_cnn channel-forgotten · « vous oubliez la dimension du canal : le modèle attend (n, 1, H, W) »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32) / 255
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


# %% wrong train_cnn channel-last · « vous mettez le canal à la fin : dans PyTorch, il vient avant la hauteur et la largeur »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(-1) / 255
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


# %% wrong train_cnn zero-grad-forgotten · « vous oubliez `zero_grad` : les gradients de tous les lots s'additionnent »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn step-forgotten · « vous oubliez `optimiser.step()` : les poids ne bougent pas »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn zero-grad-late · « vous effacez les gradients entre `backward` et `step` : les poids ne bougent pas »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
            loss.backward()
            optimiser.zero_grad()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn sgd · « vous prenez un autre optimiseur que `torch.optim.Adam` »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.SGD(model.parameters(), lr=lr)
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


# %% wrong train_cnn rate-ignored · « vous n'utilisez pas `lr` : c'est le taux d'apprentissage d'Adam »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters())
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


# %% wrong train_cnn decayed · « vous changez un autre réglage d'Adam que le taux : gardez ses valeurs par défaut »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=0.01)
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


# %% wrong train_cnn softmax-before · « vous appliquez un softmax avant `cross_entropy`, qui le fait déjà : l'apprentissage plafonne »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(32):
            loss = nn.functional.cross_entropy(torch.softmax(model(x[index]), dim=1), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn not-shuffled · « vous gardez toujours le même ordre : tirez-en un nouveau à chaque époque »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.arange(len(x)).split(32):
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn shuffled-once · « vous mélangez une seule fois, avant la boucle : l'ordre change à chaque époque »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    order = torch.randperm(len(x), generator=rng)
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in order.split(32):
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn labels-apart · « vos lots ne donnent pas à chaque image la classe qu'elle avait : prenez les mêmes indices dans les deux tableaux, sans trier ni mélanger l'un ou l'autre sur place »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(32):
            loss = nn.functional.cross_entropy(model(x[index]), y[torch.randperm(len(x), generator=rng)[: len(index)]])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn seed-ignored · « vous n'utilisez pas `seed` : l'ordre doit ne dépendre que d'elle »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(0)
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


# %% wrong train_cnn unseeded · « vous tirez l'ordre sans fixer la graine : deux appels ne donnent pas les mêmes nombres »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x)).split(32):
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn last-batch-dropped · « vous abandonnez le dernier lot, plus petit : toutes les images passent à chaque époque »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(32):
            if len(index) < 32:
                continue
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn whole-at-once · « vous prenez toutes les images d'un coup : les lots en ont 32 »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(len(x)):
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn mean-of-means · « vous faites la moyenne des lots sans tenir compte de leur taille : le dernier, plus petit, pèse trop »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
            total += loss.item()
        losses.append(total / -(-len(x) // 32))
    model.eval()
    return losses


# %% wrong train_cnn last-loss · « vous renvoyez la perte du dernier lot de chaque époque : on demande la moyenne sur toutes les images »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
        losses.append(loss.item())
    model.eval()
    return losses


# %% wrong train_cnn total-loss · « vous renvoyez la somme des pertes : divisez par le nombre d'images »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
        losses.append(total)
    model.eval()
    return losses


# %% wrong train_cnn eval-forgotten · « vous oubliez `model.eval()` à la fin »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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
    return losses


# %% wrong train_cnn eval-while-training · « vous entraînez en mode évaluation : appelez `model.train()` avant »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.eval()
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


# %% wrong train_cnn one-epoch · « vous ne faites qu'une époque : il en faut `epochs` »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(1):
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


# %% wrong train_cnn new-optimiser · « vous créez un optimiseur à chaque lot : Adam perd sa mémoire. Créez-le une seule fois »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    y = torch.tensor(labels, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    rng = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for index in torch.randperm(len(x), generator=rng).split(32):
            optimiser = torch.optim.Adam(model.parameters(), lr=lr)
            loss = nn.functional.cross_entropy(model(x[index]), y[index])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(index)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong train_cnn nothing-returned · « vous ne renvoyez rien : il faut la liste des pertes »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
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


# %% wrong train_cnn overflow · « vous divisez les images en entiers : presque tous les pixels deviennent 0 »
import torch
from torch import nn


def train_cnn(model, images, labels, epochs, lr, seed):
    x = torch.tensor(images // 255, dtype=torch.float32).unsqueeze(1)
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


# %% right occlusion_map one-by-one
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% right occlusion_map one-batch
import math

import numpy as np
import torch


@torch.no_grad()
def occlusion_map(model, image, label, patch):
    rows, columns = math.ceil(image.shape[0] / patch), math.ceil(image.shape[1] / patch)
    batch = torch.tensor(np.asarray(image)).float().repeat(rows * columns + 1, 1, 1, 1).transpose(0, 1).reshape(-1, 1, *image.shape)
    for number in range(rows * columns):
        top, left = patch * (number // columns), patch * (number % columns)
        batch[number + 1, 0, top : top + patch, left : left + patch] = 0.0
    probabilities = model(batch).softmax(dim=-1)[:, label]
    return (probabilities[0] - probabilities[1:]).reshape(rows, columns).numpy()


# %% right occlusion_map mask-and-numpy
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def sure(pixels):
        logits = model(torch.from_numpy(pixels.astype(np.float32)).reshape(1, 1, *pixels.shape)).detach().numpy()[0]
        odds = np.exp(logits.astype(float) - logits.max())
        return odds[label] / odds.sum()

    line, column = np.indices(image.shape) // patch
    return [
        [sure(image) - sure(np.where((line == i) & (column == j), 0.0, image)) for j in range(column.max() + 1)]
        for i in range(line.max() + 1)
    ]


# %% wrong occlusion_map logits · « vous comparez des logits : il faut des probabilités, donc un softmax »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return scores[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map sigmoid · « vous appliquez une sigmoïde au logit : avec plusieurs classes, la probabilité vient du softmax »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.sigmoid(scores)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map sign · « vous calculez la hausse : la baisse est la probabilité de départ moins celle de l'image cachée »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = probability(covered) - start
    return drops


# %% wrong occlusion_map not-subtracted · « vous renvoyez la probabilité de l'image cachée : il faut la retirer de celle de départ »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = probability(covered)
    return drops


# %% wrong occlusion_map relative · « vous divisez la baisse par la probabilité de départ : on demande la différence »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = 1 - probability(covered) / start
    return drops


# %% wrong occlusion_map cumulative · « vous cachez les carrés les uns après les autres dans la même image : repartez de l'image d'origine à chaque carré »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    covered = image.copy()
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map writes-input · « vous modifiez l'image reçue : travaillez sur une copie »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered, kept = image, image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    image[...] = kept
    image[:patch, :patch] = 0
    return drops


# %% wrong occlusion_map border-dropped · « vous abandonnez les carrés incomplets du bord : ils comptent aussi »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((height // patch, width // patch))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map stride-one · « vous avancez d'un pixel à la fois : les carrés se suivent sans se recouvrir »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((height - patch + 1, width - patch + 1))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i : i + patch, j : j + patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map mean-fill · « vous remplissez le carré avec la moyenne de l'image : on demande des zéros »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = image.mean()
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map white-fill · « vous remplissez le carré avec des 1 : on demande des zéros »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 1
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map keeps-only-square · « vous ne gardez que le carré et cachez tout le reste : c'est le carré qui est caché »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = np.zeros_like(image)
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = image[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch]
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map predicted-class · « vous suivez la classe la plus probable : on demande `label`, la vraie classe »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0].max().item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map sides-swapped · « vous échangez la hauteur et la largeur de la carte »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops.T


# %% wrong occlusion_map square-image · « vous prenez une image carrée : elle a H lignes et W colonnes »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-height // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map softmax-batch · « vous faites le softmax le long du lot : chaque image y vaut 1 à elle seule. Les classes sont la dimension 1 »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=0)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return drops


# %% wrong occlusion_map painted · « vous rendez une carte de la taille de l'image : on demande un nombre par carré »
import numpy as np
import torch


def occlusion_map(model, image, label, patch):
    def probability(pixels):
        with torch.no_grad():
            scores = model(torch.tensor(pixels, dtype=torch.float32)[None, None])
        return torch.softmax(scores, dim=1)[0, label].item()

    height, width = image.shape
    start = probability(image)
    drops = np.zeros((-(-height // patch), -(-width // patch)))
    for i in range(drops.shape[0]):
        for j in range(drops.shape[1]):
            covered = image.copy()
            covered[i * patch : (i + 1) * patch, j * patch : (j + 1) * patch] = 0
            drops[i, j] = start - probability(covered)
    return np.kron(drops, np.ones((patch, patch)))[:height, :width]
