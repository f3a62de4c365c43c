# %% right neuron dot
import numpy as np


def neuron(x, w, b):
    return np.dot(x, w) + b


# %% right neuron loop
def neuron(x, w, b):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
    return z


# %% right neuron sum-of-products
def neuron(x, w, b):
    return (w * x).sum() + b


# %% right neuron zip-floats
def neuron(x, w, b):
    return sum(float(weight) * float(value) for weight, value in zip(w, x)) + float(b)


# %% right neuron extended-vector
import numpy as np


def neuron(x, w, b):
    return np.append(w, b) @ np.append(x, 1.0)


# %% wrong neuron bias-per-input · « vous ajoutez le biais une fois par entrée : un neurone n'a qu'un biais, ajouté une seule fois après la somme »
def neuron(x, w, b):
    return (w * x + b).sum()


# %% wrong neuron bias-forgotten · « vous vous arrêtez à la somme pondérée : il manque le biais »
def neuron(x, w, b):
    return (w * x).sum()


# %% wrong neuron bias-twice · « vous ajoutez le biais deux fois : cherchez les deux endroits où `b` apparaît »
def neuron(x, w, b):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
    return z + b


# %% wrong neuron bias-subtracted · « vous retirez le biais : dans la formule, il s'ajoute »
def neuron(x, w, b):
    return (w * x).sum() - b


# %% wrong neuron relu-applied · « vous remplacez les valeurs négatives par 0, comme le fait ReLU : on demande la pré-activation z, avant toute activation »
def neuron(x, w, b):
    return max(0.0, (w * x).sum() + b)


# %% wrong neuron step-applied · « vous renvoyez la décision, 0 ou 1 : on demande le nombre z dont elle dépend »
def neuron(x, w, b):
    return 1 if (w * x).sum() + b >= 0 else 0


# %% wrong neuron sigmoid-applied · « vous appliquez une sigmoïde : on demande la pré-activation z, avant toute activation »
import numpy as np


def neuron(x, w, b):
    return 1 / (1 + np.exp(-((w * x).sum() + b)))


# %% wrong neuron weighted-mean · « vous divisez par la somme des poids, comme pour une moyenne : un neurone ne divise par rien, et la somme de ses poids est quelconque »
def neuron(x, w, b):
    return (w * x).sum() / w.sum() + b


# %% wrong neuron mean · « vous faites la moyenne des produits : un neurone fait leur somme, sans diviser par leur nombre »
def neuron(x, w, b):
    return (w * x).mean() + b


# %% wrong neuron not-summed · « vous renvoyez un tableau : les produits sont là, il reste à les additionner avant d'ajouter le biais »
def neuron(x, w, b):
    return w * x + b


# %% wrong neuron array-of-one · « vous renvoyez un tableau qui contient le bon nombre : renvoyez le nombre lui-même »
import numpy as np


def neuron(x, w, b):
    return np.array([(w * x).sum() + b])


# %% wrong neuron array-of-one-row · « vous renvoyez un tableau d'une ligne et d'une colonne, où se trouve le bon nombre : renvoyez le nombre lui-même »
def neuron(x, w, b):
    return x.reshape(1, -1) @ w.reshape(-1, 1) + b


# %% wrong neuron added-not-multiplied · « vous additionnez les poids et les entrées : chaque poids multiplie son entrée »
def neuron(x, w, b):
    return (w + x).sum() + b


# %% wrong neuron products-multiplied · « vous multipliez les produits entre eux : il faut les additionner »
def neuron(x, w, b):
    z = 1.0
    for i in range(len(x)):
        z *= w[i] * x[i]
    return z + b


# %% wrong neuron bias-multiplies · « vous multipliez toute la somme par le biais, ou vous mettez le biais dans la parenthèse d'un produit : il s'ajoute, tout à la fin »
def neuron(x, w, b):
    return (w * x).sum() * b


# %% wrong neuron last-skipped · « vous oubliez la dernière entrée : `range(n)` s'arrête déjà juste avant n »
def neuron(x, w, b):
    z = b
    for i in range(len(x) - 1):
        z += w[i] * x[i]
    return z


# %% wrong neuron total-replaced · « vous ne gardez que le dernier produit : à chaque tour, il doit s'ajouter au total au lieu de le remplacer »
def neuron(x, w, b):
    z = 0.0
    for i in range(len(x)):
        z = w[i] * x[i]
    return z + b


# %% wrong neuron return-in-loop · « vous quittez la boucle dès le premier tour : regardez de combien de crans le `return` est décalé »
def neuron(x, w, b):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
        return z


# %% wrong neuron rounded · « vous arrondissez le résultat : renvoyez-le tel quel, on arrondit quand on affiche »
def neuron(x, w, b):
    return round(float((w * x).sum() + b), 1)


# %% wrong neuron printed · « vous affichez z sans le renvoyer : relisez, au chapitre 00, la différence entre `print` et `return` »
def neuron(x, w, b):
    print((w * x).sum() + b)


# %% wrong neuron no-return · « vous calculez z sans le renvoyer : la dernière ligne doit le rendre à celui qui appelle »
def neuron(x, w, b):
    z = (w * x).sum() + b


# %% wrong neuron weights-changed · « votre résultat est juste, mais vous écrivez les produits dans le tableau `w`, que celui qui appelle retrouve changé : méfiez-vous de `*=` »
def neuron(x, w, b):
    w *= x
    return w.sum() + b


# %% right perceptron_fit vector-updates
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(epochs):
        for i in range(len(X)):
            z = np.dot(w, X[i]) + b
            error = y[i] - (1 if z >= 0 else 0)
            w += lr * error * X[i]
            b += lr * error
    return w, b


# %% right perceptron_fit plain-loops
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    n, d = X.shape
    w = [0.0] * d
    b = 0.0
    for _ in range(epochs):
        for i in range(n):
            z = b
            for j in range(d):
                z += w[j] * X[i, j]
            guess = int(z >= 0)
            if guess != y[i]:
                for j in range(d):
                    w[j] += lr * (y[i] - guess) * X[i, j]
                b += lr * (y[i] - guess)
    return np.array(w), b


# %% right perceptron_fit stops-when-done
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        mistakes = 0
        for row, target in zip(X, y):
            if row @ w + b >= 0:
                guess = 1
            else:
                guess = 0
            if guess == target:
                continue
            mistakes += 1
            step = lr if target == 1 else -lr
            w = w + step * row
            b = b + step
        if mistakes == 0:
            break
    return w, b


# %% right perceptron_fit bias-as-weight
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    extended = np.column_stack([X, np.ones(len(X))])
    weights = np.zeros(extended.shape[1])
    for _ in range(epochs):
        for row, target in zip(extended, y):
            weights = weights + lr * (target - np.heaviside(row @ weights, 1.0)) * row
    return weights[:-1], weights[-1]


# %% right perceptron_fit unit-rate
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = int(target) - int(row @ w + b >= 0)  # the rate scales w and b alike: it can wait for the end
            w = w + error * row
            b = b + error
    return lr * w, lr * b


# %% wrong perceptron_fit sign-reversed · « vous corrigez dans le mauvais sens : quand il fallait 1, les poids doivent se rapprocher de l'exemple ; regardez l'ordre de la soustraction »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = (1 if row @ w + b >= 0 else 0) - target
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit bias-never-updated · « vous ne corrigez jamais le biais : il a sa propre ligne dans la règle »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
    return w, b


# %% wrong perceptron_fit bias-ignored-in-z · « vous corrigez bien le biais, mais vous l'oubliez dans z : la réponse du neurone en dépend »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit strict-threshold · « vous répondez 0 quand z vaut exactement 0 : la règle de ce chapitre répond 1, regardez votre comparaison »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b > 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit threshold-half · « vous comparez z à 0.5 : le seuil est 0, et c'est le biais qui apprend à le déplacer »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0.5 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit no-threshold · « vous comparez y à z lui-même : il manque la marche, qui transforme z en une réponse 0 ou 1 »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (row @ w + b)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit one-epoch · « votre résultat est celui d'une seule époque : ou bien vous n'utilisez pas `epochs`, ou bien vous remettez les poids à zéro au début de chaque époque, au lieu de continuer »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit return-in-epoch-loop · « vous renvoyez le résultat à la fin de la première époque : regardez de combien de crans le `return` est décalé, et ce que rend la fonction quand il n'y a aucune époque »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
        return w, b


# %% wrong perceptron_fit return-in-example-loop · « vous renvoyez le résultat après le premier exemple : regardez de combien de crans le `return` est décalé »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
            return w, b
    return w, b


# %% wrong perceptron_fit batch-update · « vous calculez toutes les réponses avant de corriger : ici, chaque correction se fait tout de suite, et l'exemple suivant en profite »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - np.where(X @ w + b >= 0, 1, 0)
        w = w + lr * errors @ X
        b = b + lr * errors.sum()
    return w, b


# %% wrong perceptron_fit only-missing-ones · « vous ne corrigez que les exemples de classe 1 : quand il fallait 0 et que le neurone répond 1, il se trompe aussi »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            if target == 1 and row @ w + b < 0:
                w = w + lr * row
                b = b + lr
    return w, b


# %% wrong perceptron_fit only-missing-zeros · « vous ne corrigez que les exemples de classe 0 : quand il fallait 1 et que le neurone répond 0, il se trompe aussi »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            if target == 0 and row @ w + b >= 0:
                w = w - lr * row
                b = b - lr
    return w, b


# %% wrong perceptron_fit minus-one-labels · « vous utilisez la règle pour des étiquettes −1 et +1 : ici y vaut 0 ou 1, et multiplier par y = 0 efface la correction »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            if target * (row @ w + b) <= 0:
                w = w + lr * target * row
                b = b + lr * target
    return w, b


# %% wrong perceptron_fit target-added · « vous corrigez avec y seul, même quand la réponse est déjà juste : c'est la différence y - ŷ qui décide »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            w = w + lr * target * row
            b = b + lr * target
    return w, b


# %% wrong perceptron_fit input-forgotten · « vous ajoutez la même correction à tous les poids : celle d'un poids est proportionnelle à son entrée »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit bias-corrected-twice · « vous corrigez le biais deux fois pour chaque erreur : cherchez les deux endroits où `b` change »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit bias-without-rate · « vous oubliez le taux d'apprentissage dans la correction du biais : poids et biais se corrigent au même rythme »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + error
    return w, b


# %% wrong perceptron_fit starts-at-one · « vous partez de poids égaux à 1 : partez de zéro »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.ones(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit random-start · « vous partez de poids tirés au hasard : ce sera utile plus tard, mais ici l'énoncé demande de partir de zéro »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.random.default_rng(0).normal(size=X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit weight-per-example · « vous préparez un poids par exemple : il en faut un par entrée, donc par colonne de `X` »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(len(X)), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit integer-weights · « vous rangez les poids dans un tableau d'entiers, où une correction à virgule ne peut pas s'écrire : regardez le `dtype` de vos zéros »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1], dtype=int), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w += lr * error * row
            b += lr * error
    return w, b


# %% wrong perceptron_fit last-example-skipped · « vous ne voyez jamais le dernier exemple : `range(n)` s'arrête déjà juste avant n »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for i in range(len(X) - 1):
            error = y[i] - (1 if X[i] @ w + b >= 0 else 0)
            w = w + lr * error * X[i]
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit stops-at-first-success · « vous vous arrêtez dès qu'un exemple est bien classé : il faut une époque entière sans erreur pour s'arrêter »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            if error == 0:
                return w, b
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit reversed-order · « vous prenez les exemples en partant du dernier : suivez l'ordre des lignes »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X[::-1], y[::-1]):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit loops-swapped · « vous faites toutes les époques sur le premier exemple avant de passer au suivant : une époque est un passage sur tous les exemples, échangez les deux boucles »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for row, target in zip(X, y):
        for _ in range(epochs):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w, b


# %% wrong perceptron_fit only-weights · « vous ne renvoyez que les poids : l'énoncé demande le couple `(w, b)` »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return w


# %% wrong perceptron_fit swapped · « vous renvoyez le biais avant les poids : l'énoncé demande `(w, b)`, dans cet ordre »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error
    return b, w


# %% wrong perceptron_fit no-return · « vous apprenez les poids sans les renvoyer : la dernière ligne doit rendre `(w, b)` à celui qui appelle »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            w = w + lr * error * row
            b = b + lr * error


# %% wrong perceptron_fit inputs-scaled · « vous écrivez dans les lignes de `X` : `row *= ...` change le tableau reçu, et l'époque suivante apprend sur des exemples abîmés »
import numpy as np


def perceptron_fit(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for row, target in zip(X, y):
            error = target - (1 if row @ w + b >= 0 else 0)
            row *= lr
            w = w + error * row
            b = b + lr * error
    return w, b


# %% right xor_network or-nand-and
import numpy as np


def step(z):
    return (z >= 0).astype(int)


def xor_network(X):
    h1 = step(X[:, 0] + X[:, 1] - 0.5)
    h2 = step(-X[:, 0] - X[:, 1] + 1.5)
    return step(h1 + h2 - 1.5)


# %% right xor_network one-without-the-other
import numpy as np


def xor_network(X):
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    h = (X @ W1 - 0.5 >= 0).astype(int)
    return (h.sum(axis=1) - 0.5 >= 0).astype(int)


# %% right xor_network relu
import numpy as np


def xor_network(X):
    total = X.sum(axis=1)
    h = np.maximum(np.column_stack([total, total - 1]), 0)
    return (h @ np.array([1, -2]) >= 0.5).astype(int)


# %% right xor_network loops
import numpy as np


def xor_network(X):
    answers = []
    for a, b in X:
        at_least_one = 1 if 2 * a + 2 * b - 1 >= 0 else 0
        both = 1 if 2 * a + 2 * b - 3 >= 0 else 0
        answers.append(1 if at_least_one - 2 * both - 0.5 >= 0 else 0)
    return np.array(answers, dtype=int)


# %% right xor_network sigmoid
import numpy as np


def xor_network(X):
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    h = sigmoid(X @ np.array([[40.0, -40.0], [40.0, -40.0]]) + np.array([-20.0, 60.0]))
    return np.rint(sigmoid(h @ np.array([40.0, 40.0]) - 60)).astype(int)


# %% right xor_network list-of-integers
def xor_network(X):
    answers = []
    for x1, x2 in X.tolist():
        h1 = int(x1 + x2 >= 0.5)
        h2 = int(x1 + x2 <= 1.5)
        answers.append(int(h1 + h2 >= 2))
    return answers


# %% wrong xor_network or-alone · « vous calculez OU : (1, 1) doit répondre 0, il manque l'unité qui l'écarte »
import numpy as np


def xor_network(X):
    return np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)


# %% wrong xor_network and-alone · « vous calculez ET : regardez les deux lignes du milieu, qui doivent répondre 1 »
import numpy as np


def xor_network(X):
    return np.where(X[:, 0] + X[:, 1] - 1.5 >= 0, 1, 0)


# %% wrong xor_network nand-alone · « vous calculez NON-ET : (0, 0) doit répondre 0, il manque l'unité qui l'écarte »
import numpy as np


def xor_network(X):
    return np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)


# %% wrong xor_network single-unit · « vous utilisez une seule unité, et une seule droite ne sépare pas ces quatre points, quels que soient ses poids : il faut une couche cachée »
import numpy as np


def xor_network(X):
    return np.where(X @ np.array([1.0, -1.0]) - 0.5 >= 0, 1, 0)


# %% wrong xor_network inverted · « vous répondez l'inverse de XOR : regardez le signe de votre dernière unité, ou celui d'une unité cachée »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return np.where(-h1 - h2 + 1.5 >= 0, 1, 0)


# %% wrong xor_network or-of-or-and-nand · « vous combinez OU et NON-ET avec un OU, qui est toujours vrai ici : la dernière unité doit exiger les deux à la fois »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return np.where(h1 + h2 - 0.5 >= 0, 1, 0)


# %% wrong xor_network hidden-linear · « vous n'appliquez pas d'activation à la couche cachée : sans elle, le plan ne se replie pas et vos deux couches n'en font qu'une »
import numpy as np


def xor_network(X):
    h1 = X[:, 0] + X[:, 1] - 0.5
    h2 = -X[:, 0] - X[:, 1] + 1.5
    return np.where(h1 + h2 - 1.5 >= 0, 1, 0)


# %% wrong xor_network output-not-thresholded · « vous renvoyez la pré-activation de la dernière unité : il lui manque la marche, qui en fait un 0 ou un 1 »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return h1 + h2 - 1.5


# %% wrong xor_network hidden-returned · « vous renvoyez la couche cachée, un tableau à deux colonnes : il manque la troisième unité, qui les combine »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return np.column_stack([h1, h2])


# %% wrong xor_network column · « vous renvoyez une colonne, de forme (n, 1) : le résultat attendu a la forme (n,) »
import numpy as np


def xor_network(X):
    h = np.where(X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([-0.5, 1.5]) >= 0, 1, 0)
    return np.where(h @ np.array([[1.0], [1.0]]) - 1.5 >= 0, 1, 0)


# %% wrong xor_network booleans · « vous renvoyez des booléens, `True` et `False` : l'énoncé demande des entiers »
import numpy as np


def xor_network(X):
    h = np.where(X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([-0.5, 1.5]) >= 0, 1, 0)
    return h.sum(axis=1) >= 1.5


# %% wrong xor_network floats · « vous renvoyez des nombres à virgule, `0.0` et `1.0` : l'énoncé demande des entiers »
import numpy as np


def xor_network(X):
    h = np.where(X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([-0.5, 1.5]) >= 0, 1, 0)
    return np.where(h.sum(axis=1) >= 1.5, 1.0, 0.0)


# %% wrong xor_network first-row-only · « vous ne regardez que la première ligne : `X[0]` est un exemple, la première colonne s'écrit `X[:, 0]` »
import numpy as np


def xor_network(X):
    a, b = X[0]
    h1 = 1 if a + b - 0.5 >= 0 else 0
    h2 = 1 if -a - b + 1.5 >= 0 else 0
    return np.array([1 if h1 + h2 - 1.5 >= 0 else 0])


# %% wrong xor_network rows-for-columns · « vous prenez les deux premières lignes pour les deux entrées : `X[0]` est un exemple, la première colonne s'écrit `X[:, 0]` »
import numpy as np


def xor_network(X):
    a, b = X[0], X[1]
    h1 = np.where(a + b - 0.5 >= 0, 1, 0)
    h2 = np.where(-a - b + 1.5 >= 0, 1, 0)
    return np.where(h1 + h2 - 1.5 >= 0, 1, 0)


# %% wrong xor_network fixed-list · « vous récitez les quatre réponses de la table sans regarder `X` : le nombre de lignes et leur ordre peuvent changer »
import numpy as np


def xor_network(X):
    return np.array([0, 1, 1, 0])


# %% wrong xor_network dictionary · « vous récitez une table de réponses, qui ne connaît que les quatre coins exacts : un réseau répond aussi tout autour »
import numpy as np


def xor_network(X):
    table = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}
    return np.array([table[tuple(row)] for row in X.tolist()])


# %% wrong xor_network if-table · « vous récitez une table de réponses : votre `if` teste des égalités exactes, et un point à côté d'un coin n'y est pas »
import numpy as np


def xor_network(X):
    answers = []
    for a, b in X:
        if (a == 0 and b == 1) or (a == 1 and b == 0):
            answers.append(1)
        else:
            answers.append(0)
    return np.array(answers)


# %% wrong xor_network not-equal · « vous comparez les deux entrées avec `!=` : c'est la définition de XOR sur les coins, mais ce n'est pas un réseau, et 0.1 n'est pas égal à 0.05 »
import numpy as np


def xor_network(X):
    return (X[:, 0] != X[:, 1]).astype(int)


# %% wrong xor_network logical-xor · « vous laissez `logical_xor` répondre à la place du réseau : pour cette fonction, tout nombre non nul est vrai, même 0.1 »
import numpy as np


def xor_network(X):
    return np.logical_xor(X[:, 0], X[:, 1]).astype(int)


# %% wrong xor_network cast-then-xor · « vous convertissez les entrées en entiers avant de répondre : 0.9 devient 0, et un réseau ne fait rien de tel »
import numpy as np


def xor_network(X):
    a, b = X[:, 0].astype(int), X[:, 1].astype(int)
    return np.abs(a - b) % 2


# %% wrong xor_network sum-equals-one · « vous testez si la somme vaut exactement 1 : c'est vrai aux coins, mais une unité sépare deux côtés, elle ne reconnaît pas une valeur exacte »
import numpy as np


def xor_network(X):
    return (X.sum(axis=1) == 1).astype(int)


# %% wrong xor_network line-through-corners · « vous faites passer les droites exactement par des coins : tout juste sur le coin, la réponse bascule juste à côté, alors écartez-les »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 1 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return np.where(h1 + h2 - 2 >= 0, 1, 0)


# %% wrong xor_network or-line-too-near · « vous faites passer la droite de OU trop près de (0, 0) : cherchez à quelle valeur de x₁ + x₂ elle passe, et quelles sommes on rencontre autour de ce coin »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.1 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.5 >= 0, 1, 0)
    return np.where(h1 + h2 - 1.5 >= 0, 1, 0)


# %% wrong xor_network nand-line-too-near · « vous faites passer la droite de NON-ET trop près de (1, 1) : cherchez à quelle valeur de x₁ + x₂ elle passe, et quelles sommes on rencontre autour de ce coin »
import numpy as np


def xor_network(X):
    h1 = np.where(X[:, 0] + X[:, 1] - 0.5 >= 0, 1, 0)
    h2 = np.where(-X[:, 0] - X[:, 1] + 1.9 >= 0, 1, 0)
    return np.where(h1 + h2 - 1.5 >= 0, 1, 0)


# %% wrong xor_network rounds-in-place · « vos réponses sont justes, mais vous arrondissez `X` sur place, et celui qui appelle le retrouve changé »
import numpy as np


def xor_network(X):
    X[:] = np.rint(X)
    h = np.where(X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([-0.5, 1.5]) >= 0, 1, 0)
    return np.where(h.sum(axis=1) >= 1.5, 1, 0)


# %% right dense matmul
def dense(X, W, b, activation):
    z = X @ W + b
    if activation is None:
        return z
    return activation(z)


# %% right dense loops
import numpy as np


def dense(X, W, b, activation):
    n, d = X.shape
    units = W.shape[1]
    output = np.zeros((n, units))
    for i in range(n):
        for j in range(units):
            z = b[j]
            for k in range(d):
                z += X[i, k] * W[k, j]
            output[i, j] = z if activation is None else activation(z)
    return output


# %% right dense unit-by-unit
import numpy as np


def dense(X, W, b, activation):
    apply = activation or (lambda z: z)
    return np.stack([apply(X @ weights + shift) for weights, shift in zip(W.T, b)], axis=1)


# %% right dense row-by-row
import numpy as np


def dense(X, W, b, activation):
    rows = []
    for x in X:
        z = W.T @ x + b
        rows.append(z if activation is None else activation(z))
    return np.array(rows)


# %% right dense einsum
import numpy as np


def dense(X, W, b, activation):
    z = np.einsum("nd,du->nu", X, W) + b[np.newaxis, :]
    return z if activation is None else activation(z)


# %% wrong dense transposed · « vous multipliez par `W.T` : ici `W` a déjà la forme `(d, units)`, écrivez la forme de chaque facteur »
def dense(X, W, b, activation):
    z = X @ W.T + b
    return z if activation is None else activation(z)


# %% wrong dense product-swapped · « vous multipliez `W` par `X` : le produit de matrices dépend de l'ordre, et ce sont les deux d qui doivent se toucher »
def dense(X, W, b, activation):
    z = W @ X + b
    return z if activation is None else activation(z)


# %% wrong dense elementwise · « vous utilisez `*`, qui multiplie case par case : le produit de matrices s'écrit `@` »
def dense(X, W, b, activation):
    z = X * W + b
    return z if activation is None else activation(z)


# %% wrong dense output-transposed · « vous renvoyez le résultat couché : une ligne par exemple, une colonne par unité »
def dense(X, W, b, activation):
    z = X @ W + b
    return (z if activation is None else activation(z)).T


# %% wrong dense bias-forgotten · « vous oubliez le biais : chaque unité a le sien »
def dense(X, W, b, activation):
    z = X @ W
    return z if activation is None else activation(z)


# %% wrong dense bias-first-only · « vous donnez à toutes les unités le biais de la première : chaque unité a le sien, `b` en contient un par colonne »
def dense(X, W, b, activation):
    z = X @ W + b[0]
    return z if activation is None else activation(z)


# %% wrong dense bias-summed · « vous ajoutez à toutes les unités la somme des biais : chaque unité ne reçoit que le sien »
def dense(X, W, b, activation):
    z = X @ W + b.sum()
    return z if activation is None else activation(z)


# %% wrong dense bias-twice · « vous ajoutez le biais deux fois : cherchez les deux endroits où `b` apparaît »
def dense(X, W, b, activation):
    z = X @ W + b
    z = z + b
    return z if activation is None else activation(z)


# %% wrong dense bias-per-input · « vous ajoutez le biais une fois par entrée : il doit être hors de la boucle sur les entrées »
import numpy as np


def dense(X, W, b, activation):
    output = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            for k in range(X.shape[1]):
                output[i, j] += X[i, k] * W[k, j] + b[j]
    return output if activation is None else activation(output)


# %% wrong dense bias-per-example · « vous ajoutez un biais par ligne, donc par exemple : les biais vont avec les unités, donc avec les colonnes »
def dense(X, W, b, activation):
    z = (X @ W).T
    for i in range(len(b)):
        z[:, i % z.shape[1]] += b[i]
    z = z.T
    return z if activation is None else activation(z)


# %% wrong dense bias-after-activation · « vous ajoutez le biais après l'activation : il fait partie de la pré-activation »
def dense(X, W, b, activation):
    z = X @ W
    return z + b if activation is None else activation(z) + b


# %% wrong dense activation-forgotten · « vous n'appliquez jamais l'activation : quand ce n'est pas `None`, c'est une fonction à appeler »
def dense(X, W, b, activation):
    return X @ W + b


# %% wrong dense activation-twice · « vous appliquez l'activation deux fois : une seule suffit, à la toute fin »
def dense(X, W, b, activation):
    if activation is None:
        return X @ W + b
    return activation(activation(X @ W + b))


# %% wrong dense activation-on-inputs · « vous appliquez l'activation aux entrées : elle agit sur la pré-activation, à la sortie de la couche »
def dense(X, W, b, activation):
    return (X if activation is None else activation(X)) @ W + b


# %% wrong dense always-relu · « vous appliquez toujours ReLU, quelle que soit l'activation reçue : c'est l'argument qui décide, et `None` veut dire aucune »
import numpy as np


def dense(X, W, b, activation):
    return np.maximum(X @ W + b, 0.0)


# %% wrong dense always-tanh · « vous appliquez `tanh` quelle que soit l'activation reçue : appelez la fonction donnée en argument »
import numpy as np


def dense(X, W, b, activation):
    return X @ W + b if activation is None else np.tanh(X @ W + b)


# %% wrong dense bias-changed · « vous ajoutez dans `b` lui-même : à la ligne suivante il n'est plus le biais, et celui qui appelle le retrouve changé ; construisez un nouveau tableau »
import numpy as np


def dense(X, W, b, activation):
    rows = []
    for x in X:
        b += x @ W
        rows.append(b.copy())
    z = np.array(rows)
    return z if activation is None else activation(z)


# %% wrong dense none-called · « vous appelez l'activation sans regarder si elle vaut `None` : ce n'est pas une fonction, traitez ce cas à part »
def dense(X, W, b, activation):
    return activation(X @ W + b)


# %% wrong dense none-gives-nothing · « vous ne renvoyez rien quand l'activation est `None` : dans ce cas, renvoyez la pré-activation »
def dense(X, W, b, activation):
    if activation is not None:
        return activation(X @ W + b)


# %% wrong dense first-example-only · « vous ne traitez que le premier exemple : il faut une ligne de résultat par ligne de `X` »
def dense(X, W, b, activation):
    z = X[0] @ W + b
    return z if activation is None else activation(z)


# %% wrong dense batch-summed · « vous additionnez tous les exemples du lot : chaque exemple a sa ligne dans le résultat »
def dense(X, W, b, activation):
    z = (X @ W).sum(axis=0) + b
    return z if activation is None else activation(z)


# %% wrong dense units-summed · « vous additionnez les réponses de toutes les unités : chaque unité a sa colonne dans le résultat »
def dense(X, W, b, activation):
    z = (X @ W + b).sum(axis=1)
    return z if activation is None else activation(z)


# %% wrong dense flattened · « vous aplatissez le résultat, ou `squeeze` retire une dimension de taille 1 : il garde deux dimensions, même pour un seul exemple ou une seule unité »
import numpy as np


def dense(X, W, b, activation):
    z = np.squeeze(X @ W + b)
    return z if activation is None else activation(z)


# %% wrong dense integer-output · « vous rangez le résultat dans un tableau d'entiers, qui coupe tout ce qui suit la virgule : regardez le `dtype` du tableau que vous remplissez »
import numpy as np


def dense(X, W, b, activation):
    output = np.zeros((X.shape[0], W.shape[1]), dtype=int)
    output[:] = X @ W + b if activation is None else activation(X @ W + b)
    return output


# %% wrong dense no-return · « vous calculez la sortie sans la renvoyer : la dernière ligne doit la rendre à celui qui appelle »
def dense(X, W, b, activation):
    z = X @ W + b
    if activation is not None:
        z = activation(z)


# %% wrong dense bias-aliased · « vous écrivez `z = b`, puis `z += ...` : les deux noms désignent le même tableau, donc le biais change à chaque exemple, chez vous et chez celui qui appelle »
import numpy as np


def dense(X, W, b, activation):
    rows = []
    for x in X:
        z = b
        z += x @ W
        rows.append(z if activation is None else activation(z))
    return np.array(rows)


# %% right count_parameters zip
def count_parameters(layer_sizes):
    total = 0
    for a, b in zip(layer_sizes[:-1], layer_sizes[1:]):
        total += a * b + b
    return total


# %% right count_parameters positions
def count_parameters(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        weights = layer_sizes[i - 1] * layer_sizes[i]
        biases = layer_sizes[i]
        total = total + weights + biases
    return total


# %% right count_parameters weights-then-biases
def count_parameters(layer_sizes):
    weights = sum(layer_sizes[i] * layer_sizes[i + 1] for i in range(len(layer_sizes) - 1))
    return weights + sum(layer_sizes[1:])


# %% right count_parameters arrays
import numpy as np


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes)
    return ((sizes[:-1] + 1) * sizes[1:]).sum()


# %% right count_parameters recursive
def count_parameters(layer_sizes):
    if len(layer_sizes) == 1:
        return 0
    return (layer_sizes[0] + 1) * layer_sizes[1] + count_parameters(layer_sizes[1:])


# %% wrong count_parameters without-biases · « vous ne comptez que les poids : chaque unité qui calcule a aussi un biais »
def count_parameters(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters one-bias-per-layer · « vous comptez un biais par couche : il y en a un par unité »
def count_parameters(layer_sizes):
    return sum(a * b + 1 for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters biases-of-the-inputs · « vous comptez aussi un biais par entrée : les entrées ne calculent rien, elles n'en ont pas »
def count_parameters(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:])) + sum(layer_sizes)


# %% wrong count_parameters biases-of-the-start · « vous comptez les biais du départ de chaque couche : ils appartiennent aux unités d'arrivée »
def count_parameters(layer_sizes):
    return sum(a * b + a for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters last-bias-forgotten · « vous oubliez les biais de la couche de sortie : ses unités calculent aussi »
def count_parameters(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:])) + sum(layer_sizes[1:-1])


# %% wrong count_parameters bias-per-weight · « vous ajoutez un biais à chaque poids : il y en a un par unité »
def count_parameters(layer_sizes):
    return sum(2 * a * b for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters units-counted · « vous additionnez les tailles : vous comptez les unités, pas les flèches qui les relient »
def count_parameters(layer_sizes):
    return sum(layer_sizes)


# %% wrong count_parameters everything-multiplied · « vous multipliez toutes les tailles entre elles : chaque couche n'est reliée qu'à la précédente, ce sont les comptes de chaque paire qui s'additionnent »
def count_parameters(layer_sizes):
    total = 1
    for size in layer_sizes:
        total *= size
    return total


# %% wrong count_parameters all-pairs · « vous reliez chaque couche à toutes les suivantes : elle n'est reliée qu'à sa voisine »
def count_parameters(layer_sizes):
    total = sum(layer_sizes[1:])
    for i in range(len(layer_sizes)):
        for j in range(i + 1, len(layer_sizes)):
            total += layer_sizes[i] * layer_sizes[j]
    return total


# %% wrong count_parameters last-layer-skipped · « vous oubliez la dernière couche : vérifiez où s'arrête votre boucle »
def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 2):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


# %% wrong count_parameters first-layer-skipped · « vous oubliez la première couche de poids : les entrées comptent dans `layer_sizes`, et des flèches en partent »
def count_parameters(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


# %% wrong count_parameters first-layer-only · « vous quittez la boucle dès la première couche : regardez de combien de crans le `return` est décalé »
def count_parameters(layer_sizes):
    total = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + b
        return total
    return total


# %% wrong count_parameters out-of-range · « vous allez une position trop loin dans la liste : à quatre tailles correspondent trois paires de voisines »
def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes)):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


# %% wrong count_parameters one-list-per-layer · « vous renvoyez une liste, un compte par couche : il reste à les additionner »
def count_parameters(layer_sizes):
    return [a * b + b for a, b in zip(layer_sizes, layer_sizes[1:])]


# %% wrong count_parameters fixed-answer · « votre fonction répond 13 002 à tout : elle doit lire `layer_sizes` »
def count_parameters(layer_sizes):
    return 13002


# %% wrong count_parameters single-size-counted · « une seule taille décrit des entrées, sans aucune couche : le résultat est alors 0, alors que vous en comptez les unités »
def count_parameters(layer_sizes):
    if len(layer_sizes) == 1:
        return layer_sizes[0]
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters single-size-refused · « vous refusez une liste d'une seule taille : ce sont des entrées sans couche, et le résultat est 0 »
def count_parameters(layer_sizes):
    if len(layer_sizes) < 2:
        raise ValueError("il faut au moins deux tailles")
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))


# %% wrong count_parameters printed · « vous affichez le total sans le renvoyer : relisez, au chapitre 00, la différence entre `print` et `return` »
def count_parameters(layer_sizes):
    print(sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:])))


# %% wrong count_parameters list-emptied · « votre compte est juste, mais vous retirez les tailles de la liste en la lisant : celui qui appelle la retrouve vidée »
def count_parameters(layer_sizes):
    total = 0
    before = layer_sizes.pop(0)
    while layer_sizes:
        after = layer_sizes.pop(0)
        total += before * after + after
        before = after
    return total


# %% right collapse matmul
def collapse(W1, b1, W2, b2):
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b


# %% right collapse loops
import numpy as np


def collapse(W1, b1, W2, b2):
    d, m = W1.shape
    k = W2.shape[1]
    W, b = np.zeros((d, k)), b2.astype(float).copy()
    for j in range(k):
        for h in range(m):
            b[j] += b1[h] * W2[h, j]
            for i in range(d):
                W[i, j] += W1[i, h] * W2[h, j]
    return W, b


# %% right collapse probing
import numpy as np


def collapse(W1, b1, W2, b2):
    def layers(X):
        return (X @ W1 + b1) @ W2 + b2

    b = layers(np.zeros((1, len(W1))))[0]
    return layers(np.eye(len(W1))) - b, b


# %% right collapse extended-matrix
import numpy as np


def collapse(W1, b1, W2, b2):
    stacked = np.vstack([W1, b1]) @ W2  # the bias is one more row, for an input that is always 1
    return [stacked[:-1], stacked[-1] + b2]


# %% right collapse transposes
def collapse(W1, b1, W2, b2):
    return (W2.T @ W1.T).T, W2.T @ b1 + b2


# %% wrong collapse order-swapped · « vous multipliez `W2 @ W1` : avec un exemple par ligne, `W1` agit d'abord, et reste à gauche »
def collapse(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


# %% wrong collapse bias-order-swapped · « vous multipliez `W2 @ b1` : `b1` joue le rôle d'une ligne de `X @ W1`, il se place donc à gauche de `W2` »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


# %% wrong collapse biases-added · « vous additionnez les deux biais : le premier traverse la seconde couche avant de rejoindre le second »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


# %% wrong collapse first-bias-dropped · « vous perdez le premier biais : développez la parenthèse, il en sort multiplié par quelque chose »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, 1.0 * b2


# %% wrong collapse second-bias-dropped · « vous perdez le second biais : il s'ajoute à la fin »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


# %% wrong collapse biases-dropped · « vous oubliez les deux biais : que donnent les deux couches quand `X` est nul ? »
import numpy as np


def collapse(W1, b1, W2, b2):
    return W1 @ W2, np.zeros(W2.shape[1])


# %% wrong collapse bias-through-both · « vous faites passer les deux biais par `W2` : le second s'ajoute après cette couche, il ne la traverse pas »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2 @ W2.T @ W2


# %% wrong collapse sum-through-second · « vous additionnez les biais avant de multiplier par `W2` : seul le premier traverse la seconde couche »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


# %% wrong collapse bias-through-first · « vous faites passer le biais par `W1` : il est ajouté après la première couche, c'est la seconde qu'il traverse »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, W1 @ b1 + b2


# %% wrong collapse elementwise · « vous utilisez `*`, qui multiplie case par case : enchaîner deux couches est un produit de matrices, `@` »
def collapse(W1, b1, W2, b2):
    return W1 * W2, b1 @ W2 + b2


# %% wrong collapse weights-added · « vous additionnez les deux matrices : les couches s'enchaînent, donc leurs matrices se multiplient »
def collapse(W1, b1, W2, b2):
    return W1 + W2, b1 + b2


# %% wrong collapse relu-between · « vous mettez un ReLU au passage : l'énoncé enchaîne deux couches sans activation, et avec elle l'égalité ne tient plus »
import numpy as np


def collapse(W1, b1, W2, b2):
    return W1 @ W2, np.maximum(b1, 0.0) @ W2 + b2


# %% wrong collapse weights-only · « vous ne renvoyez que la matrice : l'énoncé demande le couple `(W, b)` »
def collapse(W1, b1, W2, b2):
    return W1 @ W2


# %% wrong collapse pair-swapped · « vous renvoyez le biais avant les poids : l'énoncé demande `(W, b)`, dans cet ordre »
def collapse(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


# %% wrong collapse bias-as-row · « vous renvoyez le biais sous la forme (1, k), un tableau à deux dimensions : on attend un vecteur de forme (k,) »
def collapse(W1, b1, W2, b2):
    return W1 @ W2, (b1 @ W2 + b2).reshape(1, -1)


# %% wrong collapse weights-transposed · « vous renvoyez la matrice couchée : `W` a une ligne par entrée et une colonne par unité »
def collapse(W1, b1, W2, b2):
    return (W1 @ W2).T, b1 @ W2 + b2


# %% wrong collapse no-return · « vous calculez les deux tableaux sans les renvoyer : la dernière ligne doit rendre `W, b` à celui qui appelle »
def collapse(W1, b1, W2, b2):
    W = W1 @ W2
    b = b1 @ W2 + b2


# %% wrong collapse bias-in-place · « votre résultat est juste, mais vous écrivez dans `b2`, que celui qui appelle retrouve changé : méfiez-vous de `+=` »
def collapse(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2


# %% right forward enumerate
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[i] @ W + b
        if i < len(params) - 1:
            z = np.maximum(z, 0)
        outputs.append(z)
    return outputs


# %% right forward hidden-then-last
import numpy as np


def forward(X, params):
    outputs = [X]
    if not params:
        return outputs
    a = X
    for W, b in params[:-1]:
        a = np.maximum(0, a @ W + b)
        outputs.append(a)
    W, b = params[-1]
    outputs.append(a @ W + b)
    return outputs


# %% right forward lesson-relu
def forward(X, params):
    outputs = [X]
    remaining = len(params)
    for W, b in params:
        remaining -= 1
        z = outputs[-1] @ W + b
        outputs.append(relu(z) if remaining else z)
    return outputs


# %% right forward loops
import numpy as np


def forward(X, params):
    outputs = [X]
    for layer in range(len(params)):
        W, b = params[layer]
        before = outputs[-1]
        after = np.zeros((len(before), W.shape[1]))
        for i in range(len(before)):
            for j in range(W.shape[1]):
                z = b[j]
                for k in range(W.shape[0]):
                    z = z + before[i, k] * W[k, j]
                if layer < len(params) - 1 and z < 0:
                    z = 0.0
                after[i, j] = z
        outputs.append(after)
    return outputs


# %% right forward recursive
import numpy as np


def forward(X, params):
    if not params:
        return [X]
    z = X @ params[0][0] + params[0][1]
    if len(params) > 1:
        z = np.where(z > 0, z, 0.0)
    return [X, *forward(z, params[1:])]


# %% wrong forward no-activation · « vous n'appliquez ReLU nulle part : sans activation, toutes vos couches n'en font qu'une »
def forward(X, params):
    outputs = [X]
    for W, b in params:
        outputs.append(outputs[-1] @ W + b)
    return outputs


# %% wrong forward relu-everywhere · « vous appliquez ReLU aussi à la dernière couche : la sortie n'a pas d'activation, elle peut être négative »
import numpy as np


def forward(X, params):
    outputs = [X]
    for W, b in params:
        outputs.append(np.maximum(outputs[-1] @ W + b, 0))
    return outputs


# %% wrong forward relu-on-last-only · « vous appliquez ReLU à la dernière couche et à elle seule : c'est l'inverse, les couches cachées l'ont, la sortie non »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i == len(params) - 1 else z)
    return outputs


# %% wrong forward first-layer-only · « vous n'appliquez ReLU qu'à la première couche : toutes les couches cachées en ont besoin »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i == 0 and len(params) > 1 else z)
    return outputs


# %% wrong forward off-by-one · « vous arrêtez ReLU une couche trop tôt : la dernière couche cachée en a besoin aussi, vérifiez votre comparaison avec `len(params)` »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 2 else z)
    return outputs


# %% wrong forward step-activation · « vous appliquez la marche aux couches cachées : ici c'est ReLU, qui garde les nombres positifs tels quels »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.where(z >= 0, 1.0, 0.0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward absolute-value · « vous prenez la valeur absolue : ReLU remplace les nombres négatifs par 0, il ne change pas leur signe »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.abs(z) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward minimum · « vous gardez les nombres négatifs et remplacez les autres par 0 : pour ReLU, prenez le plus grand des deux, z ou 0 »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.minimum(z, 0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward relu-on-inputs · « vous appliquez ReLU à l'entrée de chaque couche, donc aussi à `X` : il agit sur ce qui sort d'une couche cachée »
import numpy as np


def forward(X, params):
    outputs = [X]
    for W, b in params:
        outputs.append(np.maximum(outputs[-1], 0) @ W + b)
    return outputs


# %% wrong forward pre-activations-kept · « vous gardez les pré-activations : le calcul avance bien avec ReLU, mais c'est sa sortie qui doit entrer dans la liste »
import numpy as np


def forward(X, params):
    outputs, a = [X], X
    for W, b in params:
        z = a @ W + b
        outputs.append(z)
        a = np.maximum(z, 0)
    return outputs


# %% wrong forward inputs-left-out · « vous oubliez `X` : la liste commence par lui »
import numpy as np


def forward(X, params):
    outputs, a = [], X
    for i, (W, b) in enumerate(params):
        a = a @ W + b
        if i < len(params) - 1:
            a = np.maximum(a, 0)
        outputs.append(a)
    return outputs


# %% wrong forward output-only · « vous ne renvoyez que la dernière sortie : on demande la liste de toutes les activations, `X` compris »
import numpy as np


def forward(X, params):
    a = X
    for i, (W, b) in enumerate(params):
        a = a @ W + b
        if i < len(params) - 1:
            a = np.maximum(a, 0)
    return a


# %% wrong forward output-left-out · « vous oubliez la sortie de la dernière couche : la liste a un élément de plus que `params` »
import numpy as np


def forward(X, params):
    outputs = [X]
    for W, b in params[:-1]:
        outputs.append(np.maximum(outputs[-1] @ W + b, 0))
    return outputs


# %% wrong forward always-from-inputs · « vous donnez `X` à toutes les couches : chacune reçoit la sortie de la précédente »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = X @ W + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward bias-forgotten · « vous oubliez les biais : chaque couche a le sien dans `params` »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward bias-after-relu · « vous ajoutez le biais après ReLU : il fait partie de la pré-activation, avant le pli »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W
        outputs.append((np.maximum(z, 0) if i < len(params) - 1 else z) + b)
    return outputs


# %% wrong forward transposed · « vous multipliez par `W.T` : ici `W` a déjà la forme (entrées, unités) »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W.T + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward two-layers-only · « vous écrivez exactement deux couches : la profondeur est quelconque, c'est `params` qui la donne »
import numpy as np


def forward(X, params):
    (W1, b1), (W2, b2) = params
    h = np.maximum(X @ W1 + b1, 0)
    return [X, h, h @ W2 + b2]


# %% wrong forward first-example-only · « vous ne traitez que le premier exemple : chaque activation garde une ligne par exemple »
import numpy as np


def forward(X, params):
    outputs = [X[:1]]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
    return outputs


# %% wrong forward return-in-loop · « vous quittez la boucle après la première couche : regardez de combien de crans le `return` est décalé »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
        return outputs
    return outputs


# %% wrong forward empty-forgotten · « vous supposez qu'il y a au moins une couche : sans aucune, la liste ne contient que `X` »
import numpy as np


def forward(X, params):
    outputs = [X]
    for W, b in params[:-1]:
        outputs.append(np.maximum(outputs[-1] @ W + b, 0))
    W, b = params[-1]
    outputs.append(outputs[-1] @ W + b)
    return outputs


# %% wrong forward same-array-again · « vous réutilisez un seul tableau pour toutes les couches : la liste contient plusieurs fois le même objet, et chaque ReLU sur place change aussi ce que vous y aviez rangé, `X` compris »
import numpy as np


def forward(X, params):
    outputs, a = [X], X
    for i, (W, b) in enumerate(params):
        np.maximum(a, 0, out=a)
        a = a @ W + b
        outputs.append(a)
    return outputs


# %% wrong forward params-emptied · « vos activations sont justes, mais vous retirez les couches de `params` en les lisant : celui qui appelle retrouve une liste vide »
import numpy as np


def forward(X, params):
    outputs = [X]
    while params:
        W, b = params.pop(0)
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if params else z)
    return outputs


# %% wrong forward no-return · « vous remplissez la liste sans la renvoyer : la dernière ligne doit la rendre à celui qui appelle »
import numpy as np


def forward(X, params):
    outputs = [X]
    for i, (W, b) in enumerate(params):
        z = outputs[-1] @ W + b
        outputs.append(np.maximum(z, 0) if i < len(params) - 1 else z)
