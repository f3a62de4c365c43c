"""The text and the answers of a chapter that has just been begun: they build and prove as they are."""

from __future__ import annotations

import json

_TEXT = '''---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
course: {title: @TITLE@, points: 2, minutes: {reading: 10, doing: 10}}
---

# @HEADING@

Quelle question ce chapitre pose-t-il ? Commencez par elle : elle donne envie de lire la suite.

À la fin de ce chapitre, vous saurez :

- écrire une fonction qui double un nombre ;
- la vérifier, puis corriger ce qui ne va pas.

```{code-cell} ipython3
:role: setup
```

## 1. Une idée, puis un exemple

*Environ 8 minutes.*

Doubler un nombre $x$, c'est l'ajouter à lui-même :

$$
2x = x + x
$$

**Prédisez.** De 0 à 3, quelle forme dessinent les doubles ? Répondez avant d'exécuter la cellule.

```{code-cell} ipython3
:role: demo
:folded: true
# Figure : le double de chaque nombre, de 0 à 3
import matplotlib.pyplot as plt

from course_utils.style import show

numbers = [0, 1, 2, 3]
doubles_figure, doubles_axes = plt.subplots(figsize=(4, 3))
doubles_axes.plot(numbers, [number + number for number in numbers], marker="o")
doubles_axes.set(title="Le double selon le nombre", xlabel="nombre x", ylabel="2x")
show(doubles_figure, "@NAME@/doubles", last=2 * numbers[-1])
```

**Pause ici.** Vous savez ce qu'est un double ; ensuite, vous l'écrirez.

## 2. À vous

*Environ 12 minutes.*

Écrivez `double(x)`, qui renvoie le double de `x`. Le nombre peut être négatif ou décimal.

+++ {"exercise": "double", "role": "hints"}

1. Quelle opération donne 6 à partir de 3, et 0 à partir de 0 ?
2. Multipliez `x` par 2, puis renvoyez le résultat avec `return`.

+++

Votre réponse :

```{code-cell} ipython3
:exercise: double
:role: stub+solution
def double(x):
    """Return twice the number x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:exercise: double
:role: checks
:points: 2
from course_utils.checks import agrees, hidden, visible

with visible("@NAME@/double"):
    agrees(double, [(3,), (0,), (-1.5,)], hint="le double de x est x + x")
### BEGIN HIDDEN TESTS
with hidden("@NAME@/double") as _rng:
    _cases = [(float(_rng.normal(scale=100)),) for _ in range(20)]
    agrees(double, _cases, reference=lambda x: x + x)
### END HIDDEN TESTS
```

```{code-cell} ipython3
:role: figures
doubles: >-
  Quatre points alignés : ils partent de l'origine et montent jusqu'à {last}.
```

## À retenir

Une fonction qui renvoie son résultat peut servir partout ; une fonction qui l'affiche ne sert qu'une fois.

## Avant de rendre

Enregistrez, puis exécutez cette cellule : elle dit ce qui manque, et prépare le fichier à rendre.

```{code-cell} ipython3
:role: review
```
'''

_ANSWERS = '''"""Answers to chapter @NAME@: right ones, written in several ways, and wrong ones, named."""

# %% right double product
def double(x):
    return 2 * x


# %% right double sum
def double(x):
    return x + x


# %% wrong double square · « vous élevez au carré : doubler, c'est multiplier par 2 »
def double(x):
    return x**2


# %% wrong double printed · « vous affichez le résultat avec print : renvoyez-le avec return »
def double(x):
    print(2 * x)
'''


def skeleton_text(name: str, title: str) -> str:
    """Return the text of chapter `name` (« 02_perceptron »), entitled `title`."""
    quoted = json.dumps(title, ensure_ascii=False)  # a YAML string, whatever is in the title
    return _TEXT.replace("@TITLE@", quoted).replace("@HEADING@", title).replace("@NAME@", name)


def skeleton_answers(name: str) -> str:
    """Return the module of answers of chapter `name`."""
    return _ANSWERS.replace("@NAME@", name)
