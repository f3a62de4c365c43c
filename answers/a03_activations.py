# %% right sigmoid one-exponential
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))


# %% right sigmoid logaddexp
import numpy as np


def sigmoid(x):
    return np.exp(-np.logaddexp(0.0, -np.asarray(x)))


# %% right sigmoid half-tanh
import numpy as np


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x)))


# %% right sigmoid masks
import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    result = np.empty(x.shape)
    right = x >= 0
    result[right] = 1 / (1 + np.exp(-x[right]))
    e = np.exp(x[~right])
    result[~right] = e / (1 + e)
    return result


# %% right sigmoid number-by-number
import math

import numpy as np


def sigmoid(x):
    def one(value):
        if value >= 0:
            return 1 / (1 + math.exp(-value))
        return math.exp(value) / (1 + math.exp(value))

    return np.vectorize(one, otypes=[float])(x)


# %% right sigmoid bounded
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -60.0, 60.0)))


# %% wrong sigmoid overflow-on-the-left · « votre formule est juste, mais vous laissez `exp(-x)` déborder quand x est très négatif : il faut une autre écriture de ce côté »
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x)))


# %% wrong sigmoid nan-on-the-right · « vous écrivez e^x / (1 + e^x) partout : quand x est très grand, c'est `inf / inf`, donc `nan` »
import numpy as np


def sigmoid(x):
    e = np.exp(np.asarray(x))
    return e / (1 + e)


# %% wrong sigmoid where-computes-both · « vous choisissez la bonne écriture avec `np.where`, mais trop tard : il calcule les deux partout, et l'une déborde »
import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


# %% wrong sigmoid clip-too-wide · « vous bornez x à ±500 : c'est assez pour `float64`, mais en `float32` l'exponentielle déborde dès 88,7 »
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))


# %% wrong sigmoid sign-of-the-exponent · « vous écrivez `exp(x)` là où la formule demande `exp(-x)` : votre courbe descend au lieu de monter »
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return 1 - s


# %% wrong sigmoid minus-in-the-denominator · « vous retirez l'exponentielle au dénominateur : c'est 1 + e^(−x) »
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 - e), e / (e - 1))


# %% wrong sigmoid one-forgotten · « vous oubliez le 1 du dénominateur : 1 / e^(−x) est e^x, qui n'est pas borné »
import numpy as np


def sigmoid(x):
    return 1 / np.exp(-np.asarray(x))


# %% wrong sigmoid parentheses-forgotten · « vous calculez 1 / 1 + e^(−x) : sans parenthèses, la division se fait avant l'addition »
import numpy as np


def sigmoid(x):
    return 1 / 1 + np.exp(-np.asarray(x))


# %% wrong sigmoid tanh · « vous renvoyez la tangente hyperbolique, entre −1 et 1 : la sigmoïde reste entre 0 et 1 »
import numpy as np


def sigmoid(x):
    return np.tanh(x)


# %% wrong sigmoid derivative · « vous renvoyez la dérivée de la sigmoïde : on demande sa valeur »
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s * (1 - s)


# %% wrong sigmoid step · « vous répondez 0 ou 1, comme la marche : la sigmoïde passe de l'un à l'autre en douceur »
import numpy as np


def sigmoid(x):
    return np.where(np.asarray(x) >= 0, 1.0, 0.0)


# %% wrong sigmoid straight-line · « vous tracez une droite bornée entre 0 et 1 : elle ressemble à la sigmoïde, mais ce n'est pas elle »
import numpy as np


def sigmoid(x):
    return np.clip(0.25 * np.asarray(x) + 0.5, 0, 1)


# %% wrong sigmoid math-on-an-array · « vous employez `math.exp`, qui ne connaît que les nombres : pour un tableau, c'est `np.exp` »
import math


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


# %% wrong sigmoid if-on-an-array · « vous posez la question `if x >= 0` à un tableau entier : il faut choisir case par case »
import numpy as np


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


# %% wrong sigmoid integers-kept · « vous remplissez un tableau du même type que `x` : quand ce sont des entiers, les résultats sont coupés à 0 »
import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    result = np.empty_like(x)
    e = np.exp(-np.abs(x))
    result[...] = np.where(x >= 0, 1 / (1 + e), e / (1 + e))
    return result


# %% wrong sigmoid rounded · « vous arrondissez le résultat : renvoyez-le tel quel »
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return np.round(s, 3)


# %% wrong sigmoid writes-into-x · « votre résultat est juste, mais vous écrivez dans `x`, que celui qui appelle retrouve changé »
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    if isinstance(x, np.ndarray):
        x[...] = s
    return s


# %% wrong sigmoid no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def sigmoid(x):
    s = 1 / (1 + np.exp(-np.abs(x)))


# %% right sigmoid_derivative even-formula
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


# %% right sigmoid_derivative product
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s * (1 - s)


# %% right sigmoid_derivative tanh-form
import numpy as np


def sigmoid_derivative(x):
    return 0.25 * (1 - np.tanh(np.asarray(x) / 2) ** 2)


# %% right sigmoid_derivative hyperbolic-cosine
import numpy as np


def sigmoid_derivative(x):
    return 0.25 / np.cosh(np.clip(x, -80.0, 80.0) / 2) ** 2


# %% right sigmoid_derivative number-by-number
import math

import numpy as np


def sigmoid_derivative(x):
    def one(value):
        e = math.exp(-abs(value))
        s = 1 / (1 + e)
        return s * (1 - s)

    return np.vectorize(one, otypes=[float])(x)


# %% wrong sigmoid_derivative x-taken-for-sigma · « vous calculez x (1 − x) : la formule demande σ(x), et c'est x que vous recevez »
import numpy as np


def sigmoid_derivative(x):
    x = np.asarray(x)
    return x * (1 - x)


# %% wrong sigmoid_derivative overflow-on-the-left · « votre formule est juste, mais une exponentielle, ici ou dans la fonction que vous appelez, déborde pour un x très négatif : comme `exp(-x)` »
import numpy as np


def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-np.asarray(x)))
    return s * (1 - s)


# %% wrong sigmoid_derivative nan-on-the-left · « vous écrivez e^(−x) / (1 + e^(−x))² partout : quand x est très négatif, c'est `inf / inf`, donc `nan` »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.asarray(x))
    return e / (1 + e) ** 2


# %% wrong sigmoid_derivative sigma-itself · « vous renvoyez σ(x) : il reste à en faire la dérivée »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s


# %% wrong sigmoid_derivative tanh-formula · « vous écrivez 1 − σ² : c'est la formule de la tangente hyperbolique ; pour la sigmoïde, c'est σ(1 − σ) »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return 1 - s**2


# %% wrong sigmoid_derivative tanh-derivative · « vous renvoyez la dérivée de tanh, qui vaut 1 en 0 : celle de la sigmoïde n'y vaut que 0,25 »
import numpy as np


def sigmoid_derivative(x):
    return 1 - np.tanh(x) ** 2


# %% wrong sigmoid_derivative plus-for-minus · « vous écrivez σ(1 + σ) : c'est σ(1 − σ) »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s * (1 + s)


# %% wrong sigmoid_derivative sign-reversed · « vous renvoyez l'opposé, σ(σ − 1) : la sigmoïde monte, sa pente est positive »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s * (s - 1)


# %% wrong sigmoid_derivative one-minus-sigma · « vous oubliez un facteur : 1 − σ doit encore être multiplié par σ »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return 1 - s


# %% wrong sigmoid_derivative exponential-forgotten · « vous écrivez 1 / (1 + e^(−x))², soit σ² : il manque e^(−x) au numérateur »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s**2


# %% wrong sigmoid_derivative square-forgotten · « vous oubliez le carré du dénominateur : dérivez 1 / u, vous trouvez u' / u² »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e)


# %% wrong sigmoid_derivative sigma-applied-twice · « vous appliquez la sigmoïde deux fois : `x` n'est pas encore passé dedans, une seule suffit »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    t = 1 / (1 + np.exp(-s))
    return t * (1 - t)


# %% wrong sigmoid_derivative coarse-difference · « vous mesurez la pente entre deux points trop éloignés : utilisez la formule, ou un h bien plus petit »
import numpy as np


def sigmoid_derivative(x):
    x = np.asarray(x)
    return (np.tanh((x + 1) / 2) - np.tanh((x - 1) / 2)) / 4


# %% wrong sigmoid_derivative odd · « vous donnez une pente négative à gauche : la sigmoïde monte aussi pour x < 0, et σ' est paire »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1, -1) * e / (1 + e) ** 2


# %% wrong sigmoid_derivative math-on-an-array · « vous employez `math.exp`, qui ne connaît que les nombres : pour un tableau, c'est `np.exp` »
import math


def sigmoid_derivative(x):
    s = 1 / (1 + math.exp(-x))
    return s * (1 - s)


# %% wrong sigmoid_derivative writes-into-x · « votre résultat est juste, mais vous écrivez dans `x`, que celui qui appelle retrouve changé »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    if isinstance(x, np.ndarray):
        x[...] = s
    return s * (1 - s)


# %% wrong sigmoid_derivative no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    e / (1 + e) ** 2


# %% right tanh doubled
def tanh(x, sigmoid):
    return 2 * sigmoid(2 * x) - 1


# %% right tanh difference
def tanh(x, sigmoid):
    return sigmoid(2 * x) - sigmoid(-2 * x)


# %% right tanh numpy
import numpy as np


def tanh(x, sigmoid):
    return np.tanh(x)


# %% right tanh number-by-number
import numpy as np


def tanh(x, sigmoid):
    return np.vectorize(lambda value: 2 * float(sigmoid(2 * value)) - 1, otypes=[float])(x)


# %% wrong tanh inner-two-forgotten · « vous oubliez le 2 à l'intérieur : c'est σ(2x), sinon votre courbe est deux fois trop étalée »
def tanh(x, sigmoid):
    return 2 * sigmoid(x) - 1


# %% wrong tanh outer-two-forgotten · « vous oubliez le 2 devant : σ(2x) − 1 va de −1 à 0, et non de −1 à 1 »
def tanh(x, sigmoid):
    return sigmoid(2 * x) - 1


# %% wrong tanh minus-one-forgotten · « vous oubliez de retirer 1 : votre courbe va de 0 à 2 »
def tanh(x, sigmoid):
    return 2 * sigmoid(2 * x)


# %% wrong tanh plus-one · « vous ajoutez 1 au lieu de le retirer »
def tanh(x, sigmoid):
    return 2 * sigmoid(2 * x) + 1


# %% wrong tanh one-inside-the-function · « vous retirez 1 à l'intérieur de la sigmoïde : il se retire à la fin, après la multiplication »
def tanh(x, sigmoid):
    return 2 * sigmoid(2 * x - 1)


# %% wrong tanh one-before-doubling · « vous retirez 1 avant de multiplier par 2 : c'est 2σ(2x) − 1, sans parenthèses autour de σ(2x) − 1 »
def tanh(x, sigmoid):
    return 2 * (sigmoid(2 * x) - 1)


# %% wrong tanh half-inside · « vous divisez x par 2 : c'est la formule inverse, qui donne σ à partir de tanh »
def tanh(x, sigmoid):
    return 2 * sigmoid(x / 2) - 1


# %% wrong tanh sign-reversed · « vous renvoyez 1 − 2σ(2x), l'opposé : tanh augmente avec x »
def tanh(x, sigmoid):
    return 1 - 2 * sigmoid(2 * x)


# %% wrong tanh only-sigma · « vous renvoyez σ(2x) : il reste à l'étirer de (0, 1) à (−1, 1) »
def tanh(x, sigmoid):
    return sigmoid(2 * x)


# %% wrong tanh derivative · « vous renvoyez la dérivée, 1 − tanh² : on demande tanh »
def tanh(x, sigmoid):
    return 1 - (2 * sigmoid(2 * x) - 1) ** 2


# %% wrong tanh writes-into-x · « votre résultat est juste, mais `x *= 2` change le tableau de celui qui appelle »
def tanh(x, sigmoid):
    x *= 2
    return 2 * sigmoid(x) - 1


# %% wrong tanh no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
def tanh(x, sigmoid):
    result = 2 * sigmoid(2 * x) - 1


# %% right relu maximum
import numpy as np


def relu(x):
    return np.maximum(0, x)


# %% right relu where
import numpy as np


def relu(x):
    return np.where(x > 0, x, 0)


# %% right relu mask-product
def relu(x):
    return x * (x > 0)


# %% right relu copy-then-zero
def relu(x):
    result = x.copy()
    result[result < 0] = 0
    return result


# %% right relu clip
import numpy as np


def relu(x):
    return np.clip(x, 0, None)


# %% wrong relu python-max · « vous donnez un tableau à la fonction `max` de Python, qui compare deux nombres : il faut comparer case par case »
def relu(x):
    return max(0, x)


# %% wrong relu np-max · « vous employez `np.max(x, 0)`, le plus grand nombre le long de l'axe 0 : comparer case par case, c'est `np.maximum` »
import numpy as np


def relu(x):
    return np.max(x, 0)


# %% wrong relu writes-into-x · « votre résultat est juste, mais vous effacez les nombres négatifs dans le tableau `x` lui-même : travaillez sur une copie »
def relu(x):
    x[x < 0] = 0
    return x


# %% wrong relu absolute · « vous prenez la valeur absolue : ReLU remplace les nombres négatifs par 0, il ne change pas leur signe »
import numpy as np


def relu(x):
    return np.abs(x)


# %% wrong relu minimum · « vous gardez les nombres négatifs et effacez les autres : c'est le plus grand des deux, x ou 0 »
import numpy as np


def relu(x):
    return np.minimum(x, 0)


# %% wrong relu negatives-removed · « vous retirez les nombres négatifs du tableau : il faut les remplacer par 0, pour garder la forme »
def relu(x):
    return x[x > 0]


# %% wrong relu step · « vous répondez 0 ou 1 : c'est la pente de ReLU (ou la marche), alors que les nombres positifs doivent rester tels quels »
def relu(x):
    return (x > 0).astype(float)


# %% wrong relu leaky · « vous laissez une petite pente à gauche : c'est Leaky ReLU, ici les nombres négatifs deviennent exactement 0 »
import numpy as np


def relu(x):
    return np.where(x > 0, x, 0.01 * x)


# %% wrong relu one-dimension-only · « vous parcourez le tableau comme une liste de nombres : avec deux dimensions, chaque tour donne une ligne entière »
import numpy as np


def relu(x):
    return np.array([max(0, value) for value in x])


# %% wrong relu flattened · « vous aplatissez le tableau : le résultat doit garder la forme de `x` »
import numpy as np


def relu(x):
    return np.array([max(0, value) for value in x.ravel()])


# %% wrong relu bounded-at-one · « vous bornez aussi à droite, à 1 : ReLU laisse passer les grands nombres tels quels »
import numpy as np


def relu(x):
    return np.clip(x, 0, 1)


# %% wrong relu bounded-at-six · « vous bornez à 6 : c'est une variante nommée ReLU6, ReLU n'a pas de plafond »
import numpy as np


def relu(x):
    return np.clip(x, 0, 6)


# %% wrong relu sign-reversed · « vous gardez l'opposé des nombres négatifs : c'est x que l'on garde, quand il est positif »
import numpy as np


def relu(x):
    return np.maximum(0, -x)


# %% wrong relu threshold-one · « vous comparez à 1 : le coin de ReLU est en 0, et 0,25 doit rester 0,25 »
import numpy as np


def relu(x):
    return np.where(x > 1, x, 0)


# %% wrong relu no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def relu(x):
    result = np.maximum(x, 0)


# %% right leaky_relu where
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)


# %% right leaky_relu maximum
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.maximum(x, slope * x)


# %% right leaky_relu two-halves
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.maximum(x, 0) + slope * np.minimum(x, 0)


# %% right leaky_relu copy-then-mask
def leaky_relu(x, slope=0.01):
    result = x.astype(float)
    result[result < 0] *= slope
    return result


# %% right leaky_relu number-by-number
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.vectorize(lambda value: value if value > 0 else slope * value, otypes=[float])(x)


# %% wrong leaky_relu slope-ignored · « vous écrivez 0,01 dans la formule : servez-vous de l'argument `slope` »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, 0.01 * x)


# %% wrong leaky_relu keras-default · « votre pente par défaut est 0,3, celle de Keras : l'énoncé demande 0,01 »
import numpy as np


def leaky_relu(x, slope=0.3):
    return np.where(x > 0, x, slope * x)


# %% wrong leaky_relu tenth-by-default · « votre pente par défaut est 0,1 : l'énoncé demande 0,01 »
import numpy as np


def leaky_relu(x, slope=0.1):
    return np.where(x > 0, x, slope * x)


# %% wrong leaky_relu prelu-default · « votre pente par défaut est 0,25, d'où part PReLU : l'énoncé demande 0,01 »
import numpy as np


def leaky_relu(x, slope=0.25):
    return np.where(x > 0, x, slope * x)


# %% wrong leaky_relu plain-relu · « vous effacez les nombres négatifs : Leaky ReLU les multiplie par la pente »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.maximum(x, 0)


# %% wrong leaky_relu slope-everywhere · « vous multipliez tous les nombres par la pente : à droite de 0, rien ne change »
def leaky_relu(x, slope=0.01):
    return slope * x


# %% wrong leaky_relu sides-swapped · « vous échangez les deux côtés : la petite pente est à gauche de 0 »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, slope * x, x)


# %% wrong leaky_relu slope-not-multiplied · « vous mettez la pente elle-même à la place des nombres négatifs : c'est la pente multipliée par x »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope)


# %% wrong leaky_relu sign-reversed · « vous changez le signe à gauche : une petite pente positive garde des résultats négatifs »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, -slope * x)


# %% wrong leaky_relu derivative · « vous renvoyez la dérivée, 1 ou la pente : on demande la valeur »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, 1.0, slope)


# %% wrong leaky_relu slope-added · « vous ajoutez la pente aux nombres négatifs : elle les multiplie »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, x + slope)


# %% wrong leaky_relu slope-divides · « vous divisez par la pente : elle multiplie, et rend les nombres négatifs plus petits »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, x / slope)


# %% wrong leaky_relu elu · « vous courbez le côté gauche avec une exponentielle : c'est ELU, Leaky ReLU y est une droite »
import numpy as np


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * (np.exp(np.minimum(x, 0)) - 1))


# %% wrong leaky_relu integers-kept · « vous remplissez un tableau du même type que `x` : quand ce sont des entiers, les résultats sont coupés »
def leaky_relu(x, slope=0.01):
    result = x.copy()
    result[x < 0] = slope * x[x < 0]
    return result


# %% wrong leaky_relu writes-into-x · « votre résultat est juste, mais vous écrivez dans `x`, que celui qui appelle retrouve changé »
import numpy as np


def leaky_relu(x, slope=0.01):
    result = np.where(x > 0, x, slope * x)
    x[x < 0] = 0
    return result


# %% wrong leaky_relu python-max · « vous donnez des tableaux à la fonction `max` de Python, qui compare deux nombres : il faut comparer case par case »
def leaky_relu(x, slope=0.01):
    return max(x, slope * x)


# %% wrong leaky_relu no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def leaky_relu(x, slope=0.01):
    result = np.where(x > 0, x, slope * x)


# %% right relu_derivative where
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, slope)


# %% right relu_derivative arithmetic
def relu_derivative(x, slope=0.0):
    return slope + (1 - slope) * (x > 0)


# %% right relu_derivative filled
import numpy as np


def relu_derivative(x, slope=0.0):
    result = np.full(x.shape, float(slope))
    result[x > 0] = 1
    return result


# %% right relu_derivative number-by-number
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.vectorize(lambda value: 1.0 if value > 0 else slope, otypes=[float])(x)


# %% right relu_derivative heaviside
import numpy as np


def relu_derivative(x, slope=0.0):
    step = np.heaviside(x, 0.0)
    return step + slope * (1 - step)


# %% wrong relu_derivative one-at-zero · « vous répondez 1 en 0, à cause de `>=` : la convention du cours prend la pente de gauche »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x >= 0, 1.0, slope)


# %% wrong relu_derivative half-at-zero · « vous répondez la moyenne des deux pentes en 0 : la convention du cours prend celle de gauche »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, np.where(x < 0, slope, (1 + slope) / 2))


# %% wrong relu_derivative zero-at-zero · « vous répondez 0 en 0 même quand il y a une pente : pour Leaky ReLU, la dérivée en 0 vaut `slope` »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, np.where(x < 0, slope, 0.0))


# %% wrong relu_derivative nan-at-zero · « vous refusez de répondre en 0 : la dérivée n'y existe pas, mais un programme a besoin d'une convention, ici la pente de gauche »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, np.where(x < 0, slope, np.nan))


# %% wrong relu_derivative value-not-slope · « vous renvoyez la valeur de l'activation : on demande sa pente, qui vaut 1 partout où x est positif »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, x, slope * x)


# %% wrong relu_derivative slope-ignored · « vous répondez toujours 0 à gauche : quand on donne `slope`, c'est elle la pente »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, 0.0)


# %% wrong relu_derivative leaky-by-default · « votre pente par défaut est 0,01 : sans `slope`, on demande la dérivée de ReLU, dont la pente à gauche est 0 »
import numpy as np


def relu_derivative(x, slope=0.01):
    return np.where(x > 0, 1.0, slope)


# %% wrong relu_derivative x-on-the-right · « vous gardez x à droite : la pente d'une droite y = x vaut 1 partout »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, x, slope)


# %% wrong relu_derivative x-on-the-left · « vous multipliez la pente par x à gauche : la dérivée de `slope * x` est `slope` »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, slope * x)


# %% wrong relu_derivative sides-swapped · « vous échangez les deux côtés : la pente vaut 1 à droite »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, slope, 1.0)


# %% wrong relu_derivative sign · « vous répondez −1 à gauche : c'est le signe de x, la pente de la valeur absolue »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.sign(x)


# %% wrong relu_derivative slope-sign-reversed · « vous changez le signe de la pente à gauche : Leaky ReLU monte aussi de ce côté »
import numpy as np


def relu_derivative(x, slope=0.0):
    return np.where(x > 0, 1.0, -slope)


# %% wrong relu_derivative integers-kept · « vous remplissez un tableau du même type que `x` : quand ce sont des entiers, la pente est coupée à 0 »
import numpy as np


def relu_derivative(x, slope=0.0):
    result = np.zeros_like(x)
    result[x > 0] = 1
    result[x <= 0] = slope
    return result


# %% wrong relu_derivative if-on-an-array · « vous posez la question `if x > 0` à un tableau entier : il faut choisir case par case »
def relu_derivative(x, slope=0.0):
    return 1.0 if x > 0 else slope


# %% wrong relu_derivative writes-into-x · « votre résultat est juste, mais vous écrivez dans `x`, que celui qui appelle retrouve changé »
import numpy as np


def relu_derivative(x, slope=0.0):
    result = np.where(x > 0, 1.0, slope)
    x[...] = result
    return result


# %% wrong relu_derivative no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def relu_derivative(x, slope=0.0):
    result = np.where(x > 0, 1.0, slope)


# %% right dead_units all
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero(np.all(X @ W + b <= 0, axis=0))


# %% right dead_units highest
def dead_units(X, W, b):
    highest = (X @ W + b).max(axis=0)
    return [unit for unit in range(len(highest)) if highest[unit] <= 0]


# %% right dead_units relu-sum
import numpy as np


def dead_units(X, W, b):
    outputs = np.maximum(X @ W + b, 0)
    return np.where(outputs.sum(axis=0) == 0)[0]


# %% right dead_units loops
def dead_units(X, W, b):
    dead = []
    for unit in range(W.shape[1]):
        alive = False
        for example in X:
            if example @ W[:, unit] + b[unit] > 0:
                alive = True
        if not alive:
            dead.append(unit)
    return dead


# %% wrong dead_units one-example-is-enough · « vous déclarez morte une unité muette pour un seul exemple : elle doit l'être pour tous »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).any(axis=0))


# %% wrong dead_units first-example-only · « vous ne regardez que le premier exemple : il faut les regarder tous »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero(X[0] @ W + b <= 0)


# %% wrong dead_units last-example-only · « vous ne gardez que le dernier exemple : une réponse positive plus tôt prouvait déjà que l'unité vit »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero(X[-1] @ W + b <= 0)


# %% wrong dead_units strict · « vous exigez une pré-activation strictement négative : nulle, elle donne aussi une sortie et une pente nulles »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b < 0).all(axis=0))


# %% wrong dead_units exactly-zero · « vous cherchez des pré-activations égales à 0 : avant ReLU, celles d'une unité morte sont négatives ou nulles »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b == 0).all(axis=0))


# %% wrong dead_units negative-output · « vous appliquez ReLU, puis cherchez des sorties négatives : il n'y en a jamais »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((np.maximum(X @ W + b, 0) < 0).all(axis=0))


# %% wrong dead_units mean · « vous regardez la moyenne : un seul exemple positif maintient l'unité en vie, même si la moyenne est négative »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b).mean(axis=0) <= 0)


# %% wrong dead_units bias-forgotten · « vous oubliez le biais : c'est souvent lui qui tue l'unité »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W <= 0).all(axis=0))


# %% wrong dead_units bias-alone · « vous ne regardez que le biais : un biais négatif n'empêche pas la somme d'être positive »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero(b <= 0)


# %% wrong dead_units weights-alone · « vous ne regardez que les poids : avec des entrées négatives, ou un biais, l'unité peut répondre »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((W <= 0).all(axis=0))


# %% wrong dead_units examples-not-units · « vous résumez chaque ligne : ce sont des exemples, les unités sont les colonnes »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=1))


# %% wrong dead_units mask · « vous renvoyez un tableau de vrais et de faux : on demande les numéros des unités mortes »
def dead_units(X, W, b):
    return (X @ W + b <= 0).all(axis=0)


# %% wrong dead_units count · « vous renvoyez leur nombre : on demande leurs numéros »
def dead_units(X, W, b):
    return int((X @ W + b <= 0).all(axis=0).sum())


# %% wrong dead_units alive-ones · « vous renvoyez les unités vivantes : on demande les mortes »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b > 0).any(axis=0))


# %% wrong dead_units numbered-from-one · « vous numérotez à partir de 1 : en Python, la première unité porte le numéro 0 »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=0)) + 1


# %% wrong dead_units decreasing · « vous donnez les numéros dans l'ordre décroissant : l'énoncé les demande dans l'ordre croissant »
import numpy as np


def dead_units(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=0))[::-1]


# %% wrong dead_units tuple-of-where · « vous renvoyez le couple que donne `np.where` : le tableau des numéros en est le premier élément, `[0]` »
import numpy as np


def dead_units(X, W, b):
    return np.where((X @ W + b <= 0).all(axis=0))


# %% wrong dead_units no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def dead_units(X, W, b):
    dead = np.flatnonzero((X @ W + b <= 0).all(axis=0))


# %% wrong dead_units writes-into-x · « votre résultat est juste, mais vous changez un tableau de celui qui appelle : méfiez-vous de `*=` et de `[...] =` »
import numpy as np


def dead_units(X, W, b):
    z = X @ W + b
    X[...] = np.maximum(X, 0)
    return np.flatnonzero((z <= 0).all(axis=0))


# %% right gelu vectorised-erf
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    return x * 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(x / np.sqrt(2)))


# %% right gelu loop
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        value = float(x[place])
        result[place] = value * 0.5 * math.erfc(-value / math.sqrt(2))
    return result


# %% right gelu torch-erf
import torch


def gelu(x):
    x = torch.as_tensor(x, dtype=torch.float64)
    return (x * 0.5 * (1 + torch.erf(x / 2**0.5))).numpy()


# %% right gelu torch-gelu
import torch


def gelu(x):
    return torch.nn.functional.gelu(torch.as_tensor(x, dtype=torch.float64)).numpy()


# %% wrong gelu tanh-form · « vous employez l'approximation par tanh, qui s'écarte de 4,7 dix-millièmes : l'énoncé demande la formule exacte, avec `math.erf` »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


# %% wrong gelu sigmoid-form · « vous employez l'approximation x σ(1,702 x), qui s'écarte de 2 centièmes : l'énoncé demande la formule exacte, avec `math.erf` »
import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(0.851 * x))


# %% wrong gelu silu · « vous calculez x σ(x) : c'est SiLU, qui ressemble à GELU »
import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(0.5 * x))


# %% wrong gelu relu · « vous calculez ReLU : GELU est lisse, et un peu négative à gauche de 0 »
import numpy as np


def gelu(x):
    return np.maximum(x, 0)


# %% wrong gelu phi-alone · « vous renvoyez Φ(x) : il reste à multiplier par x »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return 0.5 * (1 + erf(x / math.sqrt(2)))


# %% wrong gelu density · « vous multipliez par la densité de la loi normale, la courbe en cloche : c'est Φ, la probabilité d'être inférieur à x, qui monte de 0 à 1 »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    return x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


# %% wrong gelu root-forgotten · « vous oubliez de diviser par √2 à l'intérieur de `erf` »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * 0.5 * (1 + erf(x))


# %% wrong gelu root-multiplied · « vous multipliez par √2 à l'intérieur de `erf` : il faut diviser »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * 0.5 * (1 + erf(x * math.sqrt(2)))


# %% wrong gelu half-for-root · « vous divisez par 2 à l'intérieur de `erf` : c'est par √2 »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * 0.5 * (1 + erf(x / 2))


# %% wrong gelu half-forgotten · « vous oubliez le facteur ½ : votre Φ monte jusqu'à 2 »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * (1 + erf(x / math.sqrt(2)))


# %% wrong gelu one-forgotten · « vous oubliez le 1 devant `erf` : elle va de −1 à 1, il faut l'amener de 0 à 1 »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * 0.5 * erf(x / math.sqrt(2))


# %% wrong gelu minus-for-plus · « vous retirez `erf` au lieu de l'ajouter : votre bouton s'éteint à droite »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return x * 0.5 * (1 - erf(x / math.sqrt(2)))


# %% wrong gelu math-on-an-array · « vous donnez un tableau à `math.erf`, qui ne connaît que les nombres : appliquez-la à chacun »
import math


def gelu(x):
    return x * 0.5 * (1 + math.erf(x / math.sqrt(2)))


# %% wrong gelu rounded · « vous arrondissez le résultat : renvoyez-le tel quel »
import math

import numpy as np


def gelu(x):
    x = np.asarray(x, dtype=float)
    erf = np.vectorize(math.erf, otypes=[float])
    return np.round(x * 0.5 * (1 + erf(x / math.sqrt(2))), 4)


# %% wrong gelu writes-into-x · « votre résultat est juste, mais vous écrivez dans `x`, que celui qui appelle retrouve changé »
import math

import numpy as np


def gelu(x):
    phi = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(np.asarray(x) / math.sqrt(2)))
    result = x * phi
    if isinstance(x, np.ndarray):
        x[...] = result
    return result


# %% wrong gelu no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import math

import numpy as np


def gelu(x):
    phi = 0.5 * (1 + np.vectorize(math.erf)(np.asarray(x) / math.sqrt(2)))


# %% right softmax keepdims
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


# %% right softmax log-sum-exp
import numpy as np


def softmax(z, axis=-1):
    z = z.astype(float)
    return np.exp(z - np.logaddexp.reduce(z, axis=axis, keepdims=True))


# %% right softmax line-by-line
import numpy as np


def softmax(z, axis=-1):
    def one(scores):
        e = np.exp(scores - scores.max())
        return e / e.sum()

    return np.apply_along_axis(one, axis, z.astype(float))


# %% right softmax axis-moved
import numpy as np


def softmax(z, axis=-1):
    z = np.moveaxis(z, axis, 0)
    e = np.exp(z - z.max(axis=0))
    return np.moveaxis(e / e.sum(axis=0), 0, axis)


# %% right softmax expand-dims
import numpy as np


def softmax(z, axis=-1):
    highest = np.expand_dims(z.max(axis=axis), axis)
    e = np.exp(z - highest)
    return e / np.expand_dims(e.sum(axis=axis), axis)


# %% right softmax torch
import torch


def softmax(z, axis=-1):
    return torch.softmax(torch.tensor(z, dtype=torch.float64), dim=axis).numpy()


# %% wrong softmax batch-sum · « vous divisez par la somme de tout le lot : chaque ligne a la sienne, donnez `axis` à la somme »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum()


# %% wrong softmax batch-sum-unsafe · « vous divisez par la somme de tout le tableau, `np.exp(z).sum()` : c'est juste pour un exemple, faux pour un lot, où chaque ligne a sa somme »
import numpy as np


def softmax(z, axis=-1):
    return np.exp(z) / np.exp(z).sum()


# %% wrong softmax batch-sum-and-max · « vous retirez le maximum de tout le lot et divisez par la somme de tout le lot : chaque ligne a son maximum et sa somme »
import numpy as np


def softmax(z, axis=-1):
    z = z - z.max()
    return np.exp(z) / np.exp(z).sum()


# %% wrong softmax axis-zero-always · « vous additionnez toujours le long de l'axe 0 : par défaut c'est le dernier axe, une somme par ligne »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


# %% wrong softmax axis-zero-by-default · « votre axe par défaut est 0 : l'énoncé demande le dernier, −1 »
import numpy as np


def softmax(z, axis=0):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax axis-ignored · « vous additionnez toujours le long du dernier axe : servez-vous de l'argument `axis` »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong softmax axis-one-always · « vous écrivez `axis=1` : un seul exemple n'a qu'un axe, le numéro 0 ; le dernier se note −1 »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong softmax overflow · « votre formule est juste, mais l'exponentielle de 1 000 déborde et `inf / inf` donne `nan` : vous oubliez de retirer le maximum »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax batch-max · « vous retirez le maximum de tout le tableau : une ligne très inférieure devient 0/0, retirez à chaque ligne le sien »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max())
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax mean-subtracted · « vous retirez la moyenne : c'est permis, mais les grands écarts débordent encore ; seul le maximum garantit des exposants négatifs ou nuls »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.mean(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax divided-by-the-max · « vous divisez par le maximum : seule une soustraction ne change rien aux probabilités »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z / z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax keepdims-forgotten · « vous oubliez `keepdims=True` : la somme perd un axe, et la division ne se fait plus ligne par ligne »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis)


# %% wrong softmax without-exponential · « vous divisez les scores par leur somme sans prendre l'exponentielle : un score négatif donnerait une probabilité négative »
def softmax(z, axis=-1):
    return z / z.sum(axis=axis, keepdims=True)


# %% wrong softmax sigmoid · « vous appliquez une sigmoïde à chaque score : la somme ne vaut pas 1, les classes doivent se partager le tout »
import numpy as np


def softmax(z, axis=-1):
    return np.exp(-np.logaddexp(0, -z))


# %% wrong softmax not-normalised · « vous vous arrêtez aux exponentielles : il reste à diviser par leur somme »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e


# %% wrong softmax log · « vous renvoyez le logarithme des probabilités : on demande les probabilités »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return np.log(e / e.sum(axis=axis, keepdims=True))


# %% wrong softmax hard-max · « vous donnez 1 au plus grand score et 0 aux autres : la softmax partage, en proportion des exponentielles »
def softmax(z, axis=-1):
    return (z == z.max(axis=axis, keepdims=True)).astype(float)


# %% wrong softmax mean-for-sum · « vous divisez par la moyenne des exponentielles : c'est par leur somme, sinon le total n'est pas 1 »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.mean(axis=axis, keepdims=True)


# %% wrong softmax sign-reversed · « vous prenez l'exponentielle de −z : le plus petit score reçoit la plus grande probabilité »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z.min(axis=axis, keepdims=True) - z)
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax writes-into-z · « votre résultat est juste, mais `z -= …` change le tableau de celui qui appelle »
import numpy as np


def softmax(z, axis=-1):
    z -= z.max(axis=axis, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


# %% wrong softmax no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    s = e / e.sum(axis=axis, keepdims=True)


# %% right softmax_jacobian outer
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


# %% right softmax_jacobian loops
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    n = len(s)
    J = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            J[i, j] = s[i] * ((1.0 if i == j else 0.0) - s[j])
    return J


# %% right softmax_jacobian broadcast
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return s[:, None] * (np.eye(len(s)) - s)


# %% right softmax_jacobian torch-autograd
import torch


def softmax_jacobian(z):
    scores = torch.tensor(z, dtype=torch.float64)
    return torch.autograd.functional.jacobian(lambda t: torch.softmax(t, dim=0), scores).numpy()


# %% wrong softmax_jacobian diagonal-only · « vous ne remplissez que la diagonale : chaque score agit aussi sur les autres probabilités »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s * (1 - s))


# %% wrong softmax_jacobian vector · « vous renvoyez s(1 − s), un vecteur, comme pour la sigmoïde : ici chaque sortie dépend de tous les scores, il faut un tableau (n, n) »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return s * (1 - s)


# %% wrong softmax_jacobian z-taken-for-s · « vous prenez `z` pour les probabilités : ce sont les scores, calculez d'abord la softmax »
import numpy as np


def softmax_jacobian(z):
    return np.diag(z) - np.outer(z, z)


# %% wrong softmax_jacobian sign-reversed · « vous renvoyez l'opposé : quand un score monte, sa propre probabilité monte, la diagonale est positive »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.outer(s, s) - np.diag(s)


# %% wrong softmax_jacobian plus-for-minus · « vous ajoutez les produits au lieu de les retirer : hors de la diagonale, les dérivées sont négatives »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) + np.outer(s, s)


# %% wrong softmax_jacobian identity-for-diagonal · « vous mettez 1 sur la diagonale au lieu de sᵢ : le facteur sᵢ multiplie aussi δ »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.eye(len(s)) - np.outer(s, s)


# %% wrong softmax_jacobian factor-forgotten · « vous oubliez le facteur sᵢ devant la parenthèse : il reste δ − sⱼ »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.eye(len(s)) - s


# %% wrong softmax_jacobian diagonal-forgotten · « vous écrivez −sᵢsⱼ partout : sur la diagonale, il faut encore ajouter sᵢ »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return -np.outer(s, s)


# %% wrong softmax_jacobian diagonal-squared · « vous mettez s² sur la diagonale : c'est s(1 − s) »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    J = -np.outer(s, s)
    np.fill_diagonal(J, s**2)
    return J


# %% wrong softmax_jacobian elementwise-product · « vous écrivez `s * s`, un produit case par case : pour tous les couples (i, j), c'est `np.outer(s, s)` »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) - s * s


# %% wrong softmax_jacobian dot-product · « vous écrivez `s @ s`, qui donne un seul nombre : pour tous les couples (i, j), c'est `np.outer(s, s)` »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return np.diag(s) - s @ s


# %% wrong softmax_jacobian off-diagonal-positive · « vous oubliez le signe moins hors de la diagonale : quand un score monte, les autres probabilités baissent »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    J = np.outer(s, s)
    np.fill_diagonal(J, s * (1 - s))
    return J


# %% wrong softmax_jacobian overflow · « votre formule est juste, mais l'exponentielle de 1 000 déborde : vous oubliez de retirer le maximum »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z)
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


# %% wrong softmax_jacobian unnormalised · « vous oubliez de diviser les exponentielles par leur somme »
import numpy as np


def softmax_jacobian(z):
    s = np.exp(z - z.max())
    return np.diag(s) - np.outer(s, s)


# %% wrong softmax_jacobian summed · « vous additionnez les lignes : leur somme est toujours nulle, gardez le tableau entier »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    return (np.diag(s) - np.outer(s, s)).sum(axis=1)


# %% wrong softmax_jacobian writes-into-z · « votre résultat est juste, mais `z -= …` change le tableau de celui qui appelle »
import numpy as np


def softmax_jacobian(z):
    z -= z.max()
    e = np.exp(z)
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


# %% wrong softmax_jacobian no-return · « vous calculez le résultat sans le renvoyer : il manque le `return` »
import numpy as np


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    J = np.diag(s) - np.outer(s, s)


# %% right choose_output dictionary
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% right choose_output branches
def choose_output(task):
    if task in ("temperature", "profit"):
        return "none"
    if task in ("spam", "movie_genres"):
        return "sigmoid"
    if task in ("digit", "next_word"):
        return "softmax"
    if task == "steering":
        return "tanh"
    raise ValueError("unknown task")


# %% right choose_output match
def choose_output(task):
    match task:
        case "temperature" | "profit":
            return "none"
        case "spam" | "movie_genres":
            return "sigmoid"
        case "digit" | "next_word":
            return "softmax"
        case "steering":
            return "tanh"
        case _:
            raise ValueError(task)


# %% wrong choose_output softmax-for-genres · « vous choisissez la softmax pour les genres d'un film : elle les met en concurrence, alors qu'un film peut en avoir plusieurs »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "softmax",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output softmax-for-spam · « vous choisissez la softmax pour une seule unité : elle répondrait toujours 1, quel que soit le score »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "softmax",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output sigmoid-for-digits · « vous choisissez des sigmoïdes pour les chiffres : une seule classe est juste, les probabilités doivent se partager une somme de 1 »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "sigmoid",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output sigmoid-for-words · « vous choisissez des sigmoïdes pour le mot suivant : un seul mot vient ensuite, les probabilités doivent se partager une somme de 1 »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "sigmoid",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output sigmoid-for-steering · « vous choisissez la sigmoïde pour le volant : elle ne répond jamais de nombre négatif, la voiture ne tournerait que d'un côté »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "sigmoid",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output nothing-for-steering · « vous laissez le volant sans activation : rien ne retiendrait la réponse entre −1 et 1 »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "none",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output tanh-for-profit · « vous bornez le bénéfice entre −1 et 1 : en euros, il peut être bien plus grand »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "tanh",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output relu-for-profit · « vous choisissez ReLU pour le bénéfice : elle interdirait toute perte, et elle n'est pas dans la liste »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "relu",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output sigmoid-for-temperature · « vous bornez la température entre 0 et 1 : elle doit pouvoir prendre toute valeur réelle »
def choose_output(task):
    choices = {
        "temperature": "sigmoid",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output none-object · « vous renvoyez l'objet `None` : l'énoncé demande la chaîne de caractères `"none"` »
def choose_output(task):
    choices = {
        "temperature": None,
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": None,
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output always-softmax · « vous répondez softmax à tout : commencez par demander quelles réponses la tâche permet »
def choose_output(task):
    choices = {
        "temperature": "softmax",
        "spam": "softmax",
        "digit": "softmax",
        "movie_genres": "softmax",
        "next_word": "softmax",
        "steering": "softmax",
        "profit": "softmax",
    }
    if task not in choices:
        raise ValueError(f"unknown task: {task}")
    return choices[task]


# %% wrong choose_output unknown-accepted · « vous répondez à une tâche inconnue : il faut lever une `ValueError`, un choix par défaut cacherait une faute de frappe »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    return choices.get(task, "none")


# %% wrong choose_output key-error · « vous laissez le dictionnaire lever une `KeyError` : l'énoncé demande une `ValueError` »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    return choices[task]


# %% wrong choose_output error-returned · « vous renvoyez l'erreur comme un résultat : une erreur se lève avec `raise` »
def choose_output(task):
    choices = {
        "temperature": "none",
        "spam": "sigmoid",
        "digit": "softmax",
        "movie_genres": "sigmoid",
        "next_word": "softmax",
        "steering": "tanh",
        "profit": "none",
    }
    if task not in choices:
        return "ValueError"
    return choices[task]
