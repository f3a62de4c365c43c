# Réponses commentées du chapitre « La descente de gradient », construites depuis notebooks/05_gradient_descent.md par « course build ».


# %% numerical_gradient :
import numpy as np


def numerical_gradient(f, w, h):
    """Return the central differences of `f` at `w`, step `h` > 0: a float64 array of the
    shape of `w` (any shape)."""
    point = np.array(w, dtype=np.float64)
    slopes = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        ahead, behind = point.copy(), point.copy()
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% linear_gradient :
import numpy as np


def linear_gradient(X, y, w, b):
    """Return (dw, db), shapes (d,) and (), of J = mean((X w + b - y)²); `X` is (n, d),
    `y` (n,), `w` (d,)."""
    residuals = X @ w + b - y
    return 2 * X.T @ residuals / len(y), 2 * residuals.mean()


# %% gradient_descent :
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    """Return the `steps` + 1 points of the descent from `w0` (any shape), the start
    included, each a copy."""
    path = [np.array(w0, dtype=float)]  # une copie : le départ de l'appelant ne bouge pas
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return np.array(path)


# %% max_stable_lr :
import numpy as np


def max_stable_lr(X):
    """Return 2 / λ, a number: λ is the largest eigenvalue of (2/n) Xᵀ X, for `X` of shape
    (n, d)."""
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian)[-1]


# %% is_saddle :
import numpy as np


def is_saddle(hessian):
    """Tell whether the symmetric `hessian`, (d, d), has eigenvalues above 1e-8 and others
    below -1e-8."""
    curvatures = np.linalg.eigvalsh(hessian)
    return bool(curvatures[0] < -1e-8 and curvatures[-1] > 1e-8)


# %% minibatches :
import numpy as np


def minibatches(n, batch_size, rng):
    """Return one epoch's batches: index arrays that share out 0 … n - 1, `batch_size`
    each or fewer at the end."""
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% sgd :
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    """Return the couples (w, b), shapes (d,) and (): the start, then one a batch; `X` is
    (n, d), `y` (n,)."""
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            # les deux dérivées au même point, puis les deux pas
            dw, db = gradient(X[rows], y[rows], w, b)
            w, b = w - lr * dw, b - lr * db
            path.append((w, b))
    return path


# %% momentum :
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    """Return the `steps` + 1 points of the descent with momentum from `w0` (any shape),
    each a copy."""
    path = [np.array(w0, dtype=float)]
    velocity = np.zeros(path[0].shape)
    for _ in range(steps):
        velocity = beta * velocity + grad(path[-1])
        path.append(path[-1] - lr * velocity)
    return np.array(path)
