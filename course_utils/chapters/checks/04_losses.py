# Vérifications visibles du chapitre « Les fonctions de perte », construites depuis notebooks/04_losses.md par « course build ».


# %% mae : mae
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, raises, visible


def _says_why(function):
    try:
        function(np.array([[1.0], [2.0]]), np.array([1.0, 2.0]))
    except ValueError as error:
        return "une phrase" if len(str(error).split()) >= 3 else "un message trop court"
    return "aucune erreur"


with visible("04_losses/mae"):
    agrees(
        mae,
        [
            (np.array([17.0, 20.0, 18.0, 21.0, 20.0]), np.array([15.0, 18.0, 20.0, 22.0, 25.0])),
            (np.array([[1.0, 2.0, 4.0], [-1.0, 0.5, 8.0]]), np.array([[1.5, 1.0, 4.0], [2.0, -0.25, 8.0]])),
            (np.array([-4]), np.array([3])),
        ],
        hint="Refaites ce calcul à la main : les écarts, leurs valeurs absolues, puis une seule moyenne sur toutes les cases.",
    )
    raises(
        mae,
        [
            (np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])),
            (np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0], [3.0]])),
            (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), np.array([1.0, 2.0, 3.0])),
            (np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 3.0])),
        ],
        ValueError,
        hint="Comparez les formes avant tout calcul : (3, 1) et (3,) sont deux formes différentes.",
    )
    behaves(_says_why, mae, hint="Donnez à `ValueError` un texte d'au moins trois mots : `raise ValueError(\"…\")`.")
    keeps_inputs(mae, [(np.array([1.0, -2.0]), np.array([0.5, 4.0]))], hint="Méfiez-vous de `-=` : construisez un nouveau tableau.")


# %% mse : mse
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, raises, visible

with visible("04_losses/mse"):
    agrees(
        mse,
        [
            (np.array([17.0, 20.0, 18.0, 21.0, 20.0]), np.array([15.0, 18.0, 20.0, 22.0, 25.0])),
            (np.array([[1.0, 2.0, 4.0], [-1.0, 0.5, 8.0]]), np.array([[1.5, 1.0, 4.0], [2.0, -0.25, 8.0]])),
            (np.array([-4]), np.array([3])),
        ],
        hint="Refaites ce calcul à la main : les écarts, leurs carrés, puis une seule moyenne sur toutes les cases.",
    )
    raises(
        mse,
        [
            (np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])),
            (np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0], [3.0]])),
            (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), np.array([1.0, 2.0, 3.0])),
            (np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 3.0])),
        ],
        ValueError,
        hint="Comparez les formes avant tout calcul : (3, 1) et (3,) sont deux formes différentes.",
    )
    keeps_inputs(mse, [(np.array([1.0, -2.0]), np.array([0.5, 4.0]))], hint="Méfiez-vous de `-=` et de `**=`.")


# %% best_constant : best_constant
import numpy as np

from course_utils.checks import as_stated, behaves, hidden, keeps_inputs, raises, visible


def _constants(function, lists):
    return [[function(np.array(y), loss) for loss in ("mae", "mse")] for y in lists]


_waits = {
    "cinq attentes": np.array([48.0, 4.0, 7.0, 5.0, 6.0]),
    "quatre attentes": np.array([9.0, 1.0, 3.0, 20.0]),
    "répétées": np.array([2.0, 2.0, 2.0, 10.0, 7.0, 9.0, -3.0]),
}


def _costs(y, by_mae, by_mse):
    """The two costs that constants attain, each a number or an array of one."""
    by_mae, by_mse = (as_stated(np.reshape(one, ()), ()) for one in (by_mae, by_mse))
    return [float(np.abs(y - by_mae).mean()), float(((y - by_mse) ** 2).mean())]


def _attained(found):
    told = {}
    for (name, y), pair in zip(_waits.items(), found, strict=True):
        by_mae, by_mse = _costs(y, *pair)
        told[name] = {"MAE atteinte": by_mae, "MSE atteinte": by_mse, "deux nombres": all(np.ndim(one) == 0 for one in pair)}
    return told


with visible("04_losses/best_constant"):
    behaves(
        _constants,
        best_constant,
        list(_waits.values()),
        measure=_attained,
        hint="Ce sont les coûts qu'atteignent vos constantes : pour « cinq attentes », comparez aux creux de la figure.",
    )
    raises(
        best_constant,
        [(np.array([1.0, 2.0]), "huber"), (np.array([1.0, 2.0]), "")],
        ValueError,
        hint="Que fait votre fonction quand `loss` ne vaut ni `\"mae\"` ni `\"mse\"` ?",
    )
    keeps_inputs(
        best_constant,
        [(np.array([3.0, 1.0, 2.0]), "mae"), (np.array([3.0, 1.0, 2.0]), "mse")],
        hint="Triez une copie : `y.sort()` change le tableau de celui qui vous appelle.",
    )


# %% huber : huber
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, raises, visible

with visible("04_losses/huber"):
    agrees(
        huber,
        [
            (np.array([0.0]), np.array([0.5]), 1.0),
            (np.array([0.0]), np.array([3.0]), 1.0),
            (np.array([0.0]), np.array([-3.0]), 2.0),
            (np.array([3.0]), np.array([0.0]), 0.5),
            (np.array([1.0, 2.0, -1.0, 4.0]), np.array([1.5, 5.0, -0.5, -2.0]), 2.0),
            case(np.array([[1.0, 2.0], [0.0, 9.0]]), np.array([[1.2, 4.0], [0.1, 2.0]])),
        ],
        hint="Calculez |e| pour cette entrée, comparez-le à delta, puis prenez le morceau qui convient, élément par élément.",
    )
    raises(
        huber,
        [(np.array([[1.0], [2.0]]), np.array([1.0, 2.0]), 1.0), (np.array([1.0, 2.0]), np.array([[1.0], [2.0]]), 1.0)],
        ValueError,
        hint="Comparez les formes avant tout calcul : (2, 1) et (2,) sont deux formes différentes.",
    )
    keeps_inputs(huber, [(np.array([1.0, -2.0]), np.array([0.5, 4.0]), 1.0)], hint="Construisez un nouveau tableau.")


# %% binary_cross_entropy : binary_cross_entropy
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, raises, visible

with visible("04_losses/binary_cross_entropy"):
    agrees(
        binary_cross_entropy,
        [
            case(np.array([1, 0, 1]), np.array([0.9, 0.2, 0.6])),
            case(np.array([[1, 0], [0, 0], [1, 1]]), np.array([[0.3, 0.3], [0.5, 0.05], [0.99, 0.7]])),
            case(np.array([1, 0]), np.array([0.0, 0.25])),
            case(np.array([0, 1]), np.array([1.0, 0.25])),
            case(np.array([1, 0]), np.array([1.0, 0.0])),
            case(np.array([1, 0, 1]), np.array([0.05, 0.6, 0.98]), eps=0.1),
        ],
        atol=1e-6,
        hint="Pour chaque élément, cherchez la probabilité donnée à la bonne réponse, après écrêtage, puis prenez −ln.",
    )
    raises(
        binary_cross_entropy,
        [(np.array([[1], [0]]), np.array([0.9, 0.2])), (np.array([1, 0]), np.array([[0.9], [0.2]]))],
        ValueError,
        hint="Comparez les formes avant tout calcul : (2, 1) et (2,) sont deux formes différentes.",
    )
    keeps_inputs(
        binary_cross_entropy,
        [(np.array([1.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.5]))],
        hint="Écrêtez dans un nouveau tableau : `p` appartient à qui vous appelle.",
    )


# %% bce_with_logits : bce_with_logits
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, raises, visible

with visible("04_losses/bce_with_logits"):
    agrees(
        bce_with_logits,
        [
            (np.array([1, 0, 1]), np.array([0.5, -1.5, -2.0])),
            (np.array([[1, 0], [0, 0], [1, 1]]), np.array([[3.0, 0.25], [-0.5, 1.0], [0.0, 2.0]])),
            (np.array([0]), np.array([1000.0])),
            (np.array([1]), np.array([-1000.0])),
            (np.array([1]), np.array([1000.0])),
            (np.array([0]), np.array([-1000.0])),
        ],
        hint="Calculez à part les trois morceaux de la formule pour cette entrée, et comparez-les à votre calcul.",
    )
    raises(
        bce_with_logits,
        [(np.array([[1], [0]]), np.array([0.9, -0.2])), (np.array([1, 0]), np.array([[0.9], [-0.2]]))],
        ValueError,
        hint="Comparez les formes avant tout calcul : (2, 1) et (2,) sont deux formes différentes.",
    )
    keeps_inputs(bce_with_logits, [(np.array([1.0, 0.0]), np.array([-3.0, 2.0]))], hint="Construisez de nouveaux tableaux.")


# %% categorical_cross_entropy : categorical_cross_entropy
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, raises, visible

with visible("04_losses/categorical_cross_entropy"):
    agrees(
        categorical_cross_entropy,
        [
            (np.array([[0, 1, 0], [1, 0, 0]]), np.array([[0.2, 0.7, 0.1], [0.3, 0.1, 0.6]])),
            (np.array([[0, 0, 0, 1]]), np.array([[0.25, 0.25, 0.25, 0.25]])),
            (np.array([[1, 0], [0, 1], [0, 1]]), np.array([[0.9, 0.1], [0.4, 0.6], [0.05, 0.95]])),
            (np.array([[0, 1, 0]]), np.array([[0.5, 0.0, 0.5]])),
            (np.array([[0, 1, 0], [1, 0, 0]]), np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]])),
        ],
        atol=1e-6,
        hint="Pour chaque ligne, cherchez la probabilité de la bonne classe et prenez −ln ; puis la moyenne sur les lignes.",
    )
    raises(
        categorical_cross_entropy,
        [
            (np.array([0, 1, 0]), np.array([[0.2, 0.7, 0.1], [0.3, 0.1, 0.6], [0.1, 0.8, 0.1]])),
            (np.array([[0, 1, 0]]), np.array([[0.2, 0.7, 0.1], [0.3, 0.1, 0.6]])),
            (np.array([[1], [0]]), np.array([[0.2, 0.8], [0.6, 0.4]])),
        ],
        ValueError,
        hint="Comparez les formes avant tout calcul : NumPy étendrait en silence une ligne ou une colonne.",
    )
    keeps_inputs(
        categorical_cross_entropy,
        [(np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.4, 0.6]]))],
        hint="Écrêtez dans un nouveau tableau.",
    )


# %% cce_from_logits : cce_from_logits
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("04_losses/cce_from_logits"):
    agrees(
        cce_from_logits,
        [
            (np.array([0]), np.array([[2.0, 1.0, 0.0]])),
            (np.array([2, 0, 1]), np.array([[1.0, 2.0, 0.5], [0.0, 3.0, 1.0], [-1.0, 0.5, 2.0]])),
            (np.array([1, 0]), np.array([[0.5, -0.5, 1.5, 0.0], [2.0, 1.0, -3.0, 0.25]])),
            (np.array([1]), np.array([[1000.0, 0.0, -1000.0]])),
            (np.array([0]), np.array([[1000.0, 0.0, -1000.0]])),
            (np.array([0, 1]), np.array([[1000.0, 0.0], [-1001.0, -1000.0]])),
        ],
        hint="Prenez une ligne : log-somme-exp (avec son maximum), moins le logit de la bonne classe. Puis la moyenne sur les lignes.",
    )
    keeps_inputs(
        cce_from_logits,
        [(np.array([1, 0]), np.array([[2.0, 1.0, 0.0], [0.5, 3.0, -1.0]]))],
        hint="Méfiez-vous de `logits -= …` : construisez un nouveau tableau.",
    )


# %% cce_gradient : cce_gradient
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, matches_derivative, visible

with visible("04_losses/cce_gradient"):
    agrees(
        cce_gradient,
        [
            (np.array([[2.0, 1.0, 0.0]]), np.array([0])),
            (np.array([[1.0, 2.0, 0.5], [0.0, 3.0, 1.0], [-1.0, 0.5, 2.0]]), np.array([2, 0, 1])),
            (np.array([[0.5, -0.5, 1.5, 0.0], [2.0, 1.0, -3.0, 0.25]]), np.array([1, 1])),
            (np.array([[1000.0, 0.0], [-1001.0, -1000.0]]), np.array([1, 1])),
            (np.array([[-1001.0, -1000.0]]), np.array([1])),
        ],
        hint="Pour chaque ligne : la softmax, moins 1 sur la bonne classe, le tout divisé par le nombre de lignes.",
    )
    keeps_inputs(
        cce_gradient,
        [(np.array([[2.0, 1.0, 0.0], [0.5, 3.0, -1.0]]), np.array([1, 0]))],
        hint="Construisez un nouveau tableau : `logits` appartient à qui vous appelle.",
    )


# %% pick_loss : pick_loss
from course_utils.checks import behaves, equals, hidden, visible


def _words(function):
    kinds = {str: "un autre texte", dict: "un dictionnaire", type(None): "rien"}
    found = {}
    for problem in ["spam", "digit", "genres", "typos", "bridge", "typical_wait"]:
        answer = function(problem)
        known = isinstance(answer, str) and answer in ("mae", "mse", "bce", "cce")
        found[problem] = "un des mots" if known else kinds.get(type(answer), "autre chose")
    return found


with visible("04_losses/pick_loss"):
    behaves(_words, pick_loss, hint="Chaque réponse est l'un de ces quatre mots, en minuscules : `\"mae\"`, `\"mse\"`, `\"bce\"`, `\"cce\"`.")
    equals(
        {"digit": pick_loss("digit"), "spam": pick_loss("spam"), "genres": pick_loss("genres")},
        name="vos choix",
        hint="Pour chacun : combien de réponses peuvent être vraies en même temps ?",
    )
    equals(
        {"typos": pick_loss("typos"), "bridge": pick_loss("bridge"), "typical_wait": pick_loss("typical_wait")},
        name="vos choix",
        hint="Pour chacun : que doit coûter une très grosse erreur, et vise-t-on la moyenne ou la médiane ?",
    )
