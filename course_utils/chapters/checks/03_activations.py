# Vérifications visibles du chapitre « Les fonctions d’activation », construites depuis notebooks/03_activations.md par « course build ».


# %% sigmoid : sigmoid
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _far_right(sigmoid):
    with np.errstate(over="raise", invalid="raise"):
        return np.asarray(sigmoid(np.array([90.0, 710.0, 1000.0]))).tolist()


def _far_left(sigmoid):
    with np.errstate(over="raise", invalid="raise"):
        return np.asarray(sigmoid(np.array([-720.0, -1000.0]))).tolist()


def _far_in_float32(sigmoid):
    with np.errstate(over="raise", invalid="raise"):
        return np.asarray(sigmoid(np.array([-1000.0, -90.0, 0.0, 90.0, 1000.0], dtype=np.float32))).tolist()


with visible("03_activations/sigmoid"):
    agrees(
        sigmoid,
        [
            (np.array([-2.0, 0.0, 1.0]),),
            (3.75,),
            (np.array([[0.5, -0.5], [4.0, -4.0]]),),
            (np.array([-1, 0, 2]),),
            (np.array([-1000.0, 1000.0]),),
        ],
        hint="Refaites ce calcul à la main : σ(0) vaut 0,5, et σ(x) augmente avec x.",
    )
    behaves(_far_right, sigmoid, hint="On essaie x = 90, 710 et 1 000 : quelle exponentielle déborde quand x est très grand ?")
    behaves(_far_left, sigmoid, hint="On essaie x = −720 et −1 000 : quelle exponentielle déborde quand x est très négatif ?")
    behaves(_far_in_float32, sigmoid, hint="On essaie des nombres en float32, où l'exponentielle déborde dès 88,7.")
    keeps_inputs(sigmoid, [(np.array([-2.0, 0.0, 1.0]),)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% sigmoid_derivative : sigmoid_derivative
import numpy as np

from course_utils.checks import agrees, behaves, hidden, keeps_inputs, visible


def _far_slopes(derivative):
    with np.errstate(over="raise", invalid="raise"):
        return np.asarray(derivative(np.array([-1000.0, -720.0, 720.0, 1000.0]))).tolist()


with visible("03_activations/sigmoid_derivative"):
    agrees(
        sigmoid_derivative,
        [
            (np.array([-1.0, 0.0, 1.0, 2.0]),),
            (3.75,),
            (np.array([[0.5, -0.5], [4.0, -4.0]]),),
            (np.array([-1000.0, 1000.0]),),
        ],
        atol=1e-6,
        hint="σ'(0) vaut 0,25, c'est le maximum, et σ'(−x) = σ'(x).",
    )
    behaves(_far_slopes, sigmoid_derivative, atol=1e-6, hint="On essaie x = ±720 et ±1 000 : quelle exponentielle déborde ?")
    keeps_inputs(sigmoid_derivative, [(np.array([-2.0, 0.0, 1.0]),)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% tanh : tanh
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible


def _safe_sigmoid(x):
    return np.exp(-np.logaddexp(0.0, -x))


with visible("03_activations/tanh"):
    agrees(
        tanh,
        [
            (1.0, _safe_sigmoid),
            (np.array([-2.0, 0.0, 0.5]), _safe_sigmoid),
            (np.array([[3.0, -0.25], [0.75, 100.0]]), _safe_sigmoid),
        ],
        atol=1e-6,
        hint="tanh(0) vaut 0, tanh(1) vaut 0,7616, et tanh(−x) = −tanh(x).",
    )
    keeps_inputs(tanh, [(np.array([-2.0, 0.0, 0.5]), _safe_sigmoid)], hint="Construisez `2 * x` à part, sans écrire dans `x`.")


# %% relu : relu
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("03_activations/relu"):
    agrees(
        relu,
        [
            (np.array([-2.0, 0.0, 3.5, -0.5, 8.0]),),
            (np.array([[1.5, -1.0, 0.25], [-3.0, 2.0, -0.125]]),),
            (np.array([-3, 4, 0]),),
        ],
        hint="Les nombres positifs restent, les autres deviennent 0, et aucun ne disparaît.",
    )
    keeps_inputs(relu, [(np.array([-2.0, 0.0, 3.5]),)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% leaky_relu : leaky_relu
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, visible

with visible("03_activations/leaky_relu"):
    agrees(
        leaky_relu,
        [
            (np.array([-2.0, 0.0, 3.5, -0.5]),),
            (np.array([[1.5, -1.0], [-3.0, 2.0]]), 0.25),
            case(np.array([-3, 4, 0]), slope=0.5),
        ],
        hint="À droite de 0, rien ne change ; à gauche, chaque nombre est multiplié par la pente.",
    )
    keeps_inputs(leaky_relu, [(np.array([-2.0, 0.0, 3.5]), 0.25)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% relu_derivative : relu_derivative
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, visible

with visible("03_activations/relu_derivative"):
    agrees(
        relu_derivative,
        [
            (np.array([-2.0, 3.5, -0.5, 0.25]),),
            (np.array([[1.5, -1.0], [-3.0, 2.0]]), 0.25),
            (np.array([-1.0, 0.0, 1.0]),),
            case(np.array([-1.0, 0.0, 1.0]), slope=0.25),
            case(np.array([-3, 4, 0]), slope=0.5),
        ],
        hint="Deux valeurs seulement : 1 à droite, `slope` à gauche et en 0.",
    )
    keeps_inputs(relu_derivative, [(np.array([-2.0, 0.0, 3.5]), 0.25)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% dead_units : dead_units
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("03_activations/dead_units"):
    agrees(
        dead_units,
        [
            (
                np.array([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]]),
                np.array([[1.0, -1.0, 0.5, 0.0, -2.0], [1.0, 0.0, 1.0, 0.0, 0.5]]),
                np.array([0.0, -3.0, -4.0, 0.0, 1.0]),
            ),
            (np.array([[1.0, 1.0], [2.0, 0.0]]), np.array([[-1.0, 1.0, -1.0], [-1.0, -2.0, -2.0]]), np.array([5.0, 0.5, 1.0])),
            (np.array([[2.0, 1.0], [1.0, 3.0], [0.0, 1.0]]), np.array([[-1.0, 1.0], [-2.0, 0.5]]), np.array([-0.5, -9.0])),
            (np.array([[1.0, 0.0], [-1.0, 1.0]]), np.array([[1.0, -1.0], [2.0, 1.0]]), np.array([0.0, 0.0])),
            (np.array([[3.0], [1.0], [-1.0]]), np.array([[1.0, -1.0]]), np.array([0.0, -4.0])),
        ],
        hint="Écrivez le tableau XW + b : une unité est une colonne, elle est morte si aucun de ses nombres n'est positif.",
    )
    keeps_inputs(
        dead_units,
        [(np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([0.0, -3.0]))],
        hint="Lisez `X`, `W` et `b` sans écrire dedans.",
    )


# %% gelu : gelu
import numpy as np

from course_utils.checks import agrees, hidden, keeps_inputs, visible

with visible("03_activations/gelu"):
    agrees(
        gelu,
        [
            (1.0,),
            (np.array([-2.7, -1.0, 0.0, 0.5, 2.7]),),
            (np.array([[3.0, -0.25], [0.75, -100.0]]),),
            (np.array([-1, 2]),),
        ],
        atol=1e-6,
        hint="GELU(1) vaut 0,8413 et GELU(−1) vaut −0,1587.",
    )
    keeps_inputs(gelu, [(np.array([-2.0, 0.0, 0.5]),)], hint="Construisez un nouveau tableau, sans écrire dans `x`.")


# %% softmax : softmax
import numpy as np

from course_utils.checks import agrees, case, hidden, keeps_inputs, visible

with visible("03_activations/softmax"):
    agrees(
        softmax,
        [(np.array([2.0, 1.0, -1.0, 3.0]),), (np.array([5.0]),), (np.array([-3.0, -1.0]),)],
        hint="Pour un seul exemple : les exponentielles, puis chacune divisée par leur somme.",
    )
    agrees(
        softmax,
        [
            (np.array([[2.0, 1.0, -1.0, 3.0], [0.0, 0.0, 4.0, 0.0]]),),
            (np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5], [4.0, 0.0, 0.0]]),),
            case(np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]]), axis=0),
            case(np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]]), axis=1),
            (np.array([[[1.0, 0.0], [2.0, -1.0]], [[0.5, 0.5], [3.0, 1.0]]]),),
            (np.array([1000.0, 1000.0, 999.0]),),
            (np.array([-1000.0, -1001.0]),),
            (np.array([1000.0, -1000.0, -1000.0]),),
            (np.array([[1000.0, 999.0], [-1000.0, -1001.0]]),),
        ],
        hint="Regardez l'appel ci-dessus. Un lot ? Chaque ligne a sa somme. Un `axis` ? La somme se fait le long de lui seul. "
        "Des scores énormes ? Demandez-vous ce que valent l'exponentielle de 1 000 et celle de −2 000 pour un ordinateur.",
    )
    keeps_inputs(softmax, [(np.array([[2.0, 1.0], [0.0, 3.0]]),)], hint="Construisez un nouveau tableau : méfiez-vous de `z -= …`.")


# %% softmax_jacobian : softmax_jacobian
import numpy as np

from course_utils.checks import agrees, has_shape, hidden, keeps_inputs, visible

with visible("03_activations/softmax_jacobian"):
    agrees(
        softmax_jacobian,
        [
            (np.array([2.0, 1.0, -1.0, 3.0]),),
            (np.array([0.0, 0.0]),),
            (np.array([1000.0, 999.0, -1000.0]),),
        ],
        hint="Sur la diagonale, sᵢ(1 − sᵢ) ; ailleurs, −sᵢsⱼ ; chaque ligne a une somme nulle.",
    )
    has_shape(softmax_jacobian, [(np.array([1.0]),)], [(1, 1)], hint="Avec un seul score, le tableau a une seule case.")
    keeps_inputs(softmax_jacobian, [(np.array([2.0, 1.0, -1.0]),)], hint="Construisez un nouveau tableau, sans écrire dans `z`.")


# %% choose_output : choose_output
from course_utils.checks import agrees, call, equals, hidden, raises, visible

with visible("03_activations/choose_output"):
    agrees(
        choose_output,
        [("temperature",)],
        hint="Une température peut être n'importe quel nombre réel : rien ne doit la borner, et l'on répond par la chaîne `\"none\"`.",
    )
    equals(
        {
            "spam": call(choose_output, [("spam",)])[0].value,
            "digit": call(choose_output, [("digit",)])[0].value,
            "movie_genres": call(choose_output, [("movie_genres",)])[0].value,
            "next_word": call(choose_output, [("next_word",)])[0].value,
            "steering": call(choose_output, [("steering",)])[0].value,
            "profit": call(choose_output, [("profit",)])[0].value,
        },
        name="vos choix",
        hint="Demandez-vous quelles réponses la tâche permet, et relisez le tableau de la leçon.",
    )
    raises(choose_output, [("horoscope",), ("",)], ValueError, hint="Une tâche inconnue doit lever une `ValueError`, avec `raise`.")
