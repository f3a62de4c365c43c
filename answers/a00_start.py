# %% right average sum-and-len
def average(values):
    if len(values) == 0:
        raise ValueError("liste vide")
    return sum(values) / len(values)


# %% right average loop
def average(values):
    total = 0
    count = 0
    for value in values:
        total += value
        count += 1
    if count == 0:
        raise ValueError("il faut au moins un nombre")
    return total / count


# %% right average statistics
import statistics


def average(values):
    return statistics.fmean(values)  # its StatisticsError is a ValueError


# %% right average numpy
import numpy as np


def average(values):
    if not values:
        raise ValueError("pas de moyenne sans valeur")
    return np.mean(values)


# %% right average running
class EmptyListError(ValueError):
    pass


def average(values):
    if values == []:
        raise EmptyListError("la liste est vide")
    mean = 0.0
    for rank, value in enumerate(values, start=1):
        mean += (value - mean) / rank
    return mean


# %% right average converted-exception
def average(values):
    try:
        return sum(values) / len(values)
    except ZeroDivisionError:
        raise ValueError("aucune valeur") from None


# %% wrong average integer-division · « vous divisez avec `//`, qui arrondit à l'entier inférieur : regardez l'opérateur de la division »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return sum(values) // len(values)


# %% wrong average printed · « vous affichez la moyenne sans la renvoyer : ce qui passe à l'écran ne revient pas à celui qui appelle, relisez la différence entre `print` et `return` »
def average(values):
    if not values:
        raise ValueError("liste vide")
    print(sum(values) / len(values))


# %% wrong average no-return · « vous calculez sans renvoyer : la dernière ligne de la fonction doit rendre le résultat à celui qui appelle »
def average(values):
    if not values:
        raise ValueError("liste vide")
    result = sum(values) / len(values)


# %% wrong average only-sum · « vous renvoyez la somme : il reste une étape avant la moyenne »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return sum(values)


# %% wrong average one-less · « vous divisez par le nombre de valeurs moins une : comptez les valeurs de la liste, et essayez avec un seul nombre »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return sum(values) / (len(values) - 1)


# %% wrong average return-in-loop · « vous quittez la boucle dès son premier tour : regardez de combien de crans le `return` est décalé »
def average(values):
    if not values:
        raise ValueError("liste vide")
    total = 0
    for value in values:
        total += value
        return total / len(values)


# %% wrong average last-value · « vous ne gardez que la dernière valeur : à chaque tour, le total doit s'ajouter au précédent au lieu de le remplacer »
def average(values):
    if not values:
        raise ValueError("liste vide")
    total = 0
    for value in values:
        total = value
    return total / len(values)


# %% wrong average skips-first · « vous oubliez la première valeur : en Python, les positions commencent à 0 »
def average(values):
    if not values:
        raise ValueError("liste vide")
    total = 0
    for position in range(1, len(values)):
        total += values[position]
    return total / len(values)


# %% wrong average skips-last · « vous oubliez la dernière valeur : `range(n)` s'arrête déjà juste avant n »
def average(values):
    if not values:
        raise ValueError("liste vide")
    total = 0
    for position in range(len(values) - 1):
        total += values[position]
    return total / len(values)


# %% wrong average median · « vous renvoyez la médiane, la valeur du milieu : la moyenne tient compte de la taille de toutes les valeurs »
import statistics


def average(values):
    if not values:
        raise ValueError("liste vide")
    return statistics.median(values)


# %% wrong average midrange · « vous prenez le milieu entre le plus petit et le plus grand : la moyenne tient compte de toutes les valeurs »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return (min(values) + max(values)) / 2


# %% wrong average absolute · « vous perdez le signe des nombres négatifs : ils comptent dans la somme tels qu'ils sont »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return sum(abs(value) for value in values) / len(values)


# %% wrong average rounded-whole · « vous arrondissez le résultat à l'entier : renvoyez-le tel quel, avec ses chiffres après la virgule »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return round(sum(values) / len(values))


# %% wrong average rounded-cents · « vous arrondissez le résultat à deux chiffres : renvoyez-le tel quel, on arrondit quand on affiche »
def average(values):
    if not values:
        raise ValueError("liste vide")
    return round(sum(values) / len(values), 2)


# %% wrong average fixed-list · « votre fonction rend la même moyenne quelle que soit la liste : elle lit une variable du notebook ou un nombre écrit d'avance, au lieu de son argument »
marks = [12, 8, 15]


def average(values):
    if not marks:
        raise ValueError("liste vide")
    return sum(marks) / len(marks)


# %% wrong average zeros-refused · « vous refusez une liste de zéros comme si elle était vide : une liste vide est une liste sans aucune valeur, comptez-les »
def average(values):
    if not any(values):
        raise ValueError("liste vide")
    return sum(values) / len(values)


# %% wrong average empty-forgotten · « vous divisez par zéro quand la liste est vide : traitez ce cas avant de diviser, et dites pourquoi vous refusez »
def average(values):
    return sum(values) / len(values)


# %% wrong average empty-zero · « vous rendez 0 pour une liste vide, comme si 0 était une vraie moyenne : la fonction doit s'arrêter, pas inventer un nombre »
def average(values):
    if not values:
        return 0
    return sum(values) / len(values)


# %% wrong average empty-none · « vous ne renvoyez rien pour une liste vide, et le programme continue sans savoir : il faut l'interrompre »
def average(values):
    if values:
        return sum(values) / len(values)


# %% wrong average empty-nan · « vous laissez passer un `nan` pour une liste vide : la fonction doit s'arrêter avant le calcul »
import math


def average(values):
    if not values:
        return math.nan
    return sum(values) / len(values)


# %% wrong average empty-returned · « vous renvoyez l'erreur comme un résultat ordinaire : le mot qui interrompt la fonction n'est pas `return` »
def average(values):
    if not values:
        return ValueError("liste vide")
    return sum(values) / len(values)


# %% wrong average empty-exception · « vous refusez bien la liste vide, mais avec une `Exception` toute simple : levez l'erreur précise que demande l'énoncé »
def average(values):
    if not values:
        raise Exception("liste vide")
    return sum(values) / len(values)


# %% wrong average empty-assert · « vous refusez la liste vide avec `assert`, qui lève une `AssertionError` : levez vous-même l'erreur que demande l'énoncé »
def average(values):
    assert len(values) > 0, "liste vide"
    return sum(values) / len(values)


# %% wrong average list-emptied · « vous videz la liste reçue en la parcourant : lisez ses valeurs sans les retirer »
def average(values):
    if not values:
        raise ValueError("liste vide")
    count = len(values)
    total = 0
    while values:
        total += values.pop()
    return total / count


# %% wrong average list-sorted · « vous triez la liste reçue, et celui qui appelle la retrouve changée : la moyenne ne dépend pas de l'ordre »
def average(values):
    if not values:
        raise ValueError("liste vide")
    values.sort()
    return sum(values) / len(values)


# %% right standardize broadcasting
import numpy as np


def standardize(x):
    varies = x.max(axis=0) != x.min(axis=0)
    z = np.zeros(x.shape)
    z[:, varies] = (x[:, varies] - x[:, varies].mean(axis=0)) / x[:, varies].std(axis=0)
    return z


# %% right standardize loops
import math

import numpy as np


def standardize(x):
    n, d = x.shape
    result = np.zeros((n, d))
    for j in range(d):
        mean = 0.0
        for i in range(n):
            mean += x[i, j] / n
        variance = 0.0
        for i in range(n):
            variance += (x[i, j] - mean) ** 2 / n
        if max(x[:, j]) != min(x[:, j]):
            for i in range(n):
                result[i, j] = (x[i, j] - mean) / math.sqrt(variance)
    return result


# %% right standardize statistics
import statistics

import numpy as np


def standardize(x):
    columns = []
    for column in x.T.tolist():
        mean, deviation = statistics.fmean(column), statistics.pstdev(column)
        if min(column) == max(column):
            columns.append([0.0 for value in column])
        else:
            columns.append([(value - mean) / deviation for value in column])
    return np.transpose(columns)


# %% right standardize copy-then-columns
import numpy as np


def standardize(x):
    z = np.array(x, dtype=float)
    for j in range(z.shape[1]):
        column = z[:, j]
        if np.all(column == column[0]):
            z[:, j] = 0
        else:
            z[:, j] = (column - column.mean()) / column.std()
    return z


# %% right standardize rows-of-transpose
import numpy as np


def standardize_column(column):
    if len(set(column.tolist())) == 1:
        return np.zeros(len(column))
    centred = column - column.mean()
    return centred / np.sqrt(np.mean(centred**2))


def standardize(x):
    return np.stack([standardize_column(column) for column in x.T], axis=1)


# %% right standardize mean-of-squares
import numpy as np


def standardize(x):
    x = x.astype(float)
    mean = x.mean(axis=0)
    variance = (x**2).mean(axis=0) - mean**2
    variance[np.ptp(x, axis=0) == 0] = 1
    return (x - mean) / np.sqrt(variance) * (np.ptp(x, axis=0) > 0)


# %% right standardize divide-then-mend
import numpy as np


def standardize(x):
    z = (x - x.mean(axis=0)) / x.std(axis=0)  # NumPy warns of 0 / 0: harmless, mended on the next line
    return np.where(x.max(axis=0) == x.min(axis=0), 0.0, z)


# %% wrong standardize whole-array · « vous prenez la moyenne et l'écart-type de tout le tableau : chaque colonne a les siens, regardez `axis` »
import numpy as np


def standardize(x):
    if x.max() == x.min():
        return np.zeros(x.shape)
    return (x - x.mean()) / x.std()


# %% wrong standardize whole-deviation · « vous retirez bien la moyenne de chaque colonne, mais vous divisez par l'écart-type de tout le tableau : chaque colonne a le sien »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 0.0, (x - x.mean(axis=0)) / (x.std() or 1.0))


# %% wrong standardize rows · « vous standardisez chaque ligne : c'est la dimension des lignes qui doit disparaître dans la moyenne, relisez l'exemple sur `axis` »
import numpy as np


def standardize(x):
    constant = x.max(axis=1, keepdims=True) == x.min(axis=1, keepdims=True)
    deviation = np.where(constant, 1.0, x.std(axis=1, keepdims=True))
    return np.where(constant, 0.0, (x - x.mean(axis=1, keepdims=True)) / deviation)


# %% wrong standardize rows-clash · « vous calculez une moyenne par ligne, et NumPy ne peut pas la retirer colonne par colonne : affichez la forme de chaque morceau et relisez l'exemple sur `axis` »
def standardize(x):
    return (x - x.mean(axis=1)) / x.std(axis=1)


# %% wrong standardize sample-deviation · « vous divisez par n - 1 dans l'écart-type : ici c'est celui de la population, que NumPy calcule par défaut (`ddof=0`) »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    deviation = np.where(constant, 1.0, np.sqrt(((x - x.mean(axis=0)) ** 2).sum(axis=0) / max(len(x) - 1, 1)))
    return np.where(constant, 0.0, (x - x.mean(axis=0)) / deviation)


# %% wrong standardize only-centred · « vous retirez la moyenne, et vous vous arrêtez là : l'écart-type de chaque colonne n'est pas encore 1 »
def standardize(x):
    return x - x.mean(axis=0)


# %% wrong standardize not-centred · « vous divisez par l'écart-type sans retirer d'abord la moyenne : vos colonnes ne sont pas centrées sur 0 »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 0.0, x / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize variance · « vous divisez par la variance : il manque la racine carrée qui donne l'écart-type »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 0.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.var(axis=0)))


# %% wrong standardize parentheses · « vous divisez la moyenne au lieu de l'écart à la moyenne : en Python comme sur le papier, la division passe avant la soustraction, regardez vos parenthèses »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 0.0, x - x.mean(axis=0) / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize min-max · « vous ramenez chaque colonne entre 0 et 1 avec son minimum et son maximum : c'est une autre mise à l'échelle, ici on part de la moyenne et de l'écart-type »
import numpy as np


def standardize(x):
    spread = x.max(axis=0) - x.min(axis=0)
    return np.where(spread == 0, 0.0, (x - x.min(axis=0)) / np.where(spread == 0, 1.0, spread))


# %% wrong standardize median · « vous retirez la médiane de chaque colonne : c'est la moyenne qu'il faut retirer »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 0.0, (x - np.median(x, axis=0)) / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize truth-of-an-array · « vous mettez dans un `if` une comparaison qui porte sur toutes les colonnes à la fois : décidez colonne par colonne, ou avec `np.where` »
import numpy as np


def standardize(x):
    if x.max(axis=0) == x.min(axis=0):
        return np.zeros(x.shape)
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong standardize printed · « vous affichez le tableau sans le renvoyer : relisez la différence entre `print` et `return` »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    print(np.where(constant, 0.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0))))


# %% wrong standardize no-return · « vous calculez le tableau sans le renvoyer : la dernière ligne de la fonction doit le rendre à celui qui appelle »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    z = np.where(constant, 0.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize in-place · « vous écrivez dans le tableau reçu, que celui qui appelle retrouve changé : méfiez-vous de `-=`, de `/=` et de `x[:, j] = ...` »
def standardize(x):
    x -= x.mean(axis=0)
    for j in range(x.shape[1]):
        if x[:, j].max() != x[:, j].min():
            x[:, j] /= x[:, j].std()
        else:
            x[:, j] = 0
    return x


# %% wrong standardize constant-forgotten · « vous divisez par zéro quand une colonne ne varie pas : décidez ce que vous faites d'une colonne constante avant de diviser »
import numpy as np


def standardize(x):
    with np.errstate(invalid="ignore"):
        return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong standardize zero-deviation · « vous comptez sur un écart-type exactement nul pour reconnaître une colonne constante, mais celui de sept fois 0.1 vaut environ 1.4e-17 : comparez plutôt les valeurs elles-mêmes »
import numpy as np


def standardize(x):
    deviation = x.std(axis=0)
    deviation[deviation == 0] = 1
    return (x - x.mean(axis=0)) / deviation


# %% wrong standardize constant-ones · « vous donnez la valeur 1 aux colonnes constantes : toutes leurs valeurs sont à la moyenne, donc à zéro écart-type d'elle »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, 1.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize constant-kept · « vous laissez les colonnes constantes telles quelles : elles doivent donner des zéros »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.where(constant, x, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0)))


# %% wrong standardize all-zeros · « vous rendez un tableau de zéros dès qu'une colonne est constante : les autres colonnes doivent être standardisées comme d'habitude »
import numpy as np


def standardize(x):
    if np.any(x.max(axis=0) == x.min(axis=0)):
        return np.zeros(x.shape)
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong standardize constant-removed · « vous retirez les colonnes constantes : le résultat doit garder la forme du tableau reçu »
def standardize(x):
    x = x[:, x.max(axis=0) != x.min(axis=0)]
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong standardize integer-result · « vous rangez le résultat dans un tableau d'entiers, qui coupe tout ce qui suit la virgule : regardez le `dtype` du tableau que vous remplissez »
import numpy as np


def standardize(x):
    z = np.zeros_like(x)
    for j in range(x.shape[1]):
        if x[:, j].max() != x[:, j].min():
            z[:, j] = (x[:, j] - x[:, j].mean()) / x[:, j].std()
    return z


# %% wrong standardize rounded · « vous arrondissez le résultat : renvoyez-le tel quel, on arrondit quand on affiche »
import numpy as np


def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    return np.round(np.where(constant, 0.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0))), 2)


# %% wrong standardize epsilon · « vous ajoutez un petit nombre au dénominateur : pour une colonne de valeurs minuscules, c'est lui qui décide, et l'écart-type n'est plus 1 »
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)


# %% wrong standardize threshold · « vous traitez comme constante une colonne dont l'écart-type est petit : petit n'est pas nul, comparez le maximum et le minimum »
import numpy as np


def standardize(x):
    constant = x.std(axis=0) < 1e-10
    return np.where(constant, 0.0, (x - x.mean(axis=0)) / np.where(constant, 1.0, x.std(axis=0)))


# %% right execution_order dictionary
predictions = {"order": "c", "restart": "b", "seed": "d"}

# %% right execution_order one-by-one
predictions = {}
predictions["seed"] = "d"
predictions["order"] = "c"
predictions["restart"] = "b"

# %% right execution_order keywords
predictions = dict(order="c", restart="b", seed="d")

# %% wrong execution_order page-order · « vous exécutez de haut en bas, A puis B puis C : la question donne un autre ordre, refaites-la avec lui »
predictions = {"order": "a", "restart": "b", "seed": "d"}

# %% wrong execution_order last-forgotten · « vous oubliez une des trois exécutions : notez la valeur de x après chacune »
predictions = {"order": "b", "restart": "b", "seed": "d"}

# %% wrong execution_order order-forbidden · « vous pensez que Python refuse un ordre différent de celui de la page : il exécute ce qu'on lui envoie, et x existe dès que A est passée »
predictions = {"order": "d", "restart": "b", "seed": "d"}

# %% wrong execution_order memory-survives · « vous pensez que le noyau se souvient après un redémarrage : revoyez le dessin 4 de la section 3 »
predictions = {"order": "c", "restart": "a", "seed": "d"}

# %% wrong execution_order zero-by-default · « vous donnez 0 à une variable que personne n'a créée : en Python, un nom inconnu n'a pas de valeur du tout »
predictions = {"order": "c", "restart": "c", "seed": "d"}

# %% wrong execution_order deleted-replayed · « vous pensez que Jupyter rejoue une cellule supprimée : il n'exécute que celles qui sont sur la page »
predictions = {"order": "c", "restart": "d", "seed": "d"}

# %% wrong execution_order seed-ignored · « vous oubliez la graine : deux générateurs construits avec la même tirent la même suite »
predictions = {"order": "c", "restart": "b", "seed": "a"}

# %% wrong execution_order seed-frozen · « vous pensez que la graine fige tous les tirages : un générateur avance, et `w` est le second tirage de `first` »
predictions = {"order": "c", "restart": "b", "seed": "b"}

# %% wrong execution_order seed-rewinds · « vous pensez qu'un générateur revient au début à chaque tirage : comparez plutôt les premiers tirages de deux générateurs neufs »
predictions = {"order": "c", "restart": "b", "seed": "c"}
