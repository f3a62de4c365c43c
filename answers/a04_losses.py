# %% right mae numpy
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.abs(y - p))


# %% right mae loop
def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for a, b in zip(y.ravel(), p.ravel()):
        total += abs(a - b)
    return total / y.size


# %% right mae sum-over-size
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = y - p
    return float(np.where(e < 0, -e, e).sum()) / e.size


# %% right mae larger-minus-smaller
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return (np.maximum(y, p) - np.minimum(y, p)).mean()


# %% wrong mae sum · « vous faites la somme des pertes : un coût est une moyenne, divisez par le nombre d'éléments »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum(np.abs(y - p))


# %% wrong mae rows-only · « vous divisez par le nombre de lignes : quand il y a plusieurs colonnes, la moyenne porte sur toutes les cases »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum(np.abs(y - p)) / len(y)


# %% wrong mae per-column · « vous faites une moyenne par colonne (`axis=0`) : on demande un seul nombre, sur toutes les cases »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.abs(y - p), axis=0)


# %% wrong mae not-averaged · « vous renvoyez la perte de chaque élément : il reste à en faire la moyenne »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.abs(y - p)


# %% wrong mae median · « vous prenez la médiane des pertes : le coût est leur moyenne »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.median(np.abs(y - p))


# %% wrong mae largest · « vous ne gardez que la plus grande erreur : le coût est la moyenne de toutes »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.max(np.abs(y - p))


# %% wrong mae rmse · « vous prenez la racine de la moyenne des carrés, la RMSE : relisez les deux formules de la section 1 »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sqrt(np.mean((y - p) ** 2))


# %% wrong mae relative · « vous divisez chaque erreur par la vraie valeur : c'est une erreur relative, et elle explose quand y vaut 0 »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.abs((y - p) / y))


# %% wrong mae rounded · « vous arrondissez le résultat : renvoyez-le tel quel, on arrondit quand on affiche »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return round(float(np.mean(np.abs(y - p))))


# %% wrong mae return-in-loop · « vous quittez la boucle dès le premier élément : regardez de combien de crans le `return` est décalé »
def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for a, b in zip(y.ravel(), p.ravel()):
        total += abs(a - b)
        return total / y.size


# %% wrong mae printed · « vous affichez le résultat sans le renvoyer : remplacez `print` par `return` »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    print(np.mean(np.abs(y - p)))


# %% wrong mae no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    result = np.mean(np.abs(y - p))


# %% wrong mae broadcast · « vous ne comparez pas les formes : NumPy accepte (n, 1) contre (n,), et fabrique en silence un tableau de n × n nombres »
import numpy as np


def mae(y, p):
    return np.mean(np.abs(y - p))


# %% wrong mae flattened · « vous aplatissez les deux tableaux pour qu'ils s'accordent : l'énoncé demande de refuser deux formes différentes »
import numpy as np


def mae(y, p):
    y, p = y.ravel(), p.ravel()
    if len(y) != len(p):
        raise ValueError("les deux longueurs diffèrent")
    return np.mean(np.abs(y - p))


# %% wrong mae size-only · « vous comparez le nombre d'éléments (`size`) : (n, 1) et (n,) en ont autant, et sont deux formes différentes »
import numpy as np


def mae(y, p):
    if y.size != p.size:
        raise ValueError("les deux tailles diffèrent")
    return np.mean(np.abs(y - p))


# %% wrong mae length-only · « vous comparez les longueurs (`len`) : (n, 1) et (n,) ont la même, ce sont les formes entières (`shape`) qu'il faut comparer »
import numpy as np


def mae(y, p):
    if len(y) != len(p):
        raise ValueError("les deux longueurs diffèrent")
    if y.ndim < p.ndim:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.abs(y - p))


# %% wrong mae assertion · « vous vérifiez les formes avec `assert`, qui lève une `AssertionError` : l'énoncé demande `raise ValueError(…)` »
import numpy as np


def mae(y, p):
    assert y.shape == p.shape
    return np.mean(np.abs(y - p))


# %% wrong mae none-on-mismatch · « vous renvoyez `None` quand les formes diffèrent : levez une `ValueError`, sinon personne ne saura pourquoi »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        return None
    return np.mean(np.abs(y - p))


# %% wrong mae truth-changed · « votre résultat est juste, mais vous écrivez les différences dans `y`, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    y -= p
    return np.mean(np.abs(y))


# %% right mse numpy
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) ** 2)


# %% right mse loop
def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for a, b in zip(y.ravel(), p.ravel()):
        total += (a - b) ** 2
    return total / y.size


# %% right mse sum-over-size
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = y - p
    return np.vdot(e, e) / e.size


# %% right mse variance-and-bias
def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = y - p
    return e.var() + e.mean() ** 2


# %% wrong mse sum · « vous faites la somme des pertes : un coût est une moyenne, divisez par le nombre d'éléments »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum((y - p) ** 2)


# %% wrong mse rows-only · « vous divisez par le nombre de lignes : quand il y a plusieurs colonnes, la moyenne porte sur toutes les cases »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum((y - p) ** 2) / len(y)


# %% wrong mse per-column · « vous faites une moyenne par colonne (`axis=0`) : on demande un seul nombre, sur toutes les cases »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) ** 2, axis=0)


# %% wrong mse not-averaged · « vous renvoyez la perte de chaque élément : il reste à en faire la moyenne »
def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return (y - p) ** 2


# %% wrong mse median · « vous prenez la médiane des pertes : le coût est leur moyenne »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.median((y - p) ** 2)


# %% wrong mse largest · « vous ne gardez que la plus grande erreur : le coût est la moyenne de toutes »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.max((y - p) ** 2)


# %% wrong mse rmse · « vous prenez la racine de la moyenne des carrés, la RMSE : relisez les deux formules de la section 1 »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sqrt(np.mean((y - p) ** 2))


# %% wrong mse relative · « vous divisez chaque erreur par la vraie valeur : c'est une erreur relative, et elle explose quand y vaut 0 »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(((y - p) / y) ** 2)


# %% wrong mse rounded · « vous arrondissez le résultat : renvoyez-le tel quel, on arrondit quand on affiche »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return round(float(np.mean((y - p) ** 2)))


# %% wrong mse return-in-loop · « vous quittez la boucle dès le premier élément : regardez de combien de crans le `return` est décalé »
def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for a, b in zip(y.ravel(), p.ravel()):
        total += (a - b) ** 2
        return total / y.size


# %% wrong mse printed · « vous affichez le résultat sans le renvoyer : remplacez `print` par `return` »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    print(np.mean((y - p) ** 2))


# %% wrong mse no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    result = np.mean((y - p) ** 2)


# %% wrong mse broadcast · « vous ne comparez pas les formes : NumPy accepte (n, 1) contre (n,), et fabrique en silence un tableau de n × n nombres »
import numpy as np


def mse(y, p):
    return np.mean((y - p) ** 2)


# %% wrong mse flattened · « vous aplatissez les deux tableaux pour qu'ils s'accordent : l'énoncé demande de refuser deux formes différentes »
import numpy as np


def mse(y, p):
    y, p = y.ravel(), p.ravel()
    if len(y) != len(p):
        raise ValueError("les deux longueurs diffèrent")
    return np.mean((y - p) ** 2)


# %% wrong mse size-only · « vous comparez le nombre d'éléments (`size`) : (n, 1) et (n,) en ont autant, et sont deux formes différentes »
import numpy as np


def mse(y, p):
    if y.size != p.size:
        raise ValueError("les deux tailles diffèrent")
    return np.mean((y - p) ** 2)


# %% wrong mse length-only · « vous comparez les longueurs (`len`) : (n, 1) et (n,) ont la même, ce sont les formes entières (`shape`) qu'il faut comparer »
import numpy as np


def mse(y, p):
    if len(y) != len(p):
        raise ValueError("les deux longueurs diffèrent")
    if y.ndim < p.ndim:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) ** 2)


# %% wrong mse assertion · « vous vérifiez les formes avec `assert`, qui lève une `AssertionError` : l'énoncé demande `raise ValueError(…)` »
import numpy as np


def mse(y, p):
    assert y.shape == p.shape
    return np.mean((y - p) ** 2)


# %% wrong mse none-on-mismatch · « vous renvoyez `None` quand les formes diffèrent : levez une `ValueError`, sinon personne ne saura pourquoi »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        return None
    return np.mean((y - p) ** 2)


# %% wrong mse truth-changed · « votre résultat est juste, mais vous écrivez les différences dans `y`, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    y -= p
    return np.mean(y ** 2)


# %% wrong mae signed · « vous faites la moyenne des écarts avec leur signe : les positifs et les négatifs se compensent, il manque la valeur absolue »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(y - p)


# %% wrong mae absolute-of-mean · « vous prenez la valeur absolue de la moyenne : il faut la moyenne des valeurs absolues, sinon les écarts de signes opposés se compensent »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return abs(np.mean(y - p))


# %% wrong mae squared · « vous élevez les écarts au carré, c'est la MSE : ici, prenez leur valeur absolue »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) ** 2)


# %% wrong mae silent-error · « vous levez bien une `ValueError`, mais sans phrase : dites à celui qui la lit quelles formes vous avez reçues »
import numpy as np


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError
    return np.mean(np.abs(y - p))


# %% wrong mse half · « vous divisez par 2 : c'est la convention du chapitre 09, ici la MSE est la moyenne des carrés, sans ½ »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) ** 2) / 2


# %% wrong mse half-sum · « vous renvoyez la moitié de la somme des carrés : ici, la moyenne, sans ½ »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return 0.5 * np.sum((y - p) ** 2)


# %% wrong mse square-of-mean · « vous élevez au carré la moyenne des écarts : il faut la moyenne des carrés, sinon les écarts de signes opposés se compensent »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(y - p) ** 2


# %% wrong mse absolute · « vous prenez les valeurs absolues, c'est la MAE : ici, élevez les écarts au carré »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.abs(y - p))


# %% wrong mse difference-of-squares · « vous élevez au carré avant de soustraire : c'est l'écart y − p que l'on élève au carré »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(y**2 - p**2)


# %% wrong mse doubled · « vous multipliez par 2 au lieu d'élever au carré : en Python, le carré s'écrit `** 2` »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean((y - p) * 2)


# %% wrong mse variance · « vous calculez la variance des écarts, qui oublie leur moyenne : un modèle toujours trop haut de 7 aurait un coût nul »
import numpy as np


def mse(y, p):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.var(y - p)


# %% right best_constant numpy
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return float(np.median(y))
    elif loss == "mse":
        return float(np.mean(y))
    else:
        raise ValueError("coût inconnu")


# %% right best_constant sorted-low-middle
def best_constant(y, loss):
    if loss not in ("mae", "mse"):
        raise ValueError("coût inconnu")
    if loss == "mse":
        return sum(y) / len(y)
    return sorted(y)[(len(y) - 1) // 2]


# %% right best_constant try-each
import numpy as np


def best_constant(y, loss):
    if loss == "mse":
        return y.mean()
    if loss == "mae":
        costs = [np.abs(y - c).mean() for c in y]
        return y[int(np.argmin(costs))]
    raise ValueError("coût inconnu")


# %% right best_constant sorted-high-middle
import numpy as np


def best_constant(y, loss):
    if loss == "mse":
        return np.average(y)
    if loss != "mae":
        raise ValueError("coût inconnu")
    return np.sort(y)[len(y) // 2]


# %% wrong best_constant swapped · « vous avez échangé les deux : la moyenne convient à la MSE, la médiane à la MAE »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.mean(y)
    if loss == "mse":
        return np.median(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant always-mean · « vous renvoyez la moyenne dans les deux cas : ce n'est pas elle qui rend la MAE la plus petite »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.mean(y)
    if loss == "mse":
        return np.mean(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant always-median · « vous renvoyez la médiane dans les deux cas : ce n'est pas elle qui rend la MSE la plus petite »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.median(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant mid-range · « pour la MAE, vous prenez le milieu entre la plus petite et la plus grande valeur : il ne dépend que de deux points, cherchez celui qui en laisse autant de chaque côté »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return (y.min() + y.max()) / 2
    if loss == "mse":
        return np.mean(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant most-frequent · « pour la MAE, vous prenez la valeur la plus fréquente (le mode) : c'est la médiane qu'il faut »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        values, counts = np.unique(y, return_counts=True)
        return values[np.argmax(counts)]
    if loss == "mse":
        return np.mean(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant unsorted-middle · « vous prenez l'élément du milieu sans trier : la médiane est le milieu des valeurs rangées dans l'ordre »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return y[len(y) // 2]
    if loss == "mse":
        return np.mean(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant cost-returned · « vous renvoyez le coût atteint : on demande la constante qui l'atteint »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.abs(y - np.median(y)).mean()
    if loss == "mse":
        return ((y - y.mean()) ** 2).mean()
    raise ValueError("coût inconnu")


# %% wrong best_constant zero · « vous renvoyez toujours 0 : cherchez la constante qui rend le coût le plus petit pour ces données »
def best_constant(y, loss):
    if loss == "mae":
        return 0.0
    if loss == "mse":
        return 0.0
    raise ValueError("coût inconnu")


# %% wrong best_constant sum · « pour la MSE, vous renvoyez la somme : il manque la division par le nombre de valeurs »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.sum(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant root-mean-square · « pour la MSE, vous prenez la racine de la moyenne des carrés : la dérivée du coût s'annule à la moyenne »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.sqrt(np.mean(y**2))
    raise ValueError("coût inconnu")


# %% wrong best_constant rounded · « vous arrondissez la constante : renvoyez-la telle quelle »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return round(float(np.median(y)))
    if loss == "mse":
        return round(float(np.mean(y)))
    raise ValueError("coût inconnu")


# %% wrong best_constant array · « vous renvoyez un tableau d'un élément : renvoyez le nombre lui-même »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.array([np.median(y)])
    if loss == "mse":
        return np.array([np.mean(y)])
    raise ValueError("coût inconnu")


# %% wrong best_constant anything-else-accepted · « vous acceptez n'importe quel nom de coût : un texte inconnu doit lever une `ValueError` »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.median(y)
    return np.mean(y)


# %% wrong best_constant none-for-unknown · « vous ne renvoyez rien pour un coût inconnu : levez une `ValueError` »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.mean(y)
    return None


# %% wrong best_constant key-error · « vous laissez un dictionnaire lever une `KeyError` : l'énoncé demande une `ValueError` »
import numpy as np


def best_constant(y, loss):
    return {"mae": np.median(y), "mse": np.mean(y)}[loss]


# %% wrong best_constant sorted-in-place · « votre constante est juste, mais vous triez le tableau de celui qui appelle : `sorted(y)` ou `np.sort(y)` en donnent une copie »
import numpy as np


def best_constant(y, loss):
    y.sort()
    if loss == "mae":
        return np.median(y)
    if loss == "mse":
        return np.mean(y)
    raise ValueError("coût inconnu")


# %% wrong best_constant printed · « vous affichez le résultat sans le renvoyer : remplacez `print` par `return` »
import numpy as np


def best_constant(y, loss):
    if loss == "mae":
        return print(np.median(y))
    if loss == "mse":
        return print(np.mean(y))
    raise ValueError("coût inconnu")


# %% right huber where
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% right huber loop
def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for a, b in zip(y.ravel(), p.ravel()):
        e = abs(a - b)
        if e <= delta:
            total += 0.5 * e * e
        else:
            total += delta * (e - 0.5 * delta)
    return total / y.size


# %% right huber capped
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    near = np.minimum(e, delta)
    return (0.5 * near**2 + delta * (e - near)).mean()


# %% right huber masks
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    loss = 0.5 * e**2
    far = e > delta
    loss[far] = delta * e[far] - delta**2 / 2
    return loss.mean()


# %% wrong huber no-half · « dans le morceau rond, vous oubliez le ½ : les deux morceaux ne se rejoignent plus en δ »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2, delta * (e - delta / 2)))


# %% wrong huber smooth-l1 · « vous divisez par δ, comme `nn.SmoothL1Loss` : la perte de Huber ne le fait pas »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / (2 * delta), e - delta / 2))


# %% wrong huber line-not-lowered · « dans le morceau droit, vous oubliez de retirer δ/2 : la perte saute quand |e| passe par δ »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * e))


# %% wrong huber line-lowered-by-delta · « dans le morceau droit, vous retirez δ au lieu de δ/2 : la perte retombe à zéro en δ »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta)))


# %% wrong huber slope-forgotten · « dans le morceau droit, vous oubliez le δ qui multiplie : sa pente est δ, et non 1 »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, e - delta / 2))


# %% wrong huber half-outside · « dans le morceau droit, δ multiplie toute la parenthèse : δ(|e| − δ/2), et non δ|e| − δ/2 »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * e - delta / 2))


# %% wrong huber raw-absolute · « dans le morceau droit, vous prenez |e| seul : il manque δ, deux fois »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, e))


# %% wrong huber branches-swapped · « vous avez échangé les deux morceaux : le carré sert aux petites erreurs, la droite aux grandes »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, delta * (e - delta / 2), e**2 / 2))


# %% wrong huber minimum · « vous prenez le plus petit des deux morceaux, qui est toujours la droite : c'est |e| comparé à δ qui décide »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.minimum(e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber half-mse · « vous prenez le carré pour toutes les erreurs : au-delà de δ, la perte devient une droite »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(e**2 / 2)


# %% wrong huber signed-test · « vous comparez à δ l'erreur avec son signe : une grande erreur négative est toujours plus petite que δ, comparez sa valeur absolue »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = y - p
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (np.abs(e) - delta / 2)))


# %% wrong huber signed-line · « vous comparez bien |e| à δ, mais le morceau droit garde le signe de l'erreur : il y faut aussi |e| »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = y - p
    return np.mean(np.where(np.abs(e) <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber delta-ignored · « vous utilisez 1 à la place de `delta` : cherchez les endroits où le seuil doit apparaître »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e <= 1, e**2 / 2, e - 0.5))


# %% wrong huber mean-decides · « vous choisissez un seul morceau pour tout le tableau : le choix se fait élément par élément »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    if e.mean() <= delta:
        return np.mean(e**2 / 2)
    return np.mean(delta * (e - delta / 2))


# %% wrong huber sum · « vous faites la somme : un coût est une moyenne, divisez par le nombre d'éléments »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.sum(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber array-in-if · « vous écrivez `if` avec un tableau : Python ne sait pas s'il est vrai ou faux, choisissez case par case avec une boucle ou `np.where` »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    if e <= delta:
        return np.mean(e**2 / 2)
    return np.mean(delta * (e - delta / 2))


# %% wrong huber squared-threshold · « vous comparez e² à δ : c'est |e| que l'on compare »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    return np.mean(np.where(e**2 <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber broadcast · « vous ne comparez pas les formes : NumPy accepte (n, 1) contre (n,), et fabrique en silence un tableau de n × n nombres »
import numpy as np


def huber(y, p, delta=1.0):
    e = np.abs(y - p)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber flattened · « vous aplatissez les deux tableaux pour qu'ils s'accordent : l'énoncé demande de refuser deux formes différentes »
import numpy as np


def huber(y, p, delta=1.0):
    e = np.abs(y.ravel() - p.ravel())
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber truth-changed · « votre résultat est juste, mais vous écrivez les différences dans `y`, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    y -= p
    e = np.abs(y)
    return np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% wrong huber no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def huber(y, p, delta=1.0):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.abs(y - p)
    result = np.mean(np.where(e <= delta, e**2 / 2, delta * (e - delta / 2)))


# %% right binary_cross_entropy formula
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -(y * np.log(q) + (1 - y) * np.log(1 - q)).mean()


# %% right binary_cross_entropy given-to-the-truth
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return np.mean(-np.log(np.where(y == 1, q, 1 - q)))


# %% right binary_cross_entropy loop
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for truth, value in zip(y.ravel(), p.ravel()):
        value = min(max(value, eps), 1 - eps)
        if truth == 1:
            total -= np.log(value)
        else:
            total -= np.log(1 - value)
    return total / y.size


# %% right binary_cross_entropy maximum-minimum-log1p
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.minimum(np.maximum(p, eps), 1 - eps)
    return -np.sum(y * np.log(q) + (1 - y) * np.log1p(-q)) / q.size


# %% wrong binary_cross_entropy no-minus · « vous oubliez le signe moins : le logarithme d'une probabilité est négatif, et une perte est positive »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy sum · « vous faites la somme : un coût est une moyenne, divisez par le nombre d'éléments »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.sum(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy rows-only · « vous divisez par le nombre de lignes : quand il y a plusieurs colonnes, la moyenne porte sur toutes les cases »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.sum(y * np.log(q) + (1 - y) * np.log(1 - q)) / len(y)


# %% wrong binary_cross_entropy per-column · « vous faites une moyenne par colonne (`axis=0`) : on demande un seul nombre, sur toutes les cases »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q), axis=0)


# %% wrong binary_cross_entropy log2 · « vous utilisez le logarithme en base 2 : on demande le logarithme népérien, `np.log` »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log2(q) + (1 - y) * np.log2(1 - q))


# %% wrong binary_cross_entropy log10 · « vous utilisez le logarithme décimal : on demande le logarithme népérien, `np.log` »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log10(q) + (1 - y) * np.log10(1 - q))


# %% wrong binary_cross_entropy ones-only · « vous ne comptez que les exemples de classe 1 : il manque le terme (1 − y) ln(1 − p) »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q))


# %% wrong binary_cross_entropy zeros-only · « vous ne comptez que les exemples de classe 0 : il manque le terme y ln p »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean((1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy weight-forgotten · « le second logarithme est compté pour tous les exemples : il est multiplié par (1 − y) »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) + np.log(1 - q))


# %% wrong binary_cross_entropy terms-subtracted · « vous changez le signe d'un seul des deux termes : les deux s'ajoutent, entre parenthèses, et le signe moins est devant le tout »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) - (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy same-log-twice · « le second terme utilise ln p : pour un exemple de classe 0, la probabilité de la bonne réponse est 1 − p »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(q))


# %% wrong binary_cross_entropy swapped · « vous échangez la vérité et la prédiction : le logarithme porte sur p, et y dit lequel des deux termes compte »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(y, eps, 1 - eps)
    return -np.mean(p * np.log(q) + (1 - p) * np.log(1 - q))


# %% wrong binary_cross_entropy classes-reversed · « vous avez inversé les deux classes : ln p va avec y = 1, et ln(1 − p) avec y = 0 »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return -np.mean((1 - y) * np.log(q) + y * np.log(1 - q))


# %% wrong binary_cross_entropy no-clipping · « vous n'écrêtez pas p : quand elle vaut 0 ou 1, le logarithme est infini, et 0 × ∞ donne `nan` »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong binary_cross_entropy nan-to-num · « vous remplacez les `nan` après coup : les infinis deviennent d'immenses nombres, il faut écrêter p avant le logarithme »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.nan_to_num(-(y * np.log(p) + (1 - y) * np.log(1 - p))))


# %% wrong binary_cross_entropy low-side-only · « vous n'écrêtez que vers le bas : p = 1 est aussi dangereuse, à cause de ln(1 − p) »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.maximum(p, eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy high-side-only · « vous n'écrêtez que vers le haut : p = 0 est aussi dangereuse, à cause de ln p »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.minimum(p, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy eps-added · « vous ajoutez `eps` dans les logarithmes : écrêter, c'est ramener aux bornes, sans toucher aux probabilités qui sont entre elles »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.mean(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps))


# %% wrong binary_cross_entropy eps-ignored · « vous écrêtez toujours à 1e-7 : servez-vous de l'argument `eps` »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy sigmoid-applied · « vous appliquez une sigmoïde à p : ce sont déjà des probabilités »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(1 / (1 + np.exp(-p)), eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy decision · « vous arrondissez p à 0 ou 1 avant le logarithme : la perte doit dire à quel point la réponse est sûre »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(np.round(p), eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy squared · « vous calculez la MSE : une entropie croisée utilise des logarithmes »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    return np.mean((y - q) ** 2)


# %% wrong binary_cross_entropy broadcast · « vous ne comparez pas les formes : NumPy accepte (n, 1) contre (n,), et fabrique en silence un tableau de n × n nombres »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    q = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy flattened · « vous aplatissez les deux tableaux pour qu'ils s'accordent : l'énoncé demande de refuser deux formes différentes »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    y, q = y.ravel(), np.clip(p.ravel(), eps, 1 - eps)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong binary_cross_entropy clipped-in-place · « votre résultat est juste, mais vous écrêtez dans `p` lui-même, que celui qui appelle retrouve changé : rangez le résultat de `np.clip` sous un autre nom »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    np.clip(p, eps, 1 - eps, out=p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong binary_cross_entropy no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def binary_cross_entropy(y, p, eps=1e-7):
    if y.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, eps, 1 - eps)
    loss = -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% right bce_with_logits formula
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean()


# %% right bce_with_logits logaddexp
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.logaddexp(0, z) - z * y)


# %% right bce_with_logits logit-of-being-wrong
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    wrong = np.where(y == 1, -z, z)
    return np.mean(np.logaddexp(0, wrong))


# %% right bce_with_logits loop
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for truth, value in zip(y.ravel(), z.ravel()):
        total += max(value, 0) - value * truth + np.log(1 + np.exp(-abs(value)))
    return total / z.size


# %% wrong bce_with_logits naive-sigmoid · « vous passez par la sigmoïde : elle s'arrondit à 0 ou à 1 pour les grands logits, et le logarithme donne l'infini ou `nan` »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong bce_with_logits clipped-sigmoid · « vous passez par la sigmoïde et vous écrêtez : la perte plafonne à 16,12, alors qu'elle doit suivre le logit jusqu'à 1 000 »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    p = np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong bce_with_logits clipped-logits · « vous bornez les logits : la perte ne grandit plus au-delà, alors qu'elle doit valoir 1 000 pour y = 0 et z = 1 000 »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    z = np.clip(z, -30, 30)
    return np.mean(np.logaddexp(0, z) - z * y)


# %% wrong bce_with_logits logits-as-probabilities · « vous traitez les logits comme des probabilités : ce sont des nombres quelconques, avant la sigmoïde »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(z, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


# %% wrong bce_with_logits overflow · « vous calculez l'exponentielle de z, qui déborde quand z est grand : faites sortir max(z, 0) du logarithme, et gardez exp(−|z|) »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.log(1 + np.exp(z)) - z * y)


# %% wrong bce_with_logits overflow-negative · « vous calculez l'exponentielle de −z, qui déborde quand z est très négatif : remplacez −z par −|z|, et z par max(z, 0) »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(z - z * y + np.log(1 + np.exp(-z)))


# %% wrong bce_with_logits sum · « vous faites la somme : un coût est une moyenne, divisez par le nombre d'éléments »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits rows-only · « vous divisez par le nombre de lignes : quand il y a plusieurs colonnes, la moyenne porte sur toutes les cases »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / len(z)


# %% wrong bce_with_logits max-forgotten · « il manque le premier morceau, max(z, 0) »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.log1p(np.exp(-np.abs(z))) - z * y)


# %% wrong bce_with_logits max-replaced · « vous écrivez z au lieu de max(z, 0) : ils diffèrent dès que z est négatif »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(z - z * y + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits truth-forgotten · « vous oubliez le morceau − z y : sans lui, la vérité ne compte pas »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits truth-added · « vous ajoutez z y : ce morceau se retire »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) + z * y + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits one-forgotten · « vous calculez ln(e^{−|z|}) : il manque le 1 dans le logarithme »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) - z * y + np.log(np.exp(-np.abs(z))))


# %% wrong bce_with_logits log-forgotten · « vous oubliez le logarithme : le dernier morceau est ln(1 + e^{−|z|}) »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) - z * y + np.exp(-np.abs(z)))


# %% wrong bce_with_logits absolute-forgotten · « vous écrivez e^{−z} au lieu de e^{−|z|} : pour z négatif, la valeur est fausse, et elle déborde »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-z)))


# %% wrong bce_with_logits sign-in-exponent · « vous écrivez e^{|z|} : sans le signe moins, l'exponentielle déborde »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(np.abs(z))))


# %% wrong bce_with_logits log2 · « vous utilisez le logarithme en base 2 : on demande le logarithme népérien »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(z, 0) - z * y + np.log2(1 + np.exp(-np.abs(z))))


# %% wrong bce_with_logits swapped · « vous échangez la vérité et les logits : la vérité vient en premier »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return np.mean(np.maximum(y, 0) - z * y + np.log1p(np.exp(-np.abs(y))))


# %% wrong bce_with_logits signs-reversed · « votre résultat est l'opposé de la perte : elle est toujours positive »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits nan-to-num · « vous remplacez les infinis et les `nan` après coup : changez de formule, pour qu'il n'y en ait pas »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    p = 1 / (1 + np.exp(-z))
    return np.mean(np.nan_to_num(-(y * np.log(p) + (1 - y) * np.log(1 - p))))


# %% wrong bce_with_logits broadcast · « vous ne comparez pas les formes : NumPy accepte (n, 1) contre (n,), et fabrique en silence un tableau de n × n nombres »
import numpy as np


def bce_with_logits(y, z):
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% wrong bce_with_logits flattened · « vous aplatissez les deux tableaux pour qu'ils s'accordent : l'énoncé demande de refuser deux formes différentes »
import numpy as np


def bce_with_logits(y, z):
    y, z = y.ravel(), z.ravel()
    return np.mean(np.logaddexp(0, z) - z * y)


# %% wrong bce_with_logits logits-changed · « votre résultat est juste, mais vous changez `z`, que celui qui appelle retrouve modifié : construisez un nouveau tableau »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    z[y == 1] *= -1
    return np.mean(np.logaddexp(0, z))


# %% wrong bce_with_logits no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("les deux formes diffèrent")
    loss = np.mean(np.logaddexp(0, z) - z * y)


# %% right categorical_cross_entropy formula
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y_onehot * np.log(q)).sum() / len(p)


# %% right categorical_cross_entropy right-class
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    given = p[np.arange(len(p)), y_onehot.argmax(axis=1)]
    return -np.log(np.clip(given, 1e-7, 1 - 1e-7)).mean()


# %% right categorical_cross_entropy loop
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    total = 0.0
    for truth, row in zip(y_onehot, p):
        for k in range(len(row)):
            if truth[k] == 1:
                total -= np.log(min(max(row[k], 1e-7), 1 - 1e-7))
    return total / len(p)


# %% right categorical_cross_entropy log-of-sum
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    given = (y_onehot * p).sum(axis=1)
    return np.mean(-np.log(np.maximum(given, 1e-7)))


# %% right categorical_cross_entropy einsum
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.einsum("nk,nk->n", y_onehot, np.log(q)).mean()


# %% wrong categorical_cross_entropy mean-over-everything · « vous divisez par n × K, le nombre de cases : la moyenne porte sur les n lignes »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_onehot * np.log(q))


# %% wrong categorical_cross_entropy over-classes · « vous divisez par K, le nombre de classes : la moyenne porte sur les n lignes »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q)) / p.shape[1]


# %% wrong categorical_cross_entropy sum · « vous faites la somme sur les exemples : divisez par leur nombre »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q))


# %% wrong categorical_cross_entropy not-averaged · « vous renvoyez la perte de chaque exemple : il reste à en faire la moyenne »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q), axis=1)


# %% wrong categorical_cross_entropy per-class · « vous additionnez sur les exemples (`axis=0`) : additionnez sur les classes de chaque ligne, puis faites la moyenne des lignes »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q), axis=0)


# %% wrong categorical_cross_entropy no-minus · « vous oubliez le signe moins : le logarithme d'une probabilité est négatif, et une perte est positive »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return np.sum(y_onehot * np.log(q), axis=1).mean()


# %% wrong categorical_cross_entropy log2 · « vous utilisez le logarithme en base 2 : on demande le logarithme népérien, `np.log` »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log2(q)) / len(p)


# %% wrong categorical_cross_entropy log10 · « vous utilisez le logarithme décimal : on demande le logarithme népérien, `np.log` »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log10(q)) / len(p)


# %% wrong categorical_cross_entropy no-clipping · « vous n'écrêtez pas p : 0 × ln 0 donne `nan`, et une seule case gâche toute la moyenne »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.sum(y_onehot * np.log(p)) / len(p)


# %% wrong categorical_cross_entropy nan-to-num · « vous remplacez les `nan` après coup : les infinis deviennent d'immenses nombres, il faut écrêter p avant le logarithme »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return np.sum(np.nan_to_num(-y_onehot * np.log(p))) / len(p)


# %% wrong categorical_cross_entropy smaller-eps · « vous écrêtez à 1e-12 : l'énoncé fixe 1e-7 »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.sum(y_onehot * np.log(np.clip(p, 1e-12, 1))) / len(p)


# %% wrong categorical_cross_entropy swapped · « vous échangez la vérité et la prédiction : le logarithme porte sur p »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    return -np.sum(p * np.log(np.clip(y_onehot, 1e-7, 1))) / len(p)


# %% wrong categorical_cross_entropy binary · « vous ajoutez le terme (1 − y) ln(1 − p) de la version binaire : ici, seule compte la bonne classe »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q) + (1 - y_onehot) * np.log(1 - q)) / len(p)


# %% wrong categorical_cross_entropy truth-ignored · « vous additionnez les logarithmes de toutes les classes : multipliez d'abord par `y_onehot` »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(np.log(q)) / len(p)


# %% wrong categorical_cross_entropy predicted-class · « vous prenez la probabilité de la classe prédite, la plus grande de la ligne : il faut celle de la bonne classe »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(q.max(axis=1)))


# %% wrong categorical_cross_entropy softmax-applied · « vous appliquez une softmax à p : ce sont déjà des probabilités »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    e = np.exp(p)
    q = e / e.sum(axis=1, keepdims=True)
    return -np.sum(y_onehot * np.log(q)) / len(p)


# %% wrong categorical_cross_entropy log-of-mean · « vous prenez le logarithme de la probabilité moyenne : il faut la moyenne des logarithmes »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.log(np.sum(y_onehot * q) / len(p))


# %% wrong categorical_cross_entropy squared · « vous faites la moyenne des carrés : une entropie croisée utilise des logarithmes »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return np.sum((y_onehot - q) ** 2) / len(p)


# %% wrong categorical_cross_entropy entropy · « vous calculez l'entropie de p avec elle-même : la vérité `y_onehot` doit apparaître »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(q * np.log(q)) / len(p)


# %% wrong categorical_cross_entropy broadcast · « vous ne comparez pas les formes : NumPy répète en silence une ligne ou une colonne du one-hot »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q)) / len(p)


# %% wrong categorical_cross_entropy assertion · « vous vérifiez les formes avec `assert`, qui lève une `AssertionError` : l'énoncé demande `raise ValueError(…)` »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    assert y_onehot.shape == p.shape
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_onehot * np.log(q)) / len(p)


# %% wrong categorical_cross_entropy clipped-in-place · « votre résultat est juste, mais vous écrêtez dans `p` lui-même, que celui qui appelle retrouve changé »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    p[p < 1e-7] = 1e-7
    return -np.sum(y_onehot * np.log(p)) / len(p)


# %% wrong categorical_cross_entropy no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def categorical_cross_entropy(y_onehot, p):
    if y_onehot.shape != p.shape:
        raise ValueError("les deux formes diffèrent")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    loss = -np.sum(y_onehot * np.log(q)) / len(p)


# %% right cce_from_logits log-sum-exp
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return (log_sum - logits[np.arange(len(labels)), labels]).mean()


# %% right cce_from_logits log-softmax
import numpy as np


def cce_from_logits(labels, logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(len(labels)), labels])


# %% right cce_from_logits logaddexp
import numpy as np


def cce_from_logits(labels, logits):
    return np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels])


# %% right cce_from_logits loop
import numpy as np


def cce_from_logits(labels, logits):
    total = 0.0
    for label, row in zip(labels, logits):
        gaps = row - row[label]
        top = gaps.max()
        total += top + np.log(sum(np.exp(gap - top) for gap in gaps))
    return total / len(labels)


# %% right cce_from_logits onehot
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    onehot = np.eye(logits.shape[1])[labels]
    return np.sum(onehot * (log_sum[:, None] - logits)) / len(labels)


# %% wrong cce_from_logits overflow · « vous calculez l'exponentielle des logits tels quels : elle déborde au-delà de 709, retirez d'abord le maximum de chaque ligne »
import numpy as np


def cce_from_logits(labels, logits):
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits naive-softmax · « vous calculez la softmax sans retirer le maximum, puis son logarithme : l'exponentielle déborde, et ∞ / ∞ donne `nan` »
import numpy as np


def cce_from_logits(labels, logits):
    e = np.exp(logits)
    q = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


# %% wrong cce_from_logits log-of-zero · « votre softmax est bien calculée, mais elle s'arrondit à 0, dont le logarithme est infini : simplifiez le logarithme avant de calculer »
import numpy as np


def cce_from_logits(labels, logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


# %% wrong cce_from_logits clipped-softmax · « vous écrêtez la softmax : la perte plafonne à 16,12, alors qu'elle doit suivre les logits jusqu'à 1 000 »
import numpy as np


def cce_from_logits(labels, logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = np.clip(e / e.sum(axis=1, keepdims=True), 1e-7, 1 - 1e-7)
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


# %% wrong cce_from_logits global-maximum · « vous retirez le maximum de tout le tableau : sur une ligne très basse, toutes les exponentielles deviennent nulles, prenez celui de chaque ligne »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max()
    return np.mean(top + np.log(np.exp(logits - top).sum(axis=1)) - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits maximum-not-added · « vous retirez le maximum sans l'ajouter après le logarithme »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits - top).sum(axis=1)) - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits maximum-subtracted · « vous retirez le maximum une seconde fois : après le logarithme, il s'ajoute »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits - top).sum(axis=1)) - top[:, 0] - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits column-maximum · « vous prenez le maximum de chaque colonne (`axis=0`) : les classes sont sur l'axe 1 »
import numpy as np


def cce_from_logits(labels, logits):
    shifted = logits - logits.max(axis=0)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels])


# %% wrong cce_from_logits column-softmax · « vous additionnez les exponentielles par colonne (`axis=0`) : la softmax se fait ligne par ligne »
import numpy as np


def cce_from_logits(labels, logits):
    shifted = logits - logits.max(axis=0)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=0))
    return -np.mean(log_p[np.arange(len(labels)), labels])


# %% wrong cce_from_logits every-column-taken · « `logits[:, labels]` prend plusieurs colonnes pour chaque ligne : il faut une seule case par ligne, `logits[np.arange(n), labels]` »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum[:, None] - logits[:, labels])


# %% wrong cce_from_logits first-rows-taken · « `logits[labels]` prend des lignes entières : il faut, dans chaque ligne, la case de la bonne classe »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum[:, None] - logits[labels])


# %% wrong cce_from_logits sign-reversed · « votre résultat est l'opposé de la perte : elle est toujours positive »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(logits[np.arange(len(labels)), labels] - log_sum)


# %% wrong cce_from_logits label-forgotten · « vous oubliez de retirer le logit de la bonne classe : sans lui, les étiquettes ne comptent pas »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum)


# %% wrong cce_from_logits sum · « vous faites la somme sur les exemples : divisez par leur nombre »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.sum(log_sum - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits not-averaged · « vous renvoyez la perte de chaque exemple : il reste à en faire la moyenne »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return log_sum - logits[np.arange(len(labels)), labels]


# %% wrong cce_from_logits mean-over-everything · « vous divisez par n × K, le nombre de cases : la moyenne porte sur les n lignes »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.sum(log_sum - logits[np.arange(len(labels)), labels]) / logits.size


# %% wrong cce_from_logits double-softmax · « vous appliquez une softmax avant une perte qui l'applique elle-même, le piège de PyTorch : une seule fois suffit »
import numpy as np


def cce_from_logits(labels, logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(q).sum(axis=1)) - q[np.arange(len(labels)), labels])


# %% wrong cce_from_logits labels-from-one · « vous retirez 1 aux étiquettes : elles commencent à 0 »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum - logits[np.arange(len(labels)), labels - 1])


# %% wrong cce_from_logits best-class · « vous prenez le logit de la classe prédite, le plus grand : il faut celui de la bonne classe »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return np.mean(log_sum - logits.max(axis=1))


# %% wrong cce_from_logits log2 · « vous utilisez le logarithme en base 2 : on demande le logarithme népérien »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    return np.mean(top[:, 0] + np.log2(np.exp(logits - top).sum(axis=1)) - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits logits-changed · « votre résultat est juste, mais vous retirez le maximum dans `logits` lui-même, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def cce_from_logits(labels, logits):
    logits -= logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels])


# %% wrong cce_from_logits no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def cce_from_logits(labels, logits):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    loss = np.mean(log_sum - logits[np.arange(len(labels)), labels])


# %% right cce_gradient onehot
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) / len(labels)


# %% right cce_gradient one-removed
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    q[np.arange(len(labels)), labels] -= 1
    return q / len(labels)


# %% right cce_gradient loop
import numpy as np


def cce_gradient(logits, labels):
    n, K = logits.shape
    gradient = np.zeros((n, K))
    for i in range(n):
        e = np.exp(logits[i] - logits[i].max())
        for k in range(K):
            gradient[i, k] = (e[k] / e.sum() - (1 if k == labels[i] else 0)) / n
    return gradient


# %% right cce_gradient log-softmax
import numpy as np


def cce_gradient(logits, labels):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return (np.exp(log_p) - (np.arange(logits.shape[1]) == labels[:, None])) / len(labels)


# %% wrong cce_gradient not-divided · « vous ne divisez pas par n : c'est la dérivée de la somme, on demande celle de la moyenne »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return q - onehot


# %% wrong cce_gradient divided-by-everything · « vous divisez par n × K, le nombre de cases : la moyenne porte sur les n lignes »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) / logits.size


# %% wrong cce_gradient divided-by-classes · « vous divisez par K, le nombre de classes : la moyenne porte sur les n lignes »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) / logits.shape[1]


# %% wrong cce_gradient sign-reversed · « vous calculez vérité moins prédiction : c'est l'opposé du gradient, et la descente monterait »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (onehot - q) / len(labels)


# %% wrong cce_gradient softmax-only · « vous oubliez de retirer le one-hot : sans lui, les étiquettes ne comptent pas »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return q / len(labels)


# %% wrong cce_gradient only-one-divided · « vous ne divisez par n que le one-hot : la division porte sur toute la différence »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return q - onehot / len(labels)


# %% wrong cce_gradient label-subtracted · « vous retirez le numéro de la classe à toute la ligne : retirez 1, à la seule case de la bonne classe »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return (q - labels[:, None]) / len(labels)


# %% wrong cce_gradient every-column · « `q[:, labels] -= 1` change plusieurs colonnes sur toutes les lignes : il faut une seule case par ligne, `q[np.arange(n), labels]` »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    q[:, labels] -= 1
    return q / len(labels)


# %% wrong cce_gradient logits-not-softmax · « vous retirez le one-hot aux logits : il faut d'abord passer par la softmax »
import numpy as np


def cce_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (logits - onehot) / len(labels)


# %% wrong cce_gradient sigmoid · « vous utilisez une sigmoïde sur chaque case : ici, une seule classe est vraie, et c'est la softmax de la ligne »
import numpy as np


def cce_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (1 / (1 + np.exp(-logits)) - onehot) / len(labels)


# %% wrong cce_gradient column-softmax · « votre softmax est calculée par colonne (`axis=0`) : elle se fait ligne par ligne »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=0)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) / len(labels)


# %% wrong cce_gradient whole-softmax · « vous divisez par la somme de tout le tableau : chaque ligne a sa propre somme »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max())
    onehot = np.eye(logits.shape[1])[labels]
    return (e / e.sum() - onehot) / len(labels)


# %% wrong cce_gradient overflow · « vous calculez l'exponentielle des logits tels quels : elle déborde au-delà de 709, retirez d'abord le maximum de chaque ligne »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits)
    onehot = np.eye(logits.shape[1])[labels]
    return (e / e.sum(axis=1, keepdims=True) - onehot) / len(labels)


# %% wrong cce_gradient global-maximum · « vous retirez le maximum de tout le tableau : sur une ligne très basse, toutes les exponentielles deviennent nulles, prenez celui de chaque ligne »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max())
    onehot = np.eye(logits.shape[1])[labels]
    return (e / e.sum(axis=1, keepdims=True) - onehot) / len(labels)


# %% wrong cce_gradient absolute-maximum · « vous retirez la plus grande valeur absolue de la ligne : si tous les logits sont très négatifs, les exponentielles deviennent nulles ; retirez le maximum, avec son signe »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - np.abs(logits).max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) / len(labels)


# %% wrong cce_gradient softmax-derivative · « vous multipliez encore par p(1 − p) : la dérivée de la softmax est déjà comprise dans « softmax moins one-hot » »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) * q * (1 - q) / len(labels)


# %% wrong cce_gradient only-true-class · « vous ne gardez que la case de la bonne classe : les autres logits font aussi changer la perte »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot) * onehot / len(labels)


# %% wrong cce_gradient minus-inverse · « vous renvoyez −y/p, la dérivée par rapport aux probabilités : on demande celle par rapport aux logits »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return -onehot / q / len(labels)


# %% wrong cce_gradient row-mean · « vous faites la moyenne des lignes : le gradient garde une ligne par exemple »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return (q - onehot).mean(axis=0)


# %% wrong cce_gradient labels-from-one · « vous retirez 1 aux étiquettes : elles commencent à 0 »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return (q - np.eye(logits.shape[1])[labels - 1]) / len(labels)


# %% wrong cce_gradient twice · « vous multipliez par 2, comme pour un carré : il n'y a pas de carré ici »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    return 2 * (q - onehot) / len(labels)


# %% wrong cce_gradient loss-returned · « vous renvoyez la perte, un seul nombre : on demande sa dérivée, une case par logit »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


# %% wrong cce_gradient logits-changed · « votre résultat est juste, mais vous retirez le maximum dans `logits` lui-même, que celui qui appelle retrouve changé : méfiez-vous de `-=` »
import numpy as np


def cce_gradient(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    onehot = np.eye(logits.shape[1])[labels]
    return (e / e.sum(axis=1, keepdims=True) - onehot) / len(labels)


# %% wrong cce_gradient no-return · « vous calculez le résultat sans le renvoyer : il manque un `return` à la fin »
import numpy as np


def cce_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    gradient = (q - onehot) / len(labels)


# %% right pick_loss dictionary
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% right pick_loss conditions
def pick_loss(problem):
    if problem in ("spam", "genres"):
        return "bce"
    if problem == "digit":
        return "cce"
    if problem == "bridge":
        return "mse"
    return "mae"


# %% right pick_loss match
def pick_loss(problem):
    match problem:
        case "digit":
            return "cce"
        case "bridge":
            return "mse"
        case "typos" | "typical_wait":
            return "mae"
        case _:
            return "bce"


# %% wrong pick_loss cce-for-labels · « vous choisissez la CCE pour les genres d'un film : plusieurs peuvent être vrais à la fois, il faut une question oui ou non par genre »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "cce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss bce-for-digit · « vous choisissez la BCE pour le chiffre : dix classes, mais une seule est vraie »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "bce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss labels-and-digit-swapped · « vous avez échangé le chiffre et les genres : une seule classe vraie appelle la CCE, plusieurs étiquettes la BCE »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "bce", "genres": "cce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss cce-for-spam · « vous choisissez la CCE pour le courriel : avec une seule sortie, il n'y a qu'une question, oui ou non »
def pick_loss(problem):
    losses = {"spam": "cce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss cce-everywhere · « vous choisissez la CCE pour toutes les classifications : elle suppose plusieurs sorties, et une seule classe vraie »
def pick_loss(problem):
    losses = {"spam": "cce", "digit": "cce", "genres": "cce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss mse-for-classes · « vous choisissez la MSE pour des classes : derrière une sigmoïde ou une softmax, sa pente disparaît quand le réseau se trompe le plus »
def pick_loss(problem):
    losses = {"spam": "mse", "digit": "mse", "genres": "mse", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss mse-for-digit · « vous choisissez la MSE pour le chiffre : 9 n'est pas « plus loin » de 0 que 1, ce sont des classes et non des quantités »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "mse", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss mse-everywhere · « vous choisissez la MSE pour tous les nombres : elle vise la moyenne, et les grosses erreurs y dominent »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mse", "bridge": "mse", "typical_wait": "mse"}
    return losses[problem]


# %% wrong pick_loss mae-everywhere · « vous choisissez la MAE pour le pont : avec elle, une erreur deux fois plus grande ne coûte que deux fois plus »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mae", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss mse-for-typos · « vous choisissez la MSE pour les prix : un zéro de trop y pèserait énormément, puisque l'erreur est élevée au carré »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mse", "bridge": "mse", "typical_wait": "mae"}
    return losses[problem]


# %% wrong pick_loss mse-for-typical · « vous choisissez la MSE pour l'attente : elle vise la moyenne, alors qu'« autant au-dessus qu'en dessous » est la médiane »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mse"}
    return losses[problem]


# %% wrong pick_loss regressions-swapped · « vous avez échangé MAE et MSE dans les trois régressions : la MSE est celle qui punit les grosses erreurs »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mse", "bridge": "mae", "typical_wait": "mse"}
    return losses[problem]


# %% wrong pick_loss capitals · « vous écrivez les noms en majuscules : recopiez les mots de l'énoncé, en minuscules »
def pick_loss(problem):
    losses = {"spam": "BCE", "digit": "CCE", "genres": "BCE", "typos": "MAE", "bridge": "MSE", "typical_wait": "MAE"}
    return losses[problem]


# %% wrong pick_loss dictionary-returned · « vous renvoyez le dictionnaire entier : renvoyez la valeur qui correspond à `problem` »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    return losses


# %% wrong pick_loss no-return · « vous remplissez le dictionnaire sans rien renvoyer : la dernière ligne doit renvoyer la valeur qui correspond à `problem` »
def pick_loss(problem):
    losses = {"spam": "bce", "digit": "cce", "genres": "bce", "typos": "mae", "bridge": "mse", "typical_wait": "mae"}
    answer = losses[problem]
