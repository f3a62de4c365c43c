# Vérifications visibles du chapitre « Les fondamentaux », construites depuis notebooks/01_foundations.md par « course build ».


# %% to_channels_first : to_channels_first
import numpy as np

from course_utils.checks import agrees, has_dtype, has_shape, hidden, keeps_inputs, visible

with visible("01_foundations/to_channels_first"):
    has_shape(
        to_channels_first,
        [
            (np.array([[[[255, 0, 153], [204, 0, 153]]]], dtype=np.uint8),),
            (np.array([[[[1, 2, 3]], [[4, 5, 6]]], [[[7, 8, 9]], [[10, 11, 12]]]], dtype=np.uint8),),
        ],
        [(1, 3, 1, 2), (2, 3, 2, 1)],
        hint="On attend (N, 3, H, W) : la dimension des images reste devant, celle des canaux vient juste après.",
    )
    has_dtype(
        to_channels_first,
        [(np.array([[[[255, 0, 153], [204, 0, 153]]]], dtype=np.uint8),)],
        "float32",
        hint="Le type du résultat se choisit avec `astype`.",
    )
    agrees(
        to_channels_first,
        [
            (np.array([[[[255, 0, 153], [204, 0, 153]]]], dtype=np.uint8),),
            (np.array([[[[153, 204, 0], [0, 204, 0]], [[153, 0, 0], [204, 204, 153]]]], dtype=np.uint8),),
            (np.array([[[[0, 153, 0], [153, 0, 0]]], [[[153, 153, 0], [0, 0, 153]]]], dtype=np.uint8),),
        ],
        hint="Suivez un seul pixel : où se trouvent maintenant son rouge, son vert et son bleu ?",
    )
    keeps_inputs(
        to_channels_first,
        [(np.array([[[[255, 0, 153], [204, 0, 153]]]], dtype=np.uint8),)],
        hint="Ces images appartiennent à qui vous appelle : rendez un nouveau tableau.",
    )


# %% one_hot : one_hot
import numpy as np

from course_utils.checks import agrees, has_dtype, has_shape, hidden, keeps_inputs, raises, visible

with visible("01_foundations/one_hot"):
    agrees(
        one_hot,
        [(np.array([3, 0, 1, 3, 2]), 4), (np.array([1, 0]), 3), (np.array([0, 0]), 1)],
        hint="Une ligne par étiquette, une colonne par classe, même pour une classe absente.",
    )
    has_dtype(one_hot, [(np.array([1, 0]), 3)], "float32", hint="Choisissez le type en créant le tableau de zéros.")
    raises(
        one_hot,
        [(np.array([0, 3]), 3), (np.array([0, -1]), 3), (np.array([5, 1]), 3)],
        ValueError,
        hint="Avec 3 classes, la dernière porte le numéro 2. Et NumPy lit l'indice −1 comme « la dernière case » : refusez-le aussi.",
    )
    has_shape(
        one_hot,
        [(np.array([], dtype=np.int64), 3)],
        [(0, 3)],
        hint="Sans étiquette, il reste un tableau de 0 ligne et 3 colonnes.",
    )
    keeps_inputs(one_hot, [(np.array([1, 0]), 3)], hint="Lisez `labels` sans y écrire.")


# %% split : split
import numpy as np

from course_utils.checks import behaves, hidden, raises, visible


def _splits(split, calls):
    """The three sets of indices, call by call, for (n, fractions, seed)."""
    return [[np.asarray(part) for part in split(*arguments)] for arguments in calls]


def _sizes(found):
    return [len(part) for parts in found for part in parts]


def _all_indices(found):
    return sorted(int(index) for part in found[0] for index in part)


def _shuffled(found):
    train, validation, test = found[0]
    parts = [[int(index) for index in part] for part in (train, validation, test)]
    slices = [list(range(0, 30)), list(range(30, 45)), list(range(45, 60))]
    return {
        "tranches du fichier": [sorted(part) == wanted for part, wanted in zip(parts, slices)],
        "tranches dans l'ordre": [part == wanted for part, wanted in zip(parts, slices)],
    }


def _repeated(found):
    first, again, other = ([sorted(map(int, part)) for part in parts] for parts in found)
    return {"même graine, même coupe": first == again, "autre graine, même coupe": first == other}


_halves = (0.5, 0.25, 0.25)

with visible("01_foundations/split"):
    behaves(
        _splits,
        split,
        [(10, (0.34, 0.33, 0.33), 7), (101, (0.7, 0.15, 0.15), 7)],
        measure=_sizes,
        hint="Ce sont les tailles des trois jeux pour n = 10 puis pour n = 101, avec les fractions de la leçon : 3, 4, 3, puis 71, 15, 15.",
    )
    behaves(_splits, split, [(10, (0.7, 0.2, 0.1), 3)], measure=_sizes, hint="Ce sont les tailles pour n = 10 et les fractions 0.7, 0.2 et 0.1, dont la somme vaut 1 à 1e-9 près.")
    behaves(_splits, split, [(10, (0.4, 0.3, 0.3), 5)], measure=_all_indices, hint="Ce sont les indices des trois jeux réunis puis triés, pour n = 10 : chacun doit y être une fois.")
    behaves(
        _splits,
        split,
        [(60, _halves, 1)],
        measure=_shuffled,
        hint="Pour n = 60, on demande si chaque jeu n'est qu'une tranche du fichier (0 à 29, 30 à 44, 45 à 59) : la réponse doit être non.",
    )
    behaves(_splits, split, [(60, _halves, 1), (60, _halves, 1), (60, _halves, 2)], measure=_repeated, hint="Appelez deux fois `split` avec la graine 1, puis une fois avec la graine 2, et comparez.")
    raises(
        split,
        [(10, (0.7, 0.2, 0.2), 0), (10, (0.5, 0.3, 0.1), 0), (10, (0.5, 0.3, 0.200001), 0)],
        ValueError,
        hint="La somme de ces fractions s'écarte de 1 de plus de 1e-9, vers le haut ou vers le bas.",
    )


# %% standardize : standardize
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("01_foundations/standardize"):
    agrees(
        standardize,
        [
            (np.array([[0.0, 10.0], [6.0, 20.0], [6.0, 20.0], [8.0, 30.0]]), np.array([[11.0, 20.0], [5.0, 0.0]])),
            (np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([[4.0, 7.0]])),
            (np.array([[2, 4], [4, 10], [9, 1]]), np.array([[5, 5], [3, 8]])),
        ],
        hint="Calculez à la main la moyenne et l'écart-type de chaque colonne de `train`, puis servez-vous-en pour les deux tableaux.",
    )
    keeps_inputs(
        standardize,
        [(np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([[4.0, 7.0]]))],
        hint="Ces tableaux appartiennent à qui vous appelle : méfiez-vous de `-=` et de `/=`.",
    )


# %% encode_table : encode_table
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("01_foundations/encode_table"):
    agrees(
        encode_table,
        [
            (
                [{"prix": 1.0, "ton": "vert"}, {"prix": 3.0, "ton": "bleu"}],
                [{"prix": 5.0, "ton": "rose"}, {"prix": 2.0, "ton": "vert"}],
                ["prix"],
                ["ton"],
            ),
            ([{"a": 4, "b": 10}, {"a": 8, "b": 10}], [{"a": 6, "b": 13}], ["b", "a"], []),
            (
                [
                    {"id": 1, "age": 25, "sexe": "F", "profession": "ingénieur", "revenu": 50},
                    {"id": 2, "age": 32, "sexe": "M", "profession": "médecin", "revenu": 70},
                    {"id": 3, "age": 45, "sexe": "F", "profession": "professeur", "revenu": 45},
                    {"id": 4, "age": 23, "sexe": "M", "profession": "étudiant", "revenu": 13},
                    {"id": 5, "age": 55, "sexe": "F", "profession": "retraité", "revenu": 40},
                ],
                [
                    {"id": 6, "age": 36, "sexe": "F", "profession": "artiste", "revenu": 25},
                    {"id": 7, "age": 60, "sexe": "M", "profession": "retraité", "revenu": 31},
                ],
                ["age", "revenu"],
                ["sexe", "profession"],
            ),
        ],
        hint="Comptez les colonnes, puis comparez-les une par une : les nombres d'abord, les catégories de `train` ensuite.",
    )
    keeps_inputs(
        encode_table,
        [([{"prix": 1.0, "ton": "vert"}, {"prix": 3.0, "ton": "bleu"}], [{"prix": 5.0, "ton": "rose"}], ["prix"], ["ton"])],
        hint="Ces fiches appartiennent à qui vous appelle : lisez-les sans y écrire, et sans `pop`.",
    )


# %% iterations_per_epoch : iterations_per_epoch
from course_utils.checks import agrees, hidden, raises, visible

with visible("01_foundations/iterations_per_epoch"):
    agrees(
        iterations_per_epoch,
        [(10, 4), (8, 4), (9, 4), (3, 5), (54000, 32), (0, 32)],
        hint="Dessinez les lots : combien sont pleins, et que devient le reste ?",
    )
    raises(
        iterations_per_epoch,
        [(10, 0), (10, -4), (0, 0)],
        ValueError,
        hint="Un lot de 0 exemple, ou de −4, n'a pas de sens : vérifiez `batch_size` avant de diviser.",
    )
