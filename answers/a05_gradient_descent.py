# %% right numerical_gradient two-copies
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% right numerical_gradient one-copy-restored
import numpy as np


def numerical_gradient(f, w, h):
    point = w.astype(np.float64)
    slopes = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        kept = point[index]
        point[index] = kept + h
        above = f(point)
        point[index] = kept - h
        below = f(point)
        point[index] = kept
        slopes[index] = (above - below) / (2 * h)
    return slopes


# %% right numerical_gradient unit-vectors
import numpy as np


def numerical_gradient(f, w, h):
    point = np.array(w, dtype=float)
    found = []
    for direction in np.eye(point.size):
        shift = h * direction.reshape(point.shape)
        found.append((f(point + shift) - f(point - shift)) / h / 2)
    return np.array(found).reshape(point.shape)


# %% right numerical_gradient flat-places
import numpy as np


def numerical_gradient(f, w, h):
    flat = [float(value) for value in w.ravel()]

    def at(place, shift):
        moved = list(flat)
        moved[place] += shift
        return f(np.array(moved).reshape(w.shape))

    return np.array([(at(k, h) - at(k, -h)) / (2 * h) for k in range(len(flat))]).reshape(w.shape)


# %% wrong numerical_gradient forward · « vous faites une différence en avant : elle est moins juste ; il faut un pas h en avant et un pas h en arrière »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(w.astype(float))) / h
    return slopes


# %% wrong numerical_gradient backward · « vous faites une différence en arrière : il faut aussi un pas en avant, et diviser par 2h »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(w.astype(float)) - f(behind)) / h
    return slopes


# %% wrong numerical_gradient divided-by-h · « vous divisez par h : entre le point d'avant et le point d'après, il y a 2h »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / h
    return slopes


# %% wrong numerical_gradient times-h · « vous écrivez `/ 2 * h`, qui divise par 2 puis multiplie par h : mettez `2 * h` entre parenthèses »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / 2 * h
    return slopes


# %% wrong numerical_gradient not-divided · « vous renvoyez la différence sans la diviser : une pente est un changement divisé par une distance, ici 2h »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind))
    return slopes


# %% wrong numerical_gradient sign-reversed · « vous soustrayez dans le mauvais sens : la valeur d'après, moins la valeur d'avant »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(behind) - f(ahead)) / (2 * h)
    return slopes


# %% wrong numerical_gradient all-together · « vous bougez toutes les cases à la fois : une dérivée partielle ne bouge qu'une case, les autres restent en place »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead += h
        behind -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% wrong numerical_gradient not-restored · « vous ne remettez pas la case à sa place avant de passer à la suivante : les pas s'accumulent »
import numpy as np


def numerical_gradient(f, w, h):
    point = w.astype(float)
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        point[index] += h
        above = f(point)
        point[index] -= 2 * h
        slopes[index] = (above - f(point)) / (2 * h)
    return slopes


# %% wrong numerical_gradient type-kept · « vous gardez le type de `w` : parmi des entiers, ou avec trop peu de chiffres, le pas h est perdu ; copiez d'abord `w` en float64 »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.copy()
        behind = w.copy()
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% wrong numerical_gradient float32 · « vous travaillez en float32 : un petit pas y disparaît presque ; copiez `w` en float64 »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(np.float32)
        behind = w.astype(np.float32)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead.astype(float)) - f(behind.astype(float))) / (2 * h)
    return slopes


# %% wrong numerical_gradient in-place · « vous bougez `w` lui-même : même remis à sa place, il peut garder une erreur d'arrondi, et un tableau d'entiers perd le pas ; travaillez sur une copie »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += h
        above = f(w)
        w[index] -= 2 * h
        below = f(w)
        w[index] += h
        slopes[index] = (above - below) / (2 * h)
    return slopes


# %% wrong numerical_gradient moved-and-put-back · « vos pentes sont justes, mais vous bougez `w` lui-même : remis à sa place, il garde une erreur d'arrondi ; travaillez sur une copie »
import numpy as np


def numerical_gradient(f, w, h):
    if w.dtype != np.float64:
        w = w.astype(np.float64)
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += h
        ahead = f(w)
        w[index] -= 2 * h
        behind = f(w)
        w[index] += h
        slopes[index] = (ahead - behind) / (2 * h)
    return slopes


# %% wrong numerical_gradient integer-slopes · « vous rangez les pentes dans un tableau du type de `w` : s'il contient des entiers, elles sont tronquées ; préparez un tableau de décimaux »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% wrong numerical_gradient first-axis-only · « vous ne parcourez que le premier axe : avec un tableau à deux dimensions, vous bougez toute une ligne à la fois »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in range(len(w)):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% wrong numerical_gradient flattened · « vous renvoyez les pentes à plat : le résultat a la forme de `w` »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes.ravel()


# %% wrong numerical_gradient summed · « vous additionnez les pentes : il en faut une par case »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes.sum()


# %% wrong numerical_gradient rounded · « vous arrondissez les pentes : renvoyez-les telles quelles »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes.round(2)


# %% wrong numerical_gradient no-return · « vous calculez les pentes sans les renvoyer : il manque `return` »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)


# %% wrong numerical_gradient return-in-loop · « vous quittez la boucle après la première case : regardez de combien de crans le `return` est décalé »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
        return slopes


# %% wrong numerical_gradient fixed-step · « vous remplacez h par un pas à vous : l'énoncé le donne en argument, utilisez-le »
import numpy as np


def numerical_gradient(f, w, h):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        ahead = w.astype(float)
        behind = w.astype(float)
        h = 1e-5
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (f(ahead) - f(behind)) / (2 * h)
    return slopes


# %% right linear_gradient matrices
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% right linear_gradient loops
import numpy as np


def linear_gradient(X, y, w, b):
    n, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(n):
        guess = b
        for j in range(d):
            guess += X[i, j] * w[j]
        for j in range(d):
            dw[j] += 2 * (guess - y[i]) * X[i, j] / n
        db += 2 * (guess - y[i]) / n
    return np.array(dw), db


# %% right linear_gradient columns-times-residuals
import numpy as np


def linear_gradient(X, y, w, b):
    gaps = y - (X * w).sum(axis=1) - b
    return -2 * (X * gaps[:, None]).mean(axis=0), -2 * np.mean(gaps)


# %% right linear_gradient column-of-ones
import numpy as np


def linear_gradient(X, y, w, b):
    extended = np.column_stack([X, np.ones(len(X))])
    both = 2 * extended.T @ (extended @ np.append(w, b) - y) / len(X)
    return both[:-1], both[-1]


# %% right linear_gradient normal-equations
def linear_gradient(X, y, w, b):
    n = len(y)
    dw = 2 / n * (X.T @ X @ w + b * X.sum(axis=0) - X.T @ y)
    return dw, 2 / n * (X.sum(axis=0) @ w + n * b - y.sum())


# %% wrong linear_gradient two-forgotten · « il vous manque le facteur 2 : la dérivée d'un carré est deux fois la quantité ; c'est la convention du chapitre 09, pas celle-ci »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 1 / len(y) * X.T @ residuals
    db = residuals.mean()
    return dw, db


# %% wrong linear_gradient two-forgotten-for-b · « il vous manque le facteur 2 dans `db` : il vaut pour les deux dérivées »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = residuals.mean()
    return dw, db


# %% wrong linear_gradient two-forgotten-for-w · « il vous manque le facteur 2 dans `dw` : il vaut pour les deux dérivées »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 1 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient not-averaged · « vous ne divisez pas par le nombre d'exemples : J est une moyenne, son gradient aussi »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 * X.T @ residuals
    db = 2 * residuals.sum()
    return dw, db


# %% wrong linear_gradient b-not-averaged · « vous ne divisez pas `db` par le nombre d'exemples : lui aussi est une moyenne »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.sum()
    return dw, db


# %% wrong linear_gradient divided-by-columns · « vous divisez par le nombre de colonnes, ou par celui de toutes les cases : la moyenne porte sur les exemples, donc sur les lignes »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / X.size * X.T @ residuals
    db = 2 * residuals.sum() / X.size
    return dw, db


# %% wrong linear_gradient sign-reversed · « vous calculez y − ŷ au lieu de ŷ − y : le signe du gradient est inversé, et la descente monterait »
def linear_gradient(X, y, w, b):
    residuals = y - (X @ w + b)
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient bias-forgotten · « vous oubliez b dans la prédiction : les résidus en dépendent »
def linear_gradient(X, y, w, b):
    residuals = X @ w - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient input-forgotten · « vous oubliez de multiplier chaque résidu par ses entrées : chaque poids a sa propre pente »
import numpy as np


def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 * residuals.mean() * np.ones(len(w))
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient absolute · « vous prenez la valeur absolue des résidus : leur signe dit dans quel sens corriger »
def linear_gradient(X, y, w, b):
    residuals = abs(X @ w + b - y)
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient mean-of-inputs · « vous multipliez la moyenne des résidus par la moyenne des entrées : la moyenne des produits est autre chose »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 * residuals.mean() * X.mean(axis=0)
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient squared-residuals · « vous élevez les résidus au carré : c'est le coût, pas sa dérivée »
def linear_gradient(X, y, w, b):
    residuals = (X @ w + b - y) ** 2
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient summed-dw · « vous additionnez les pentes des poids : `dw` en garde une par poids »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * (X.T @ residuals).sum()
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient couple-swapped · « vous renvoyez `db` avant `dw` : l'ordre demandé est `(dw, db)` »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return db, dw


# %% wrong linear_gradient only-dw · « vous ne renvoyez que `dw` : il faut le couple `(dw, db)` »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw


# %% wrong linear_gradient per-example · « vous renvoyez un gradient par exemple : il reste à en faire la moyenne sur les lignes »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 * X * residuals[:, None]
    db = 2 * residuals
    return dw, db


# %% wrong linear_gradient column-dw · « vous renvoyez `dw` sous la forme (d, 1) : sa forme est (d,), comme celle de `w` »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals[:, None]
    db = 2 * residuals.mean()
    return dw, db


# %% wrong linear_gradient targets-changed · « vos dérivées sont justes, mais vous écrivez dans `y` : `-=` change le tableau de celui qui appelle »
def linear_gradient(X, y, w, b):
    y -= X @ w + b
    return -2 / len(y) * X.T @ y, -2 * y.mean()


# %% wrong linear_gradient cost-returned · « vous renvoyez le coût et non ses dérivées : relisez les deux formules de la section 2 »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return (residuals**2).mean()


# %% wrong linear_gradient rounded · « vous arrondissez les dérivées : renvoyez-les telles quelles »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()
    return dw.round(1), round(float(db), 1)


# %% wrong linear_gradient no-return · « vous calculez les dérivées sans les renvoyer : il manque `return` »
def linear_gradient(X, y, w, b):
    residuals = X @ w + b - y
    dw = 2 / len(y) * X.T @ residuals
    db = 2 * residuals.mean()


# %% right gradient_descent list-of-arrays
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return path


# %% right gradient_descent table
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    path = np.zeros((steps + 1,) + w0.shape)
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * grad(path[k])
    return path


# %% right gradient_descent copies
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w.copy())
    return np.stack(path)


# %% right gradient_descent recursive
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    here = np.array(w0, dtype=float)
    if steps == 0:
        return [here]
    return [here] + gradient_descent(grad, here - lr * np.asarray(grad(here)), lr, steps - 1)


# %% wrong gradient_descent uphill · « vous ajoutez le gradient : vous montez ; la règle le retire »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w + lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent rate-forgotten · « vous oubliez le taux d'apprentissage : le pas est `lr` fois le gradient »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent rate-divides · « vous divisez le gradient par `lr` : il le multiplie »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - grad(w) / lr
        path.append(w)
    return path


# %% wrong gradient_descent start-missing · « le départ manque dans votre chemin : il contient `steps + 1` points »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = []
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent one-step-more · « vous faites un pas de trop : `steps` pas, donc `steps + 1` points »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps + 1):
        w = w - lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent one-step-less · « il vous manque un pas : le chemin contient le départ, puis `steps` points »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(1, steps):
        w = w - lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent last-point-only · « vous ne renvoyez que le dernier point : on demande tout le chemin »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return path[-1]


# %% wrong gradient_descent aliased · « vous rangez toujours le même tableau, que `-=` change sur place : à la fin, tous les points sont égaux au dernier ; rangez des copies »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent start-changed · « votre chemin est juste, mais `-=` a changé `w0`, que celui qui appelle retrouve ailleurs : commencez par une copie »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0
    path = [np.array(w, dtype=float)]
    for _ in range(steps):
        w[...] = w - lr * grad(w)
        path.append(np.array(w, dtype=float))
    return path


# %% wrong gradient_descent start-shared · « le premier point de votre chemin est `w0` lui-même, et non une copie : changer l'un change l'autre »
def gradient_descent(grad, w0, lr, steps):
    w = w0
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent integers-kept · « vous gardez le type de `w0` : avec un départ entier, chaque point est tronqué ; commencez par une copie décimale »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    path = np.zeros((steps + 1, *w0.shape), dtype=w0.dtype)
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * grad(path[k])
    return path


# %% wrong gradient_descent gradient-of-start · « vous demandez toujours le gradient du départ : il faut celui du point courant »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w0)
        path.append(w)
    return path


# %% wrong gradient_descent from-start-each-time · « vous repartez du départ à chaque pas : le nouveau point se calcule à partir du précédent »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w0 - lr * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent shrinking-rate · « vous diminuez le taux à chaque pas : ici, il est constant »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr / (_ + 1) * grad(w)
        path.append(w)
    return path


# %% wrong gradient_descent sign-of-gradient · « vous ne gardez que le signe du gradient : tous les pas ont alors la même longueur »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * np.sign(grad(w))
        path.append(w)
    return path


# %% wrong gradient_descent normalised · « vous divisez le gradient par sa longueur : la règle le prend tel quel, et les pas raccourcissent près du minimum »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w) / np.linalg.norm(grad(w))
        path.append(w)
    return path


# %% wrong gradient_descent stops-early · « vous vous arrêtez avant la fin dès que le pas est petit : on demande `steps + 1` points dans tous les cas »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
        if np.abs(path[-1] - path[-2]).max() < 0.3:
            break
    return path


# %% wrong gradient_descent return-in-loop · « vous quittez la boucle après le premier pas : regardez de combien de crans le `return` est décalé »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
        return path


# %% wrong gradient_descent gradients-stored · « vous rangez les gradients au lieu des points »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(grad(w))
    return path


# %% wrong gradient_descent coordinates-in-turn · « vous changez les coordonnées l'une après l'autre, en redemandant le gradient entre les deux : elles bougent ensemble »
import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w.copy()]
    for _ in range(steps):
        for index in np.ndindex(w.shape):
            w[index] -= lr * grad(w)[index]
        path.append(w.copy())
    return path


# %% wrong gradient_descent no-return · « vous calculez le chemin sans le renvoyer : il manque `return` »
def gradient_descent(grad, w0, lr, steps):
    w = w0.astype(float)
    path = [w]
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)


# %% right max_stable_lr hessian
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% right max_stable_lr singular-values
import numpy as np


def max_stable_lr(X):
    return len(X) / np.linalg.norm(X, 2) ** 2


# %% right max_stable_lr covariance-free
import numpy as np


def max_stable_lr(X):
    n = X.shape[0]
    gram = X @ X.T
    return float(n / np.linalg.eigvalsh(gram)[-1])


# %% right max_stable_lr general-eigenvalues
import numpy as np


def max_stable_lr(X):
    d = X.shape[1]
    H = np.zeros((d, d))
    for row in X:
        H += 2 * np.outer(row, row) / len(X)
    values, _ = np.linalg.eig(H)
    return 2 / max(values.real)


# %% wrong max_stable_lr one-over · « vous calculez 1/λ, le taux qui annule l'erreur en un pas : la limite de la divergence est le double, 2/λ »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 1 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr two-forgotten · « il vous manque le 2 de la hessienne : le coût n'a pas de facteur ½, elle vaut (2/n) XᵀX »
import numpy as np


def max_stable_lr(X):
    hessian = 1 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr not-averaged · « vous ne divisez pas par le nombre d'exemples : la hessienne vaut (2/n) XᵀX »
import numpy as np


def max_stable_lr(X):
    hessian = 2 * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr divided-by-columns · « vous divisez par le nombre de colonnes : n est le nombre de lignes »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / X.shape[1] * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr smallest · « vous prenez la plus petite courbure : c'est la plus grande qui fixe la limite »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).min()


# %% wrong max_stable_lr trace · « vous additionnez les courbures (la trace) : seule la plus grande compte »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.trace(hessian)


# %% wrong max_stable_lr mean-curvature · « vous prenez la moyenne des courbures : seule la plus grande compte »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).mean()


# %% wrong max_stable_lr diagonal · « vous prenez la plus grande case de la diagonale : quand les colonnes se ressemblent, la courbure est plus grande dans une direction oblique ; il faut les valeurs propres »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.diag(hessian).max()


# %% wrong max_stable_lr sum-of-cells · « vous additionnez toutes les cases de la matrice : il faut sa plus grande valeur propre »
def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / hessian.sum()


# %% wrong max_stable_lr determinant · « vous prenez le déterminant, qui est le produit des courbures : seule la plus grande compte »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.det(hessian)


# %% wrong max_stable_lr ones-added · « vous ajoutez une colonne de 1 : l'énoncé demande de prendre `X` tel quel »
import numpy as np


def max_stable_lr(X):
    X = np.column_stack([X, np.ones(len(X))])
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr centred · « vous retirez la moyenne des colonnes : l'énoncé demande de prendre `X` tel quel »
import numpy as np


def max_stable_lr(X):
    X = X - X.mean(axis=0)
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr curvature-returned · « vous renvoyez la plus grande courbure : la limite est 2 divisé par elle »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return np.linalg.eigvalsh(hessian).max()


# %% wrong max_stable_lr singular-not-squared · « vous prenez la plus grande valeur singulière de `X` sans l'élever au carré : les courbures viennent de XᵀX »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / (2 / len(X) * np.linalg.norm(X, 2))


# %% wrong max_stable_lr all-limits · « vous renvoyez une limite par courbure : il n'en reste qu'une, la plus petite d'entre elles »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / np.linalg.eigvalsh(hessian)


# %% wrong max_stable_lr best-rate · « vous calculez 2/(λmin + λmax), le taux le plus rapide : on demande la limite, qui ne dépend que de la plus grande courbure »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return 2 / (np.linalg.eigvalsh(hessian).max() + np.linalg.eigvalsh(hessian).min())


# %% wrong max_stable_lr data-changed · « vous écrivez dans `X` avec `*=` : celui qui appelle le retrouve changé, et un tableau d'entiers le refuse »
import numpy as np


def max_stable_lr(X):
    X *= (2 / len(X)) ** 0.5
    return 2 / np.linalg.eigvalsh(X.T @ X).max()


# %% wrong max_stable_lr rounded · « vous arrondissez la limite : renvoyez-la telle quelle »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    return round(2 / np.linalg.eigvalsh(hessian).max(), 3)


# %% wrong max_stable_lr no-return · « vous calculez la limite sans la renvoyer : il manque `return` »
import numpy as np


def max_stable_lr(X):
    hessian = 2 / len(X) * X.T @ X
    2 / np.linalg.eigvalsh(hessian).max()


# %% right is_saddle any-any
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any())


# %% right is_saddle smallest-and-largest
import numpy as np


def is_saddle(hessian):
    values = np.linalg.eigvalsh(hessian)
    return values.min() < -1e-8 and values.max() > 1e-8


# %% right is_saddle counts
import numpy as np


def is_saddle(hessian):
    up = down = 0
    for value in np.linalg.eig(hessian)[0].real:
        if abs(value) <= 1e-8:
            continue
        if value > 0:
            up += 1
        else:
            down += 1
    return up > 0 and down > 0


# %% right is_saddle signs
import numpy as np


def is_saddle(hessian):
    values = np.linalg.eigvalsh(hessian)
    signs = set(np.sign(values[np.abs(values) > 1e-8]).tolist())
    return signs == {-1.0, 1.0}


# %% wrong is_saddle negative-only · « vous répondez oui dès qu'une courbure est négative : si toutes le sont, c'est un maximum »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures < -1e-8).any())


# %% wrong is_saddle positive-only · « vous répondez oui dès qu'une courbure est positive : il faut aussi une courbure négative »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 1e-8).any())


# %% wrong is_saddle or · « vous écrivez `or` : il faut une courbure positive **et** une courbure négative »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 1e-8).any() or (curvatures < -1e-8).any())


# %% wrong is_saddle all-negative · « vous reconnaissez un maximum : une selle a des courbures des deux signes »
import numpy as np


def is_saddle(hessian):
    return bool((np.linalg.eigvalsh(hessian) < -1e-8).all())


# %% wrong is_saddle minimum · « vous répondez l'inverse d'un minimum : un maximum n'est pas une selle »
import numpy as np


def is_saddle(hessian):
    return not bool((np.linalg.eigvalsh(hessian) > 1e-8).all())


# %% wrong is_saddle diagonal · « vous regardez la diagonale : une selle peut être de biais, avec des zéros ou des nombres positifs sur la diagonale ; il faut les valeurs propres »
import numpy as np


def is_saddle(hessian):
    curvatures = np.diag(hessian)
    return bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any())


# %% wrong is_saddle cells · « vous regardez les cases de la matrice : une case négative ne suffit pas, il faut les valeurs propres »
def is_saddle(hessian):
    curvatures = hessian.ravel()
    return bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any())


# %% wrong is_saddle determinant · « vous regardez le signe du déterminant : avec trois paramètres ou plus, deux courbures négatives se compensent dans le produit »
import numpy as np


def is_saddle(hessian):
    return bool(np.linalg.det(hessian) < -1e-8)


# %% wrong is_saddle no-tolerance · « vous comparez à zéro exactement : une courbure nulle peut valoir 1e-13 après un arrondi ; ne comptez pas ce qui est plus petit que 1e-8 »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 0).any() and (curvatures < 0).any())


# %% wrong is_saddle zeros-refused · « vous répondez non dès qu'une courbure est nulle : elle ne compte d'aucun côté, mais les autres comptent »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    if (np.abs(curvatures) <= 1e-8).any():
        return False
    return bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any())


# %% wrong is_saddle zeros-accepted · « vous comptez une courbure nulle du côté positif : elle ne compte d'aucun côté »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures >= -1e-8).any() and (curvatures < -1e-8).any())


# %% wrong is_saddle half-and-half · « vous demandez autant de courbures de chaque signe : une seule de chaque suffit »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 1e-8).sum() == (curvatures < -1e-8).sum() > 0)


# %% wrong is_saddle trace · « vous regardez la somme des courbures (la trace) : son signe ne dit pas s'il y en a des deux côtés »
import numpy as np


def is_saddle(hessian):
    return bool(abs(np.trace(hessian)) <= 1e-8)


# %% wrong is_saddle gradient-alone · « vous répondez oui à tout point de gradient nul : un minimum et un maximum en sont aussi, seules les courbures tranchent »
def is_saddle(hessian):
    return True


# %% wrong is_saddle two-dimensions · « vous ne regardez que la première et la deuxième courbure : il peut y en avoir davantage, ou une seule »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return bool(len(curvatures) > 1 and curvatures[0] < -1e-8 and curvatures[1] > 1e-8)


# %% wrong is_saddle curvatures-returned · « vous renvoyez les courbures : on attend `True` ou `False` »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return curvatures


# %% wrong is_saddle printed · « vous affichez la réponse sans la renvoyer : remplacez `print` par `return` »
import numpy as np


def is_saddle(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    print(bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any()))


# %% wrong is_saddle matrix-changed · « votre réponse est juste, mais vous écrivez dans `hessian`, que celui qui appelle retrouve changée »
import numpy as np


def is_saddle(hessian):
    hessian[...] = (hessian + hessian.T)
    curvatures = np.linalg.eigvalsh(hessian)
    return bool((curvatures > 1e-8).any() and (curvatures < -1e-8).any())


# %% right minibatches permutation
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% right minibatches shuffle-in-place
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    batches = []
    while len(order) > 0:
        batches.append(order[:batch_size])
        order = order[batch_size:]
    return batches


# %% right minibatches generator
def minibatches(n, batch_size, rng):
    order = rng.permutation(n).tolist()
    for start in range(0, n, batch_size):
        yield order[start : start + batch_size]


# %% right minibatches random-keys
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    return np.split(order, np.arange(batch_size, n, batch_size))


# %% right minibatches choice-without-replacement
def minibatches(n, batch_size, rng):
    order = rng.choice(n, size=n, replace=False)
    full = n // batch_size
    batches = [order[k * batch_size : (k + 1) * batch_size] for k in range(full)]
    if n % batch_size:
        batches.append(order[full * batch_size :])
    return batches


# %% wrong minibatches remainder-dropped · « vous abandonnez les derniers exemples : le dernier lot peut être plus court, mais il ne disparaît pas »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n - batch_size + 1, batch_size)]


# %% wrong minibatches remainder-merged · « vous ajoutez les derniers exemples au lot précédent : ils forment un lot à part, plus court »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    count = max(n // batch_size, 1)
    starts = [k * batch_size for k in range(count)]
    return [order[start : (start + batch_size if start != starts[-1] else n)] for start in starts]


# %% wrong minibatches last-empty · « vous ajoutez un dernier lot vide quand la division tombe juste »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n + 1, batch_size)]


# %% wrong minibatches remainder-completed · « vous complétez le dernier lot avec des exemples déjà vus : chacun ne sert qu'une fois par époque »
import numpy as np


def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [np.take(order, range(start, start + batch_size), mode="wrap") for start in range(0, n, batch_size)]


# %% wrong minibatches equal-parts · « vous coupez en parts à peu près égales : tous les lots ont `batch_size` indices, sauf le dernier »
import numpy as np


def minibatches(n, batch_size, rng):
    return np.array_split(rng.permutation(n), -(-n // batch_size))


# %% wrong minibatches with-replacement · « vous tirez avec remise : certains exemples reviennent, d'autres manquent ; mélangez, puis découpez »
def minibatches(n, batch_size, rng):
    order = rng.integers(0, n, size=n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches batch-by-batch · « vous tirez chaque lot indépendamment des autres : un exemple peut revenir dans deux lots de la même époque »
def minibatches(n, batch_size, rng):
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    return [rng.choice(n, size=size, replace=False) for size in sizes]


# %% wrong minibatches not-shuffled · « vous ne mélangez pas : les lots sont toujours les mêmes, dans l'ordre des lignes »
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.arange(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches same-shuffle · « vous fixez une graine dans la fonction : toutes les époques ont le même mélange ; servez-vous de `rng`, qui avance tout seul »
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches global-generator · « vous tirez avec le générateur global de NumPy : le résultat ne peut plus être refait ; servez-vous de `rng` »
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.random.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches copied-generator · « vous travaillez sur une copie de `rng` : l'original n'avance pas, et toutes les époques sont les mêmes »
def minibatches(n, batch_size, rng):
    import copy

    order = copy.deepcopy(rng).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches order-of-batches-only · « vous mélangez l'ordre des lots, mais pas leur contenu : les mêmes exemples restent toujours ensemble, et le lot court peut passer avant les autres »
import numpy as np


def minibatches(n, batch_size, rng):
    batches = [np.arange(start, min(start + batch_size, n)) for start in range(0, n, batch_size)]
    return [batches[k] for k in rng.permutation(len(batches))]


# %% wrong minibatches inside-batches-only · « vous ne mélangez qu'à l'intérieur de chaque lot : les mêmes exemples restent toujours ensemble ; mélangez avant de découper »
def minibatches(n, batch_size, rng):
    return [start + rng.permutation(min(batch_size, n - start)) for start in range(0, n, batch_size)]


# %% wrong minibatches rotated · « vous ne faites que décaler les indices : les voisins restent ensemble ; mélangez-les avec `rng.permutation` »
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.roll(np.arange(n), rng.integers(1, n + 1))
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches from-one · « vos indices vont de 1 à n : en Python, ils vont de 0 à n − 1 »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n) + 1
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% wrong minibatches count-instead-of-size · « vous faites `batch_size` lots : c'est la taille de chaque lot, pas leur nombre »
import numpy as np


def minibatches(n, batch_size, rng):
    return [part for part in np.array_split(rng.permutation(n), batch_size) if len(part)]


# %% wrong minibatches overlapping · « vos lots se chevauchent : le début avance de 1 au lieu de `batch_size` »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n)]


# %% wrong minibatches first-batch-only · « vous ne renvoyez que le premier lot : regardez où est le `return`, ou la fin de la boucle »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        return [order[start : start + batch_size]]


# %% wrong minibatches flat · « vous renvoyez tous les indices à la suite : il faut les découper en lots »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return order


# %% wrong minibatches no-return · « vous formez les lots sans les renvoyer : il manque `return` »
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% right sgd tuples
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% right sgd copies-in-place
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    path = [(w.copy(), b)]
    epoch = 0
    while epoch < epochs:
        epoch += 1
        for batch in list(batches()):
            slopes = gradient(X[batch], y[batch], w.copy(), b)
            w -= lr * slopes[0]
            b -= lr * slopes[1]
            path.append((w.copy(), b))
    return path


# %% right sgd from-the-last-couple
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    path = [(np.zeros_like(X[0], dtype=float), 0.0)]
    for epoch in range(epochs):
        lots = batches()
        for rows in lots:
            examples = np.array([X[i] for i in rows])
            truths = np.array([y[i] for i in rows])
            w, b = path[-1]
            dw, db = gradient(examples, truths, w, b)
            path.append((np.array([p - lr * q for p, q in zip(w, dw)]), b - lr * db))
    return path


# %% wrong sgd same-shuffle · « vous demandez les lots une seule fois : toutes les époques ont le même mélange ; rappelez `batches()` au début de chacune »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    lots = list(batches())
    for _ in range(epochs):
        for rows in lots:
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd in-turn · « vous calculez `w`, puis vous demandez le gradient de `b` avec le nouveau `w` : les deux dérivées se mesurent au même point, en un seul appel »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            w = w - lr * gradient(X[rows], y[rows], w, b)[0]
            b = b - lr * gradient(X[rows], y[rows], w, b)[1]
            path.append((w, b))
    return path


# %% wrong sgd whole-set · « vous donnez tous les exemples au gradient : il ne reçoit que les lignes du lot »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X, y, w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd targets-in-order · « vous prenez les bonnes lignes de `X`, mais les premières de `y` : il faut les mêmes indices des deux côtés »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[: len(rows)], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd one-example-of-batch · « vous ne donnez au gradient que le premier exemple du lot : il les faut tous »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows[:1]], y[rows[:1]], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd uphill · « vous ajoutez le gradient : vous montez ; la règle le retire »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w + lr * dw
            b = b + lr * db
            path.append((w, b))
    return path


# %% wrong sgd bias-uphill · « vous ajoutez le gradient de `b` au lieu de le retirer »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b + lr * db
            path.append((w, b))
    return path


# %% wrong sgd bias-forgotten · « vous ne mettez jamais `b` à jour : il descend comme `w` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            path.append((w, b))
    return path


# %% wrong sgd bias-without-rate · « vous oubliez le taux d'apprentissage pour `b` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - db
            path.append((w, b))
    return path


# %% wrong sgd rate-divided-by-batch · « vous divisez encore par la taille du lot : `gradient` fait déjà la moyenne »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            dw, db = dw / len(rows), db / len(rows)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd one-point-an-epoch · « vous ne rangez qu'un point par époque : on en demande un après chaque lot »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
        path.append((w, b))
    return path


# %% wrong sgd one-epoch · « vous ne faites qu'une époque : utilisez `epochs`, sans remettre `w` et `b` à zéro »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(min(epochs, 1)):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd restarted · « vous remettez `w` et `b` à zéro au début de chaque époque : on continue là où l'on était »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd start-missing · « le départ manque dans votre chemin : il contient un couple de plus que de lots »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = []
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd aliased · « vous rangez toujours le même tableau `w`, que `-=` change sur place : à la fin, tous les couples contiennent le même `w` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w -= lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd last-point-only · « vous ne renvoyez que le dernier couple : on demande tout le chemin »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path[-1]


# %% wrong sgd weights-only · « vous ne rangez que `w` : chaque point est le couple `(w, b)` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append(w)
    return path


# %% wrong sgd order-reversed · « vous relisez les lots à l'envers : ils se prennent dans l'ordre donné »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in list(batches())[::-1]:
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd batch-numbers · « vous prenez les lignes dans l'ordre, sans regarder les indices du lot : ce sont eux qui disent quelles lignes lire »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        start = 0
        for rows in batches():
            dw, db = gradient(X[start : start + len(rows)], y[start : start + len(rows)], w, b)
            start += len(rows)
            w, b = w - lr * dw, b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd measured-at-epoch-start · « vous mesurez tous les gradients d'une époque au même point : chaque lot se mesure là où le précédent vous a laissé »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        start_w, start_b = w, b
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], start_w, start_b)
            w, b = w - lr * dw, b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd data-shuffled · « votre chemin est juste, mais vous réordonnez `X` et `y` sur place : celui qui appelle les retrouve mélangés »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
    X[...], y[...] = X[::-1].copy(), y[::-1].copy()
    return path


# %% wrong sgd bias-array · « vous gardez `b` dans un tableau d'un élément : c'est un nombre, qui part de `0.0` et non de `np.zeros(1)` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), np.zeros(1)
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w, b = w - lr * dw, b - lr * db
            path.append((w, b))
    return path


# %% wrong sgd return-in-loop · « vous quittez la boucle à la fin de la première époque : regardez de combien de crans le `return` est décalé »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))
        return path


# %% wrong sgd no-return · « vous calculez le chemin sans le renvoyer : il manque `return` »
import numpy as np


def sgd(X, y, gradient, batches, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    path = [(w, b)]
    for _ in range(epochs):
        for rows in batches():
            dw, db = gradient(X[rows], y[rows], w, b)
            w = w - lr * dw
            b = b - lr * db
            path.append((w, b))


# %% right momentum list
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% right momentum rate-in-the-speed
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    path = np.zeros((steps + 1,) + w0.shape)
    path[0] = w0
    move = 0.0
    for k in range(steps):
        move = beta * move - lr * grad(path[k])
        path[k + 1] = path[k] + move
    return path


# %% right momentum from-the-last-move
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    path = [np.array(w0, dtype=float)]
    for k in range(steps):
        new = path[-1] - lr * np.asarray(grad(path[-1]))
        if k > 0:
            new = new + beta * (path[-1] - path[-2])
        path.append(new)
    return np.array(path)


# %% right momentum in-place-with-copies
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = np.array(w0, dtype=float)
    v = np.zeros_like(w)
    path = [w.copy()]
    for _ in range(steps):
        v *= beta
        v += grad(w)
        w -= lr * v
        path.append(w.copy())
    return path


# %% wrong momentum no-momentum · « votre vitesse ne garde rien du pas d'avant : vous oubliez `beta * v`, ou vous remettez la vitesse à zéro à chaque pas »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum beta-forgotten · « vous oubliez `beta` : la vitesse s'accumule sans jamais s'amortir »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum weighted-mean · « vous multipliez le gradient par `1 - beta` : c'est une autre variante, aux pas plus petits ; ici, v ← βv + gradient »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + (1 - beta) * grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum beta-on-gradient · « vous échangez les rôles : `beta` multiplie l'ancienne vitesse, pas le gradient »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = v + beta * grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum old-speed · « vous déplacez `w` avec l'ancienne vitesse : mettez d'abord la vitesse à jour »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        w, v = w - lr * v, beta * v + grad(w)
        path.append(w)
    return path


# %% wrong momentum nesterov · « vous mesurez le gradient un peu plus loin, là où l'élan va mener : c'est une autre variante ; ici, il se mesure au point courant »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum uphill · « vous montez : retirez la vitesse de `w`, et ajoutez le gradient à la vitesse ; un seul signe moins »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w + lr * v
        path.append(w)
    return path


# %% wrong momentum rate-twice · « vous appliquez le taux deux fois, dans la vitesse et dans le déplacement : une seule suffit »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + lr * grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum rate-forgotten · « vous oubliez le taux d'apprentissage »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - v
        path.append(w)
    return path


# %% wrong momentum speed-starts-with-gradient · « votre vitesse part du gradient au lieu de zéro : le premier pas est trop long »
def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = grad(w)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum aliased · « vous rangez toujours le même tableau, que `-=` change sur place : à la fin, tous les points sont égaux au dernier ; rangez des copies »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w -= lr * v
        path.append(w)
    return path


# %% wrong momentum start-missing · « le départ manque dans votre chemin : il contient `steps + 1` points »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = []
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum one-step-more · « vous faites un pas de trop : `steps` pas, donc `steps + 1` points »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps + 1):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum last-point-only · « vous ne renvoyez que le dernier point : on demande tout le chemin »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path[-1]


# %% wrong momentum speeds-stored · « vous rangez les vitesses au lieu des points »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(v)
    return path


# %% wrong momentum start-changed · « votre chemin est juste, mais vous changez `w0`, que celui qui appelle retrouve ailleurs : commencez par une copie »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w, v = w0, np.zeros(w0.shape)
    path = [np.array(w, dtype=float)]
    for _ in range(steps):
        v = beta * v + grad(w)
        w[...] = w - lr * v
        path.append(np.array(w, dtype=float))
    return path


# %% wrong momentum start-shared · « le premier point de votre chemin est `w0` lui-même, et non une copie : changer l'un change l'autre »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum integers-kept · « vous gardez le type de `w0` : avec un départ entier, chaque point est tronqué ; commencez par une copie décimale »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    path = np.zeros((steps + 1, *w0.shape), dtype=w0.dtype)
    path[0] = w0
    v = np.zeros(w0.shape)
    for k in range(steps):
        v = beta * v + grad(path[k])
        path[k + 1] = path[k] - lr * v
    return path


# %% wrong momentum gradient-of-start · « vous demandez toujours le gradient du départ : il faut celui du point courant »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w0)
        w = w - lr * v
        path.append(w)
    return path


# %% wrong momentum no-return · « vous calculez le chemin sans le renvoyer : il manque `return` »
import numpy as np


def momentum(grad, w0, lr, beta, steps):
    w = w0.astype(float)
    v = np.zeros(w.shape)
    path = [w]
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
