# Réponses commentées du chapitre « La descente de gradient », construites depuis notebooks/05_gradient_descent.md par « course build ».


# %% numerical_gradient :
import numpy as np


def numerical_gradient(f, w, h):
    """Return the gradient of `f` at `w` by central differences of step `h`, an array of the shape of `w`.

    `f` takes an array of the shape of `w` and returns a number. `w`, an array of any shape and of any type of number,
    is left unchanged: the work is done on float64 copies. `h` > 0.
    """
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
    """Return (dw, db), the derivatives of J = mean((X w + b - y)²) with respect to w and to b.

    `X` has shape (n, d), `y` (n,), `w` (d,); `b` is a number. `dw` has shape (d,), `db` is a number. The arrays are
    left unchanged.
    """
    residuals = X @ w + b - y
    return 2 * X.T @ residuals / len(y), 2 * residuals.mean()


# %% gradient_descent :
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    """Return the path of gradient descent from `w0`: steps + 1 points, the start included, each a copy.

    `grad(w)` returns the gradient at `w`, an array of the same shape. `w0` is an array of any shape and of any type of
    number, left unchanged. `lr` is the learning rate, `steps` >= 0.
    """
    path = [np.array(w0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return np.array(path)


# %% max_stable_lr :
import numpy as np


def max_stable_lr(X):
    """Return 2 / λ, with λ the largest eigenvalue of the Hessian (2/n) Xᵀ X, a number.

    `X` has shape (n, d), n >= 1, d >= 1, and holds a number other than zero; it is taken as it is (no column of ones
    is added) and left unchanged.
    """
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian)[-1]


# %% is_saddle :
import numpy as np


def is_saddle(hessian):
    """Tell whether curvatures of both signs make a saddle of a point where the gradient is zero.

    `hessian` is a symmetric array of shape (d, d), d >= 1, left unchanged. Eigenvalues between -1e-8 and 1e-8 count as
    zero, for neither side.
    """
    curvatures = np.linalg.eigvalsh(hessian)
    return bool(curvatures[0] < -1e-8 and curvatures[-1] > 1e-8)


# %% minibatches :
import numpy as np


def minibatches(n, batch_size, rng):
    """Return the batches of one epoch: a list of arrays of indices, in an order drawn with `rng`.

    Every index from 0 to n - 1 appears exactly once. Batches hold `batch_size` indices, the last one possibly fewer.
    `n` >= 1, `batch_size` >= 1; `rng` is a NumPy generator.
    """
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% sgd :
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    """Return the path of a descent by mini-batches from zeros: a list of couples (w, b), one a batch after the start.

    `X` has shape (n, d), `y` (n,); they are left unchanged. `gradient(X_batch, y_batch, w, b)` returns (dw, db).
    `batches()`, called once at the start of each epoch, returns that epoch's arrays of indices. `w` has shape (d,).
    """
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w, b = w - lr * dw, b - lr * db
            path.append((w, b))
    return path


# %% momentum :
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    """Return the path of gradient descent with momentum: steps + 1 points, the start included, each a copy.

    v starts at zero; each step does v ← beta v + grad(w), then w ← w - lr v. `w0`, an array of any shape and of any
    type of number, is left unchanged; 0 <= `beta` < 1, `steps` >= 0.
    """
    path = [np.array(w0, dtype=float)]
    velocity = np.zeros(path[0].shape)
    for _ in range(steps):
        velocity = beta * velocity + grad(path[-1])
        path.append(path[-1] - lr * velocity)
    return np.array(path)
