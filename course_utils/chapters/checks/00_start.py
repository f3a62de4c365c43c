# Vérifications visibles du chapitre « Prise en main », construites depuis notebooks/00_start.md par « course build ».


# %% average : average
from course_utils.checks import agrees, hidden, keeps_inputs, raises, visible

with visible("00_start/average"):
    agrees(
        average,
        [([12, 8, 15],), ([-3, 4.5, 0, -2],), ([7],), ([0, 0],)],
        hint="Refaites ce calcul à la main : la somme des nombres, puis leur nombre.",
    )
    raises(average, [([],)], ValueError, hint="Une liste vide n'a pas de moyenne : que fait votre fonction avec `[]` ?")
    keeps_inputs(average, [([12, 8, 15],)], hint="Cette liste appartient à qui vous appelle : lisez-la sans la changer.")


# %% standardize : standardize
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("00_start/standardize"):
    agrees(
        standardize,
        [
            (np.array([[150.0, 50.0], [160.0, 80.0], [185.0, 65.0]]),),
            (np.array([[0.0], [6.0], [6.0], [8.0]]),),
        ],
        hint="La leçon calcule à la main la colonne 0, 6, 6, 8 : comparez avec votre fonction, étape par étape.",
    )
    keeps_inputs(standardize, [(np.array([[150.0, 50.0], [160.0, 80.0], [185.0, 65.0]]),)])
    agrees(
        standardize,
        [
            (np.array([[5.0, 1.0], [5.0, 3.0]]),),
            (np.array([[0.1], [0.1], [0.1], [0.1], [0.1], [0.1], [0.1]]),),
            (np.array([[3.0, -2.0]]),),
        ],
        hint="Une colonne dont le maximum est égal au minimum donne des zéros ; les autres ne changent pas de règle.",
    )
    agrees(
        standardize,
        [(np.array([[2, 10], [3, 14], [7, 12]]),)],
        hint="Ce tableau contient des entiers : le résultat, lui, a des chiffres après la virgule.",
    )
    agrees(
        standardize,
        [(np.array([[1.7e-15], [2.5e-15], [5.5e-15]]),)],
        hint="Ces rayons de noyaux d'atomes, en mètres, sont minuscules mais différents : cette colonne varie.",
    )


# %% execution_order : predictions
from course_utils.checks import chooses, equals, hidden, visible

with visible("00_start/execution_order"):
    chooses(predictions, {"order": "abcd", "restart": "abcd", "seed": "abcd"}, name="vos prédictions")
    equals(
        {"order": predictions["order"]},
        name="vos prédictions",
        hint="Notez la valeur de x après chacune des trois exécutions, dans l'ordre où elles ont lieu.",
    )
    equals(
        {"restart": predictions["restart"]},
        name="vos prédictions",
        hint="Demandez-vous ce que contient la mémoire du noyau juste après le redémarrage.",
    )
    equals(
        {"seed": predictions["seed"]},
        name="vos prédictions",
        hint="Comptez les générateurs, et dites pour chacun où se trouve le marque-page.",
    )
