# %% right l2_penalty sums
import numpy as np


def l2_penalty(weights, alpha):
    return 0.5 * alpha * sum((w * w).sum() for w in weights), [alpha * w for w in weights]


# %% right l2_penalty loops
import numpy as np


def l2_penalty(weights, alpha):
    total = 0.0
    gradients = []
    for w in weights:
        for number in w.ravel():
            total += float(number) ** 2
        gradients.append(np.array([alpha * float(number) for number in w.ravel()]).reshape(w.shape))
    return alpha * total / 2, gradients


# %% right l2_penalty norms
import numpy as np


def l2_penalty(weights, alpha):
    sizes = [np.linalg.norm(w.ravel()) for w in weights]
    return alpha / 2 * sum(size**2 for size in sizes), [w * alpha for w in weights]


# %% right l2_penalty dot-of-flat
def l2_penalty(weights, alpha):
    value = 0
    for w in weights:
        flat = w.reshape(-1)
        value = value + flat @ flat
    return 0.5 * alpha * value, tuple(alpha * w for w in weights)


# %% wrong l2_penalty gradient-doubled · « votre gradient est deux fois trop grand : le ½ de la valeur efface le 2 de la dérivée du carré, il reste αw »
def l2_penalty(weights, alpha):
    return alpha / 2 * sum((w**2).sum() for w in weights), [2 * alpha * w for w in weights]


# %% wrong l2_penalty half-forgotten · « il manque le ½ dans la valeur : c'est la moitié de la somme des carrés, fois α »
def l2_penalty(weights, alpha):
    return alpha * sum((w**2).sum() for w in weights), [alpha * w for w in weights]


# %% wrong l2_penalty other-convention · « vous suivez la convention sans ½, pour la valeur comme pour le gradient : ici, la valeur est α/2 fois la somme des carrés »
def l2_penalty(weights, alpha):
    return alpha * sum((w**2).sum() for w in weights), [2 * alpha * w for w in weights]


# %% wrong l2_penalty gradient-halved · « vous gardez le ½ dans le gradient : la dérivée du carré donne un 2 qui l'efface »
def l2_penalty(weights, alpha):
    return alpha / 2 * sum((w**2).sum() for w in weights), [alpha / 2 * w for w in weights]


# %% wrong l2_penalty norm-not-squared · « vous prenez la norme au lieu de son carré : il n'y a pas de racine dans la pénalité »
import numpy as np


def l2_penalty(weights, alpha):
    return alpha / 2 * np.sqrt(sum((w**2).sum() for w in weights)), [alpha * w for w in weights]


# %% wrong l2_penalty mean · « vous prenez la moyenne des carrés : la pénalité est une somme, elle ne divise pas par le nombre de poids »
import numpy as np


def l2_penalty(weights, alpha):
    return alpha / 2 * sum(np.mean(w**2) for w in weights), [alpha * w for w in weights]


# %% wrong l2_penalty vectors-skipped · « vous laissez de côté les tableaux à une dimension, comme si c'étaient des biais : la liste ne contient que des poids, pénalisez-les tous »
def l2_penalty(weights, alpha):
    value = alpha / 2 * sum((w**2).sum() for w in weights if w.ndim > 1)
    return value, [alpha * w if w.ndim > 1 else 0 * w for w in weights]


# %% wrong l2_penalty last-only · « votre valeur est celle du dernier tableau : à chaque tour, ajoutez au total au lieu de le remplacer »
def l2_penalty(weights, alpha):
    value, gradients = 0, []
    for w in weights:
        value = alpha / 2 * (w**2).sum()
        gradients.append(alpha * w)
    return value, gradients


# %% wrong l2_penalty first-only · « vous vous arrêtez au premier tableau de la liste : parcourez-la en entier »
def l2_penalty(weights, alpha):
    for w in weights:
        return alpha / 2 * (w**2).sum(), [alpha * w]
    return 0, []


# %% wrong l2_penalty one-value-per-array · « vous renvoyez une valeur par tableau : la pénalité est un seul nombre, leur somme »
def l2_penalty(weights, alpha):
    return [alpha / 2 * (w**2).sum() for w in weights], [alpha * w for w in weights]


# %% wrong l2_penalty rows-summed · « votre valeur est encore un tableau : `sum` de Python n'additionne que les lignes, la méthode `sum` de NumPy additionne toutes les cases »
def l2_penalty(weights, alpha):
    return alpha / 2 * sum(sum(w**2) for w in weights), [alpha * w for w in weights]


# %% wrong l2_penalty alpha-forgotten · « vous oubliez α dans le gradient : il y figure comme dans la valeur »
def l2_penalty(weights, alpha):
    return alpha / 2 * sum((w**2).sum() for w in weights), list(weights)


# %% wrong l2_penalty value-only · « vous ne renvoyez que la valeur : l'énoncé demande le couple `(value, gradients)` »
def l2_penalty(weights, alpha):
    return alpha / 2 * sum((w**2).sum() for w in weights)


# %% wrong l2_penalty absolute · « c'est la pénalité L1 : pour L2, prenez les carrés »
import numpy as np


def l2_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l2_penalty in-place · « vos nombres sont justes, mais vous écrivez le gradient dans les poids du réseau : méfiez-vous de `*=` »
def l2_penalty(weights, alpha):
    value = alpha / 2 * sum((w**2).sum() for w in weights)
    for w in weights:
        w *= alpha
    return value, weights


# %% wrong l2_penalty no-return · « vous calculez sans rien renvoyer : la dernière ligne doit rendre `value, gradients` »
def l2_penalty(weights, alpha):
    value = alpha / 2 * sum((w**2).sum() for w in weights)
    gradients = [alpha * w for w in weights]


# %% right decay_step gradient-form
def decay_step(params, grads, lr, alpha):
    result = []
    for (W, b), (dW, db) in zip(params, grads):
        result.append((W - lr * (dW + alpha * W), b - lr * db))
    return result


# %% right decay_step shrink-form
def decay_step(params, grads, lr, alpha):
    return [((1 - lr * alpha) * W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% right decay_step copies-in-place
def decay_step(params, grads, lr, alpha):
    result = []
    for i in range(len(params)):
        W, b = params[i][0].copy(), params[i][1].copy()
        W *= 1 - lr * alpha
        W -= lr * grads[i][0]
        b -= lr * grads[i][1]
        result.append((W, b))
    return result


# %% right decay_step loops
import numpy as np


def decay_step(params, grads, lr, alpha):
    result = []
    for (W, b), (dW, db) in zip(params, grads):
        new_W = np.zeros(W.shape)
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                new_W[i, j] = W[i, j] - lr * dW[i, j] - lr * alpha * W[i, j]
        result.append([new_W, np.array([b[j] - lr * db[j] for j in range(len(b))])])
    return result


# %% wrong decay_step bias-penalised · « vous pénalisez aussi les biais : eux font un pas ordinaire, sans α »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * (dW + alpha * W), b - lr * (db + alpha * b)) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step bias-only · « vous pénalisez les biais et non les poids : c'est l'inverse »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * dW, b - lr * (db + alpha * b)) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step doubled · « votre pénalité est deux fois trop forte : le gradient de α/2 fois le carré est αw »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * (dW + 2 * alpha * W), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step rate-forgotten · « vous retirez αW sans le taux d'apprentissage : tout le gradient, pénalité comprise, est multiplié par `lr` »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * dW - alpha * W, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step after-the-step · « vous usez les poids après le pas : le gradient de la pénalité se calcule avec les poids d'avant »
def decay_step(params, grads, lr, alpha):
    return [((W - lr * dW) * (1 - lr * alpha), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step grows · « votre pénalité fait grandir les poids : son gradient s'ajoute à `dW`, puis le tout se retire »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * (dW - alpha * W), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step uphill · « vous montez la pente : on retire le gradient, on ne l'ajoute pas »
def decay_step(params, grads, lr, alpha):
    return [(W + lr * (dW + alpha * W), b + lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step no-decay · « vous faites un pas ordinaire : `alpha` n'agit nulle part »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step gradient-forgotten · « vous usez les poids sans suivre le gradient du coût : les deux agissent dans le même pas »
def decay_step(params, grads, lr, alpha):
    return [((1 - lr * alpha) * W, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step sign · « vous ajoutez α fois le signe des poids, comme pour L1 : le gradient de L2 est αW »
import numpy as np


def decay_step(params, grads, lr, alpha):
    return [(W - lr * (dW + alpha * np.sign(W)), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step bias-kept · « vous ne mettez jamais les biais à jour : ils ne sont pas pénalisés, mais ils suivent leur gradient »
def decay_step(params, grads, lr, alpha):
    return [(W - lr * (dW + alpha * W), b) for (W, b), (dW, db) in zip(params, grads)]


# %% wrong decay_step first-layer-only · « vous renvoyez le résultat dès la première couche : regardez de combien de crans le `return` est décalé »
def decay_step(params, grads, lr, alpha):
    result = []
    for (W, b), (dW, db) in zip(params, grads):
        result.append((W - lr * (dW + alpha * W), b - lr * db))
        return result
    return result


# %% wrong decay_step in-place · « vos nombres sont justes, mais vous écrivez dans les tableaux reçus : méfiez-vous de `-=`, construisez de nouveaux tableaux »
def decay_step(params, grads, lr, alpha):
    for (W, b), (dW, db) in zip(params, grads):
        W -= lr * (dW + alpha * W)
        b -= lr * db
    return params


# %% wrong decay_step flat-list · « vous rangez poids et biais à la suite : l'énoncé demande une liste de couples `(W, b)`, un par couche »
def decay_step(params, grads, lr, alpha):
    result = []
    for (W, b), (dW, db) in zip(params, grads):
        result += [W - lr * (dW + alpha * W), b - lr * db]
    return result


# %% wrong decay_step no-return · « vous calculez sans rien renvoyer : la dernière ligne doit rendre la nouvelle liste »
def decay_step(params, grads, lr, alpha):
    result = [(W - lr * (dW + alpha * W), b - lr * db) for (W, b), (dW, db) in zip(params, grads)]


# %% right l1_penalty sign
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.sign(w) for w in weights]


# %% right l1_penalty loops
import numpy as np


def l1_penalty(weights, alpha):
    total, gradients = 0.0, []
    for w in weights:
        slopes = []
        for number in w.ravel():
            total += abs(float(number))
            slopes.append(alpha if number > 0 else -alpha if number < 0 else 0.0)
        gradients.append(np.array(slopes).reshape(w.shape))
    return alpha * total, gradients


# %% right l1_penalty comparisons
def l1_penalty(weights, alpha):
    gradients = [alpha * ((w > 0) * 1.0 - (w < 0) * 1.0) for w in weights]
    return sum((w * g).sum() for w, g in zip(weights, gradients)), gradients


# %% right l1_penalty where
import numpy as np


def l1_penalty(weights, alpha):
    value = 0
    for w in weights:
        value += alpha * np.linalg.norm(w.ravel(), 1)
    return value, [np.where(w > 0, alpha, np.where(w < 0, -alpha, 0.0)) for w in weights]


# %% wrong l1_penalty zero-positive · « vous donnez le signe + à zéro : ici, le signe de 0 est 0 »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.where(w >= 0, 1.0, -1.0) for w in weights]


# %% wrong l1_penalty zero-negative · « vous donnez le signe − à zéro : ici, le signe de 0 est 0 »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.where(w > 0, 1.0, -1.0) for w in weights]


# %% wrong l1_penalty divided · « vous divisez chaque poids par sa valeur absolue : pour un poids nul, cela donne `nan`, cherchez la fonction de NumPy qui donne le signe »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * w / np.abs(w) for w in weights]


# %% wrong l1_penalty half · « vous mettez un ½ : il n'y en a pas dans L1, où aucun 2 n'est à effacer »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha / 2 * sum(np.abs(w).sum() for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l1_penalty half-everywhere · « vous mettez un ½ à la valeur et au gradient : L1 n'en a aucun »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha / 2 * sum(np.abs(w).sum() for w in weights), [alpha / 2 * np.sign(w) for w in weights]


# %% wrong l1_penalty squares · « c'est la pénalité L2 : pour L1, prenez les valeurs absolues, et les signes pour le gradient »
def l1_penalty(weights, alpha):
    return alpha / 2 * sum((w**2).sum() for w in weights), [alpha * w for w in weights]


# %% wrong l1_penalty signed-sum · « vous additionnez les poids avec leur signe : ils se compensent, prenez d'abord leurs valeurs absolues »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(w.sum() for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l1_penalty abs-of-sum · « vous prenez la valeur absolue de la somme : il faut la somme des valeurs absolues »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(abs(w.sum()) for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l1_penalty matrix-norm · « `np.linalg.norm(w, 1)` d'un tableau à deux dimensions est la plus grande somme d'une colonne : additionnez vous-même toutes les valeurs absolues »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.linalg.norm(w, 1) for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l1_penalty gradient-is-weight · « votre gradient est αw, celui de L2 : celui de L1 ne dépend que du signe »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * w for w in weights]


# %% wrong l1_penalty gradient-absolute · « vous renvoyez les valeurs absolues comme gradient : c'est le signe des poids, +1 ou −1, fois α »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.abs(w) for w in weights]


# %% wrong l1_penalty ones · « votre gradient vaut α partout : il vaut −α pour un poids négatif »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [alpha * np.ones(w.shape) for w in weights]


# %% wrong l1_penalty alpha-forgotten · « vous oubliez α dans le gradient »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights), [np.sign(w) for w in weights]


# %% wrong l1_penalty mean · « vous prenez la moyenne : la pénalité est une somme, sans division »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).mean() for w in weights), [alpha * np.sign(w) for w in weights]


# %% wrong l1_penalty vectors-skipped · « vous laissez de côté les tableaux à une dimension : la liste ne contient que des poids, pénalisez-les tous »
import numpy as np


def l1_penalty(weights, alpha):
    value = alpha * sum(np.abs(w).sum() for w in weights if w.ndim > 1)
    return value, [alpha * np.sign(w) if w.ndim > 1 else 0 * w for w in weights]


# %% wrong l1_penalty in-place · « vos nombres sont justes, mais vous écrivez les signes dans les poids du réseau : construisez de nouveaux tableaux »
import numpy as np


def l1_penalty(weights, alpha):
    value = alpha * sum(np.abs(w).sum() for w in weights)
    for w in weights:
        np.sign(w, out=w)
        w *= alpha
    return value, weights


# %% wrong l1_penalty value-only · « vous ne renvoyez que la valeur : l'énoncé demande le couple `(value, gradients)` »
import numpy as np


def l1_penalty(weights, alpha):
    return alpha * sum(np.abs(w).sum() for w in weights)


# %% right soft_threshold sign-and-size
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


# %% right soft_threshold two-sides
import numpy as np


def soft_threshold(w, t):
    return np.maximum(w - t, 0) - np.maximum(-w - t, 0)


# %% right soft_threshold minus-clipped
import numpy as np


def soft_threshold(w, t):
    return w - np.clip(w, -t, t)


# %% right soft_threshold loop
import numpy as np


def soft_threshold(w, t):
    result = []
    for value in w.ravel():
        if value > t:
            result.append(value - t)
        elif value < -t:
            result.append(value + t)
        else:
            result.append(0.0)
    return np.array(result).reshape(w.shape)


# %% right soft_threshold where
import numpy as np


def soft_threshold(w, t):
    return np.where(w > t, w - t, np.where(w < -t, w + t, 0.0))


# %% wrong soft_threshold hard · « vous gardez les grands poids tels quels : le seuillage doux les rapproche aussi de zéro, de t »
import numpy as np


def soft_threshold(w, t):
    return np.where(np.abs(w) > t, w, 0.0)


# %% wrong soft_threshold sign-lost · « vous perdez le signe : un poids négatif doit le rester »
import numpy as np


def soft_threshold(w, t):
    return np.maximum(np.abs(w) - t, 0)


# %% wrong soft_threshold negatives-lost · « vous effacez tous les poids négatifs : eux aussi se rapprochent de zéro, par l'autre côté »
import numpy as np


def soft_threshold(w, t):
    return np.maximum(w - t, 0)


# %% wrong soft_threshold overshoot · « vous dépassez zéro : un poids plus petit que t changerait de signe, il doit s'arrêter à zéro »
import numpy as np


def soft_threshold(w, t):
    return w - t * np.sign(w)


# %% wrong soft_threshold subtracted · « vous retirez t à tous les poids : un poids négatif s'éloigne alors de zéro »
def soft_threshold(w, t):
    return w - t


# %% wrong soft_threshold clipped · « vous limitez les poids à [−t, t] : c'est ce qu'il faut retirer, pas ce qui reste »
import numpy as np


def soft_threshold(w, t):
    return np.clip(w, -t, t)


# %% wrong soft_threshold pushed-away · « vous éloignez les poids de zéro au lieu de les en rapprocher : retirez t à leur taille »
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * (np.abs(w) + t)


# %% wrong soft_threshold shrunk · « vous divisez par 1 + t : c'est ce que fait L2, qui n'annule jamais rien »
def soft_threshold(w, t):
    return w / (1 + t)


# %% wrong soft_threshold negatives-kept · « vous laissez les poids négatifs comme ils sont : eux aussi doivent se rapprocher de zéro »
import numpy as np


def soft_threshold(w, t):
    return np.where(w > t, w - t, np.where(w < 0, w, 0.0))


# %% wrong soft_threshold negative-side-wrong · « pour un poids négatif, vous retirez t : ajoutez-le, pour aller vers zéro »
import numpy as np


def soft_threshold(w, t):
    return np.where(np.abs(w) > t, w - t, 0.0)


# %% wrong soft_threshold half · « vous retirez t/2 : la taille diminue de t »
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t / 2, 0)


# %% wrong soft_threshold one-number · « vous renvoyez un seul nombre : `np.max` cherche la plus grande case, `np.maximum` compare case par case »
import numpy as np


def soft_threshold(w, t):
    return np.sign(w).sum() * np.max(np.abs(w) - t)


# %% wrong soft_threshold in-place · « vos nombres sont justes, mais vous écrivez dans le tableau reçu : travaillez sur une copie »
import numpy as np


def soft_threshold(w, t):
    result = np.sign(w) * np.maximum(np.abs(w) - t, 0)
    w[:] = result
    return w


# %% wrong soft_threshold no-return · « vous calculez sans rien renvoyer : il manque un `return` »
import numpy as np


def soft_threshold(w, t):
    result = np.sign(w) * np.maximum(np.abs(w) - t, 0)


# %% right ridge_closed_form solve
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y)


# %% right ridge_closed_form inverse
import numpy as np


def ridge_closed_form(X, y, alpha):
    A = X.T @ X
    for j in range(len(A)):
        A[j, j] = A[j, j] + len(y) * alpha
    return np.linalg.inv(A) @ (X.T @ y)


# %% right ridge_closed_form dual
import numpy as np


def ridge_closed_form(X, y, alpha):
    n = len(X)
    return X.T @ np.linalg.solve(X @ X.T + n * alpha * np.identity(n), y)


# %% right ridge_closed_form singular-values
import numpy as np


def ridge_closed_form(X, y, alpha):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt.T @ (s / (s**2 + len(X) * alpha) * (U.T @ y))


# %% right ridge_closed_form per-example
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X / n + np.diag([float(alpha)] * d), X.T @ y / n)


# %% wrong ridge_closed_form n-forgotten · « il manque n devant α : avec la moyenne du coût, c'est nα qui s'ajoute sur la diagonale »
import numpy as np


def ridge_closed_form(X, y, alpha):
    return np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)


# %% wrong ridge_closed_form divided-by-n · « vous divisez α par n : en multipliant le gradient par n, c'est nα qui apparaît »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + alpha / n * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form d-for-n · « vous multipliez α par d, le nombre d'entrées : c'est n, le nombre d'exemples »
import numpy as np


def ridge_closed_form(X, y, alpha):
    d = X.shape[1]
    return np.linalg.solve(X.T @ X + d * alpha * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form doubled · « votre pénalité est deux fois trop forte : avec ½ des deux côtés, les 2 s'effacent »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + 2 * n * alpha * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form halved · « vous gardez le ½ de la pénalité : sa dérivée est αw, le ½ a disparu »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha / 2 * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form no-penalty · « vous faites des moindres carrés ordinaires : `alpha` n'agit nulle part »
import numpy as np


def ridge_closed_form(X, y, alpha):
    return np.linalg.lstsq(X, y, rcond=None)[0]


# %% wrong ridge_closed_form ones-matrix · « vous ajoutez nα à toutes les cases : l'identité n'a de 1 que sur sa diagonale, c'est `np.eye` »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.pinv(X.T @ X + n * alpha * np.ones((d, d))) @ X.T @ y


# %% wrong ridge_closed_form eye-of-n · « votre identité a n lignes : `X.T @ X` a la taille d × d, l'identité aussi »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(n), X.T @ y)


# %% wrong ridge_closed_form centred · « vous centrez les données : l'énoncé demande un modèle sans biais, sans rien retirer »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    X, y = X - X.mean(axis=0), y - y.mean()
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form with-bias · « vous ajoutez une colonne de 1 : votre résultat a un poids de trop, le biais »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    X = np.column_stack([X, np.ones(n)])
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d + 1), X.T @ y)


# %% wrong ridge_closed_form bias-dropped · « vous ajustez un biais puis vous le jetez : les poids ne sont plus ceux du modèle sans biais »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    X = np.column_stack([X, np.ones(n)])
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d + 1), X.T @ y)[:d]


# %% wrong ridge_closed_form elementwise-inverse · « vous inversez case par case, avec `1 / A` ou `** -1` : l'inverse d'une matrice est autre chose, résolvez le système »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return (1 / (X.T @ X + n * alpha * np.eye(d))) @ (X.T @ y)


# %% wrong ridge_closed_form column · « vous renvoyez une colonne, de forme (d, 1) : on attend un tableau à une dimension, (d,) »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y.reshape(-1, 1))


# %% wrong ridge_closed_form minus · « vous retirez la pénalité au lieu de l'ajouter »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X - n * alpha * np.eye(d), X.T @ y)


# %% wrong ridge_closed_form rounded · « vous arrondissez les poids : renvoyez-les tels quels »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    return np.linalg.solve(X.T @ X + n * alpha * np.eye(d), X.T @ y).round(2)


# %% wrong ridge_closed_form few-steps · « vous arrêtez la descente de gradient avant le minimum : il faut beaucoup plus de pas, ou la forme close »
import numpy as np


def ridge_closed_form(X, y, alpha):
    n, d = X.shape
    w = np.zeros(d)
    for _ in range(100):
        w = w - 0.01 * (X.T @ (X @ w - y) / n + alpha * w)
    return w


# %% right dropout random-mask
def dropout(x, p, training, rng):
    if p < 0 or p >= 1:
        raise ValueError("p doit être entre 0 compris et 1 exclu")
    if not training:
        return x
    mask = rng.random(x.shape) >= p
    return x * mask / (1 - p)


# %% right dropout binomial
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p hors de [0, 1[")
    if training and p > 0:
        return x * rng.binomial(1, 1 - p, size=x.shape) / (1 - p)
    return x.copy()


# %% right dropout loop
import numpy as np


def dropout(x, p, training, rng):
    if p < 0 or p >= 1:
        raise ValueError("p hors de [0, 1[")
    result = np.array(x, dtype=float)
    if training:
        flat = result.reshape(-1)
        for i in range(len(flat)):
            flat[i] = 0.0 if rng.uniform() < p else flat[i] / (1 - p)
    return result


# %% right dropout choice
import numpy as np


def dropout(x, p, training, rng):
    if not (p >= 0 and p < 1):
        raise ValueError("p hors de [0, 1[")
    if not training:
        return np.array(x)
    factors = rng.choice([0.0, 1 / (1 - p)], size=x.shape, p=[p, 1 - p])
    return x * factors


# %% wrong dropout left-on-at-evaluation · « vous laissez le dropout allumé en évaluation : quand `training` est faux, renvoyez les valeurs de `x` »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout not-rescaled · « vous ne corrigez pas l'échelle : en entraînement, divisez par 1 − p ce qui est gardé »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p)


# %% wrong dropout scaled-at-evaluation · « vous corrigez l'échelle en évaluation, comme l'ancien dropout : dans le dropout inversé, on divise par 1 − p pendant l'entraînement »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x * (1 - p)
    return x * (rng.random(x.shape) >= p)


# %% wrong dropout scaled-twice · « vous corrigez l'échelle aussi en évaluation : là, il n'y a rien à corriger »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x / (1 - p)
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout one-mask-for-the-batch · « vous tirez un seul masque pour tout le lot : chaque exemple, donc chaque case, a son propre tirage »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape[-1]) >= p) / (1 - p)


# %% wrong dropout whole-examples · « vous éteignez des exemples entiers : c'est case par case qu'il faut tirer »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    mask = rng.random(x.shape[:1] + (1,) * (x.ndim - 1)) >= p
    return x * mask / (1 - p)


# %% wrong dropout one-draw · « vous tirez un seul nombre pour tout le tableau : ou tout est gardé, ou tout est éteint »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random() >= p) / (1 - p)


# %% wrong dropout p-is-kept · « vous gardez une part p : p est la part abandonnée »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) < p) / max(p, 1e-12)


# %% wrong dropout mask-reversed · « vous éteignez une part 1 − p au lieu de p : regardez le sens de votre comparaison »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) < p) / (1 - p)


# %% wrong dropout divided-by-p · « vous divisez par p : c'est par 1 − p, la part gardée »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) / (p if p else 1)


# %% wrong dropout multiplied · « vous multipliez par 1 − p ce qui est gardé : divisez, pour que la moyenne ne change pas »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) * (1 - p)


# %% wrong dropout own-generator · « vous créez votre propre générateur : tout le hasard doit venir de `rng`, sinon chaque appel tire le même masque »
import numpy as np


def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (np.random.default_rng(0).random(x.shape) >= p) / (1 - p)


# %% wrong dropout global-generator · « vous tirez avec `np.random` : servez-vous de `rng`, pour que la même graine redonne le même résultat »
import numpy as np


def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (np.random.random(x.shape) >= p) / (1 - p)


# %% wrong dropout normal-draws · « vous comparez p à un tirage gaussien : pour une probabilité, il faut un tirage uniforme entre 0 et 1 »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.normal(size=x.shape) >= p) / (1 - p)


# %% wrong dropout one-accepted · « vous acceptez p = 1 : PyTorch aussi, mais ici on le refuse »
def dropout(x, p, training, rng):
    if not 0 <= p <= 1:
        raise ValueError("p")
    if not training:
        return x
    if p == 1:
        return 0 * x
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout zero-refused · « vous refusez p = 0, qui est permis : rien n'est alors éteint »
def dropout(x, p, training, rng):
    if not 0 < p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout nothing-refused · « vous ne refusez aucun p : hors de [0, 1[, levez une `ValueError` »
def dropout(x, p, training, rng):
    if not training:
        return x
    return x * (rng.random(x.shape) >= p) / (1 - p if p != 1 else 1)


# %% wrong dropout refused-in-training-only · « vous ne vérifiez `p` qu'en entraînement : vérifiez-le avant de regarder `training` »
def dropout(x, p, training, rng):
    if not training:
        return x
    if not 0 <= p < 1:
        raise ValueError("p")
    return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout in-place · « vos valeurs sont justes, mais vous écrivez des zéros dans le tableau reçu : travaillez sur un nouveau tableau »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    x[rng.random(x.shape) < p] = 0
    x /= 1 - p
    return x


# %% wrong dropout no-return-at-evaluation · « vous ne renvoyez rien en évaluation : renvoyez-y les valeurs de `x` »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if training:
        return x * (rng.random(x.shape) >= p) / (1 - p)


# %% wrong dropout kept-only · « vous renvoyez seulement les cases gardées : le résultat doit avoir la forme de `x`, avec des zéros »
def dropout(x, p, training, rng):
    if not 0 <= p < 1:
        raise ValueError("p")
    if not training:
        return x
    return x[rng.random(x.shape) >= p] / (1 - p)


# %% right early_stopping deepcopy
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_state = None
        self.count = 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best = value
            self.best_state = copy.deepcopy(state)
            self.count = 0
            return False
        self.count += 1
        return self.count >= self.patience


# %% right early_stopping copy-each
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.left = math.inf, None, patience

    def step(self, value, state):
        improved = not math.isnan(value) and value < self.best - self.min_delta
        if improved:
            self.best, self.left = value, self.patience
            self.best_state = {name: array.copy() for name, array in state.items()}
        else:
            self.left -= 1
        return self.left == 0


# %% right early_stopping epochs
import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_state = None
        self.epoch = 0
        self.best_epoch = 0

    def step(self, value, state):
        self.epoch += 1
        if value < self.best - self.min_delta:
            self.best = value
            self.best_epoch = self.epoch
            self.best_state = {}
            for name in state:
                self.best_state[name] = np.array(state[name])
        if self.epoch - self.best_epoch >= self.patience:
            return True
        else:
            return False


# %% wrong early_stopping reference-kept · « vous gardez une référence aux poids, qui continuent de changer : il faut une copie en profondeur »
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, state, 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping list-of-names · « vous ne gardez que les noms : `list(state)` d'un dictionnaire donne ses clés, gardez une copie de tout le dictionnaire »
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, list(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping first-state-only · « vous ne copiez les poids qu'une fois, au premier appel : copiez-les à chaque progrès »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.count = value, 0
            if self.best_state is None:
                self.best_state = copy.deepcopy(state)
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping last-state · « vous copiez les poids à chaque appel : ne les gardez qu'en cas de progrès »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        self.best_state = copy.deepcopy(state)
        if value < self.best - self.min_delta:
            self.best, self.count = value, 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping one-too-late · « vous attendez un échec de trop : avec une patience de 2, on s'arrête au deuxième échec de suite, regardez `>` et `>=` »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count > self.patience


# %% wrong early_stopping one-too-early · « vous vous arrêtez un échec trop tôt : comptez l'échec du moment avant de comparer à la patience, et une seule fois »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
            return False
        self.count += 1
        return self.count >= self.patience - 1


# %% wrong early_stopping not-reset · « vous ne remettez pas le compte à zéro après un progrès : ce sont les échecs de suite qui comptent »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state = value, copy.deepcopy(state)
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping min-delta-ignored · « vous n'utilisez pas `min_delta` : un progrès doit le dépasser »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping min-delta-added · « vous ajoutez `min_delta` au record : une perte un peu plus grande passerait pour un progrès, retirez-le »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best + self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping not-strict · « vous comptez l'égalité comme un progrès : la comparaison est stricte »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value <= self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping previous-value · « vous comparez à la valeur précédente : c'est à la meilleure de toutes qu'il faut comparer »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best_state, self.count = copy.deepcopy(state), 0
        else:
            self.count += 1
        self.best = value
        return self.count >= self.patience


# %% wrong early_stopping best-follows-small-progress · « vous baissez le record même quand le progrès est plus petit que `min_delta` : un échec ne change rien d'autre que le compte »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best_state, self.count = copy.deepcopy(state), 0
        else:
            self.count += 1
        if value < self.best:
            self.best = value
        return self.count >= self.patience


# %% wrong early_stopping nan-is-progress · « vous prenez `nan` pour un progrès : écrivez la condition du progrès, et mettez tout le reste dans `else` »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value >= self.best - self.min_delta:
            self.count += 1
        else:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        return self.count >= self.patience


# %% wrong early_stopping nan-ignored · « vous passez les `nan` sans les compter : ce sont des échecs comme les autres »
import copy
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if math.isnan(value):
            return False
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping largest · « vous cherchez la plus grande valeur : une perte doit descendre »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("-inf"), None, 0

    def step(self, value, state):
        if value > self.best + self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping starts-at-zero · « votre record part de 0 : une perte positive n'est alors jamais un progrès, partez de l'infini »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = 0.0, {}, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count >= self.patience


# %% wrong early_stopping never-stops · « votre `step` ne renvoie rien : elle doit renvoyer `True` ou `False` à chaque appel »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1


# %% wrong early_stopping returns-only-true · « votre `step` ne renvoie rien quand il faut continuer : renvoyez `False` »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        if self.count >= self.patience:
            return True


# %% wrong early_stopping answer-reversed · « vous renvoyez `True` quand il faut continuer : c'est l'inverse »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state, self.count = float("inf"), None, 0

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state, self.count = value, copy.deepcopy(state), 0
        else:
            self.count += 1
        return self.count < self.patience


# %% wrong early_stopping stops-at-first-failure · « vous vous arrêtez au premier échec : attendez-en `patience` de suite »
import copy


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_state = float("inf"), None

    def step(self, value, state):
        if value < self.best - self.min_delta:
            self.best, self.best_state = value, copy.deepcopy(state)
            return False
        return True


# %% right shift slices
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    if abs(dx) >= w or abs(dy) >= h:
        return result
    rows_to, rows_from = slice(max(dy, 0), h + min(dy, 0)), slice(max(-dy, 0), h + min(-dy, 0))
    columns_to, columns_from = slice(max(dx, 0), w + min(dx, 0)), slice(max(-dx, 0), w + min(-dx, 0))
    result[:, rows_to, columns_to] = images[:, rows_from, columns_from]
    return result


# %% right shift loops
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros((n, h, w), dtype=images.dtype)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% right shift roll-then-erase
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    if abs(dx) >= w or abs(dy) >= h:
        return images * 0
    result = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        result[:, :dy] = 0
    if dy < 0:
        result[:, dy:] = 0
    if dx > 0:
        result[:, :, :dx] = 0
    if dx < 0:
        result[:, :, dx:] = 0
    return result


# %% right shift pad
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    a, b = abs(dy), abs(dx)
    large = np.pad(images, ((0, 0), (a, a), (b, b)))
    return large[:, a - dy : a - dy + h, b - dx : b - dx + w]


# %% wrong shift roll · « vous faites rentrer de l'autre côté les pixels qui sortent, comme `np.roll` : remplissez de zéros »
import numpy as np


def shift(images, dx, dy):
    return np.roll(images, (dy, dx), axis=(1, 2))


# %% wrong shift axes-swapped · « vous échangez `dx` et `dy` : `dx` déplace les colonnes, le dernier axe ; `dy` les lignes »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dx < h and 0 <= j - dy < w:
                result[:, i, j] = images[:, i - dx, j - dy]
    return result


# %% wrong shift opposite · « vous décalez dans l'autre sens : `dx` positif va vers la droite, `dy` positif vers le bas »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if 0 <= i + dy < h and 0 <= j + dx < w:
                result[:, i, j] = images[:, i + dy, j + dx]
    return result


# %% wrong shift upwards · « `dy` positif doit décaler vers le bas : le premier indice de ligne est en haut »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if 0 <= i + dy < h and 0 <= j - dx < w:
                result[:, i, j] = images[:, i + dy, j - dx]
    return result


# %% wrong shift leftwards · « `dx` positif doit décaler vers la droite »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j + dx < w:
                result[:, i, j] = images[:, i - dy, j + dx]
    return result


# %% wrong shift negative-indices · « vous laissez passer les indices négatifs : Python les compte depuis la fin, et les pixels rentrent de l'autre côté »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if i - dy < h and j - dx < w and i - dy >= -h and j - dx >= -w:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift positive-only · « vous ne traitez que les décalages positifs : un négatif va vers la gauche ou vers le haut »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if dx >= 0 and dy >= 0 and i >= dy and j >= dx:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift absolute · « vous prenez la valeur absolue des décalages : leur signe donne le sens »
import numpy as np


def shift(images, dx, dy):
    dx, dy = abs(dx), abs(dy)
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(dy, h):
        for j in range(dx, w):
            result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift edge-repeated · « vous répétez les pixels du bord : la place libérée est remplie de zéros »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    rows = np.clip(np.arange(h) - dy, 0, h - 1)
    columns = np.clip(np.arange(w) - dx, 0, w - 1)
    return images[:, rows][:, :, columns]


# %% wrong shift old-pixels-left · « vous laissez l'ancienne image sous la nouvelle : partez d'une image vide »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = images.copy()
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift too-far · « votre fonction se trompe quand le décalage atteint la taille de l'image ou la dépasse : il ne doit rester que des zéros »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.roll(images, (dy, dx), axis=(1, 2))
    if dy > 0:
        result[:, : dy % h] = 0
    if dy < 0:
        result[:, dy % h :] = 0
    if dx > 0:
        result[:, :, : dx % w] = 0
    if dx < 0:
        result[:, :, dx % w :] = 0
    return result


# %% wrong shift floats · « vos pixels sont justes, mais votre tableau contient des réels : gardez le type de `images` »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros((n, h, w))
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift one-direction · « vous ne décalez que les colonnes : `dy` doit agir aussi »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for j in range(w):
        if 0 <= j - dx < w:
            result[:, :, j] = images[:, :, j - dx]
    return result


# %% wrong shift first-image-only · « vous ne décalez que la première image : le lot en contient n »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    result = np.zeros_like(images)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                result[0, i, j] = images[0, i - dy, j - dx]
    return result


# %% wrong shift square-assumed · « vous supposez l'image carrée : le nombre de lignes et celui de colonnes peuvent différer »
import numpy as np


def shift(images, dx, dy):
    size = images.shape[1]
    result = np.zeros_like(images)
    for i in range(size):
        for j in range(size):
            if 0 <= i - dy < size and 0 <= j - dx < size:
                result[:, i, j] = images[:, i - dy, j - dx]
    return result


# %% wrong shift in-place · « vos pixels sont justes, mais vous écrivez dans `images` : construisez un nouveau tableau »
import numpy as np


def shift(images, dx, dy):
    n, h, w = images.shape
    old = images.copy()
    images[:] = 0
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                images[:, i, j] = old[:, i - dy, j - dx]
    return images


# %% wrong shift no-return · « vous calculez sans rien renvoyer : il manque un `return` »
import numpy as np


def shift(images, dx, dy):
    result = np.roll(images, (dy, dx), axis=(1, 2))


# %% right k_fold array-split
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("plus de plis que d'exemples")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate([p for j, p in enumerate(parts) if j != i]), parts[i]) for i in range(k)]


# %% right k_fold slices
def k_fold(n, k, rng):
    if k > n:
        raise ValueError("plus de plis que d'exemples")
    order = rng.permutation(n).tolist()
    folds, start = [], 0
    for i in range(k):
        size = n // k + 1 if i < n % k else n // k
        folds.append((order[:start] + order[start + size :], order[start : start + size]))
        start += size
    return folds


# %% right k_fold dealt
import numpy as np


def k_fold(n, k, rng):
    if n < k:
        raise ValueError("plus de plis que d'exemples")
    order = np.arange(n)
    rng.shuffle(order)
    return [(order[np.arange(n) % k != i], order[np.arange(n) % k == i]) for i in range(k)]


# %% right k_fold set-difference
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("plus de plis que d'exemples")
    numbers = rng.choice(n, size=n, replace=False)
    sizes = [n // k] * k
    for i in range(n % k):
        sizes[i] += 1
    ends = np.cumsum(sizes)
    folds = []
    for end, size in zip(ends, sizes):
        validation = np.sort(numbers[end - size : end])
        folds.append((np.setdiff1d(np.arange(n), validation), validation))
    return folds


# %% wrong k_fold remainder-dropped · « vous perdez le reste de la division : des exemples ne servent jamais à valider, donnez-en un de plus aux premiers plis »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    order = rng.permutation(n)
    size = n // k
    folds = []
    for i in range(k):
        validation = order[i * size : (i + 1) * size]
        folds.append((np.setdiff1d(order, validation), validation))
    return folds


# %% wrong k_fold remainder-in-last · « vous mettez tout le reste dans le dernier pli : répartissez-le, un exemple à chacun des premiers plis »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    order = rng.permutation(n)
    size = n // k
    folds = []
    for i in range(k):
        validation = order[i * size :] if i == k - 1 else order[i * size : (i + 1) * size]
        folds.append((np.setdiff1d(order, validation), validation))
    return folds


# %% wrong k_fold larger-last · « ce sont les premiers plis qui ont un exemple de plus, pas les derniers »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(rng.permutation(n), k)[::-1]
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold overlapping · « vos plis de validation se recouvrent, et des exemples ne servent jamais à valider : mélangez une seule fois, puis découpez »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    folds = []
    for i in range(k):
        validation = rng.choice(n, size=n // k + (i < n % k), replace=False)
        folds.append((np.setdiff1d(np.arange(n), validation), validation))
    return folds


# %% wrong k_fold with-replacement · « vous tirez avec remise : des numéros reviennent plusieurs fois, d'autres manquent »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(rng.integers(0, n, size=n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold everything-trains · « votre partie pour apprendre contient aussi les exemples de validation : retirez-les »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, k)]


# %% wrong k_fold pair-swapped · « vous renvoyez la validation en premier : l'ordre demandé est `(train, validation)` »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[i], np.concatenate(parts[:i] + parts[i + 1 :])) for i in range(k)]


# %% wrong k_fold not-shuffled · « vous ne mélangez pas : si les exemples sont rangés par classe, un pli n'en contiendrait qu'une »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(np.arange(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold shuffled-in-folds · « vous mélangez à l'intérieur de chaque pli : les plis restent des tranches qui se suivent, mélangez avant de découper »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = [rng.permutation(part) for part in np.array_split(np.arange(n), k)]
    first = parts[0][0]
    parts[0] = np.append(parts[0][1:], first)
    return [(rng.permutation(np.concatenate(parts[:i] + parts[i + 1 :])).tolist(), parts[i].tolist()) for i in range(k)]


# %% wrong k_fold own-generator · « vous créez votre propre générateur : tout le hasard doit venir de `rng`, sinon les plis sont toujours les mêmes »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(np.random.default_rng(7).permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold global-generator · « vous mélangez avec `np.random` : servez-vous de `rng`, pour que la même graine redonne les mêmes plis »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(np.random.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold too-many-accepted · « vous acceptez plus de plis que d'exemples : des plis seraient vides, levez une `ValueError` »
import numpy as np


def k_fold(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold equal-refused · « vous refusez k = n : c'est permis, avec un exemple par pli »
import numpy as np


def k_fold(n, k, rng):
    if k >= n:
        raise ValueError("k")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold numbered-from-one · « vous numérotez à partir de 1 : les indices vont de 0 à n − 1 »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(1 + rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# %% wrong k_fold single-split · « vous ne faites qu'un partage : il en faut k, chaque pli sert une fois de validation »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[1:]), parts[0])]


# %% wrong k_fold neighbour-trains · « votre partie pour apprendre est un seul autre pli : elle réunit les k − 1 autres »
import numpy as np


def k_fold(n, k, rng):
    if k > n:
        raise ValueError("k")
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[i - 1], parts[i]) for i in range(k)]


# %% right pick_alpha loops
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for alpha in alphas:
        scores = []
        for rows, held in folds:
            mean = X[rows].mean(axis=0)
            std = X[rows].std(axis=0)
            predict = train((X[rows] - mean) / std, y[rows], alpha)
            scores.append(np.mean((y[held] - predict((X[held] - mean) / std)) ** 2))
        errors.append(np.mean(scores))
    best = 0
    for i in range(len(alphas)):
        if errors[i] < errors[best]:
            best = i
    return alphas[best], errors


# %% right pick_alpha folds-outside
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    table = np.zeros((len(folds), len(alphas)))
    for i, (rows, held) in enumerate(folds):
        mean, std = np.mean(X[rows], axis=0), np.std(X[rows], axis=0)
        old, new = (X[rows] - mean) / std, (X[held] - mean) / std
        for j, alpha in enumerate(alphas):
            table[i, j] = ((train(old, y[rows], alpha)(new) - y[held]) ** 2).mean()
    errors = table.mean(axis=0)
    return alphas[np.argmin(errors)], errors


# %% right pick_alpha scikit-learn
import numpy as np
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import StandardScaler


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for alpha in alphas:
        scores = []
        for rows, held in folds:
            scaler = StandardScaler().fit(X[rows])
            predict = train(scaler.transform(X[rows]), y[rows], alpha)
            scores.append(mean_squared_error(y[held], predict(scaler.transform(X[held]))))
        errors.append(sum(scores) / len(scores))
    return alphas[errors.index(min(errors))], errors


# %% wrong pick_alpha scaler-outside · « vous standardisez avant le partage : les exemples de validation participent à la moyenne, c'est une fuite »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    errors = [np.mean([np.mean((train(X[r], y[r], a)(X[h]) - y[h]) ** 2) for r, h in folds]) for a in alphas]
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha scaler-on-validation · « vous standardisez la validation avec sa propre moyenne : servez-vous de celle de la partie qui sert à apprendre »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    def scaled(part):
        return (part - part.mean(axis=0)) / part.std(axis=0)

    errors = [np.mean([np.mean((train(scaled(X[r]), y[r], a)(scaled(X[h])) - y[h]) ** 2) for r, h in folds]) for a in alphas]
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha validation-not-scaled · « vous ne standardisez pas la validation : appliquez-lui la même moyenne et le même écart-type »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)(X[h]) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha not-scaled · « vous ne standardisez rien : l'énoncé le demande, dans chaque pli »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = [np.mean([np.mean((train(X[r], y[r], a)(X[h]) - y[h]) ** 2) for r, h in folds]) for a in alphas]
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha one-scale · « vous prenez une seule moyenne pour tout le tableau : chaque colonne a la sienne, avec `axis=0` »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(), X[r].std()
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha only-centred · « vous retirez la moyenne sans diviser par l'écart-type »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean = X[r].mean(axis=0)
            scores.append(np.mean((train(X[r] - mean, y[r], a)(X[h] - mean) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha training-error · « vous mesurez l'erreur sur les exemples appris : elle préfère toujours le plus petit α »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            old = (X[r] - mean) / std
            scores.append(np.mean((train(old, y[r], a)(old) - y[r]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha pair-swapped · « vous apprenez sur la validation et jugez sur le reste : la partie pour apprendre est la première du couple »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for h, r in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha last-fold-only · « vous ne gardez que l'erreur du dernier pli : faites la moyenne de tous »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            error = np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2)
        errors.append(error)
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha first-fold-only · « vous n'utilisez que le premier pli : regardez de combien de crans votre `break` ou votre calcul est décalé »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    r, h = folds[0]
    mean, std = X[r].mean(axis=0), X[r].std(axis=0)
    for a in alphas:
        errors.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha summed · « vous additionnez les erreurs des plis : faites leur moyenne »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        total = 0.0
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            total += np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2)
        errors.append(total)
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha root · « vous prenez la racine de l'erreur : l'énoncé demande la MSE elle-même »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.sqrt(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2)))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha half · « vous divisez la MSE par 2 : ici, l'énoncé la demande sans ½ »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2) / 2)
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha place-returned · « vous renvoyez la place du meilleur α dans la liste : renvoyez l'α lui-même »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return int(np.argmin(errors)), errors


# %% wrong pick_alpha error-returned · « vous renvoyez la plus petite erreur à la place de l'α qui l'atteint »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return min(errors), errors


# %% wrong pick_alpha largest-error · « vous choisissez l'α de plus grande erreur : cherchez la plus petite »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmax(errors))], errors


# %% wrong pick_alpha last-of-equals · « à égalité, vous gardez le dernier α : l'énoncé demande le premier de la liste, regardez `<` et `<=` »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors, best = [], None
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
        if errors[-1] <= min(errors):
            best = a
    return best, errors


# %% wrong pick_alpha alphas-sorted · « vous triez les α : les erreurs ne sont plus dans l'ordre de la liste reçue »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors, alphas = [], sorted(alphas)
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))], errors


# %% wrong pick_alpha alpha-only · « vous ne renvoyez que l'α : l'énoncé demande le couple `(best, errors)` »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    return alphas[int(np.argmin(errors))]


# %% wrong pick_alpha inputs-scaled · « vos résultats sont justes, mais vous écrivez dans `X`, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def pick_alpha(X, y, alphas, folds, train):
    errors = []
    for a in alphas:
        scores = []
        for r, h in folds:
            mean, std = X[r].mean(axis=0), X[r].std(axis=0)
            scores.append(np.mean((train((X[r] - mean) / std, y[r], a)((X[h] - mean) / std) - y[h]) ** 2))
        errors.append(np.mean(scores))
    X -= X.mean(axis=0)
    return alphas[int(np.argmin(errors))], errors


# %% right close_gap early-stopping-adam
import copy

import torch
from torch import nn


def close_gap(model, x, y, x_val, y_val):
    loss = nn.MSELoss()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    best, weights, waited = float("inf"), None, 0
    for epoch in range(600):
        optimiser.zero_grad()
        loss(model(x), y).backward()
        optimiser.step()
        with torch.no_grad():
            value = float(loss(model(x_val), y_val))
        if value < best:
            best, weights, waited = value, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited >= 25:
            break
    model.load_state_dict(weights)
    return model.eval()


# %% right close_gap course-fit
import torch
from course_utils.training import fit


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=0.1)
    fit(
        model, (x, y), (x_val, y_val), loss=torch.nn.MSELoss(), optimiser=optimiser,
        epochs=150, batch_size=20, patience=15, progress=False, live=False,
    )
    return model


# %% right close_gap strong-weight-decay
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=1.0)
    for _ in range(500):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    model.eval()
    return model


# %% right close_gap l1-and-early-stopping
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.SGD(model.parameters(), lr=0.02)
    weights = [parameter for name, parameter in model.named_parameters() if "weight" in name]
    best, kept = float("inf"), None
    for _ in range(300):
        cost = ((model(x) - y) ** 2).mean() + 0.02 * sum(w.abs().sum() for w in weights)
        optimiser.zero_grad()
        cost.backward()
        optimiser.step()
        with torch.no_grad():
            value = ((model(x_val) - y_val) ** 2).mean().item()
        if value < best:
            best, kept = value, {name: tensor.clone() for name, tensor in model.state_dict().items()}
    model.load_state_dict(kept)
    model.eval()
    return model


# %% wrong close_gap no-precaution · « votre réseau récite ses exemples, et vous ne regardez jamais la validation : arrêtez l'entraînement au creux de sa perte »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(600):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap reference-kept · « les poids que vous reprenez ne sont pas ceux du creux de la validation : ils ont continué de changer, il en faut une copie en profondeur »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    best, kept = float("inf"), None
    for _ in range(150):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
        with torch.no_grad():
            value = ((model(x_val) - y_val) ** 2).mean().item()
        if value < best:
            best, kept = value, model.state_dict()
    model.load_state_dict(kept)
    return model.eval()


# %% wrong close_gap trough-not-restored · « vous regardez la validation, mais vous rendez les poids du dernier pas : gardez une copie de ceux du creux, et remettez-les en place »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for _ in range(300):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
        with torch.no_grad():
            losses.append(((model(x_val) - y_val) ** 2).mean().item())
        if len(losses) > 150 and losses[-150] == min(losses):
            break
    return model.eval()


# %% wrong close_gap learns-on-validation · « vous apprenez aussi sur la validation : elle sert à choisir, ses exemples ne doivent donner aucun gradient »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=1.0)
    x_all, y_all = torch.cat([x, x_val]), torch.cat([y, y_val])
    for _ in range(400):
        optimiser.zero_grad()
        ((model(x_all) - y_all) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap judged-on-training · « vous reprenez des poids choisis sans regarder la validation : la perte d'entraînement descend toujours, elle n'a pas de creux »
import copy

import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    best, kept, waited = float("inf"), None, 0
    for _ in range(200):
        optimiser.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimiser.step()
        if loss.item() < best:
            best, kept, waited = loss.item(), copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == 30:
            break
    model.load_state_dict(kept)
    return model.eval()


# %% wrong close_gap not-trained · « votre modèle n'a presque rien appris : son écart est petit, mais son erreur est grande partout »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.SGD(model.parameters(), lr=0.0001)
    for _ in range(10):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap crushed · « votre pénalité est si forte qu'elle écrase les poids : le modèle sous-apprend, et son erreur est grande partout »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=50.0)
    for _ in range(400):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap too-weak · « votre réseau récite ses exemples malgré `weight_decay` : ce réglage est trop faible, choisissez-le sur la validation »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=0.0001)
    for _ in range(550):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap left-in-training-mode · « vous renvoyez le modèle en mode entraînement : finissez par `model.eval()` »
import copy

import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    best, kept, waited = float("inf"), None, 0
    for _ in range(600):
        model.train()
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
        with torch.no_grad():
            value = ((model(x_val) - y_val) ** 2).mean().item()
        if value < best:
            best, kept, waited = value, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == 30:
            break
    model.load_state_dict(kept)
    return model


# %% wrong close_gap over-budget · « vous dépassez le budget de 600 pas : comptez un pas par appel à `backward()` »
import copy

import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    best, kept = float("inf"), None
    for _ in range(700):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
        with torch.no_grad():
            value = ((model(x_val) - y_val) ** 2).mean().item()
        if value < best:
            best, kept = value, copy.deepcopy(model.state_dict())
    model.load_state_dict(kept)
    return model.eval()


# %% wrong close_gap no-return · « vous entraînez le modèle sans le renvoyer : finissez par `return model` »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=1.0)
    for _ in range(400):
        optimiser.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    model.eval()


# %% wrong close_gap history-returned · « vous renvoyez l'historique des pertes : l'énoncé demande le modèle »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=1.0)
    losses = []
    for _ in range(400):
        optimiser.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    model.eval()
    return losses


# %% wrong close_gap gradients-not-cleared · « vous ne remettez pas les gradients à zéro : PyTorch les additionne d'un pas à l'autre »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(300):
        ((model(x) - y) ** 2).mean().backward()
        optimiser.step()
    return model.eval()


# %% wrong close_gap shapes-mixed · « vous comparez des formes (60, 1) et (60,) : PyTorch compare alors chaque sortie à toutes les cibles »
import torch


def close_gap(model, x, y, x_val, y_val):
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=0.3)
    for _ in range(400):
        optimiser.zero_grad()
        ((model(x) - y[:, 0]) ** 2).mean().backward()
        optimiser.step()
    return model.eval()
