# %% right to_channels_first moveaxis
import numpy as np


def to_channels_first(images):
    return np.moveaxis(images, -1, 1).astype(np.float32) / np.float32(255)


# %% right to_channels_first einsum
import numpy as np


def to_channels_first(images):
    return np.einsum("nhwc->nchw", images.astype("float32") / 255)


# %% right to_channels_first stacked-channels
import numpy as np


def to_channels_first(images):
    planes = [images[:, :, :, channel] / 255 for channel in range(3)]
    return np.stack(planes, axis=1).astype(np.float32)


# %% right to_channels_first loops
import numpy as np


def to_channels_first(images):
    n, height, width, channels = images.shape
    result = np.zeros((n, channels, height, width), dtype=np.float32)
    for k in range(n):
        for i in range(height):
            for j in range(width):
                for c in range(channels):
                    result[k, c, i, j] = images[k, i, j, c] / 255
    return result


# %% right to_channels_first two-swaps
import numpy as np


def to_channels_first(images):
    scaled = np.asarray(images, dtype=np.float32) / 255.0
    return scaled.swapaxes(2, 3).swapaxes(1, 2)


# %% wrong to_channels_first reshape · « vous recoupez avec `reshape` : la forme est juste, mais chaque canal mélange les couleurs ; déplacez les dimensions, comme dans la leçon »
import numpy as np


def to_channels_first(images):
    n, height, width, channels = images.shape
    return images.reshape(n, channels, height, width).astype(np.float32) / 255


# %% wrong to_channels_first width-before-height · « vous échangez la hauteur et la largeur : les images sont couchées ; seule la dimension des canaux change de place, les autres gardent leur ordre »
import numpy as np


def to_channels_first(images):
    return images.swapaxes(1, 3).astype(np.float32) / 255


# %% wrong to_channels_first channels-before-batch · « vous mettez les canaux devant le lot : la dimension N reste la première »
import numpy as np


def to_channels_first(images):
    return images.transpose(3, 0, 1, 2).astype(np.float32) / 255


# %% wrong to_channels_first full-transpose · « vous retournez toutes les dimensions avec `.T` : dites lesquelles vous déplacez, car celle du lot ne bouge pas »
import numpy as np


def to_channels_first(images):
    return images.T.astype(np.float32) / 255


# %% wrong to_channels_first not-moved · « vous laissez les canaux à la fin : il manque le déplacement des dimensions »
import numpy as np


def to_channels_first(images):
    return images.astype(np.float32) / 255


# %% wrong to_channels_first not-divided · « vous gardez des valeurs de 0 à 255 : il manque la division »
import numpy as np


def to_channels_first(images):
    return images.transpose(0, 3, 1, 2).astype(np.float32)


# %% wrong to_channels_first divided-by-256 · « vous divisez par 256 : la plus grande valeur est 255, et elle doit devenir 1 »
import numpy as np


def to_channels_first(images):
    return images.transpose(0, 3, 1, 2).astype(np.float32) / 256


# %% wrong to_channels_first divided-by-maximum · « vous divisez par le maximum de vos images : une photo sombre deviendrait claire, et le même pixel n'aurait plus la même valeur d'un lot à l'autre ; divisez toujours par 255 »
import numpy as np


def to_channels_first(images):
    return images.transpose(0, 3, 1, 2).astype(np.float32) / max(int(images.max(initial=0)), 1)


# %% wrong to_channels_first float64 · « vos valeurs sont justes, mais leur type est float64 : on demande float32 »
def to_channels_first(images):
    return images.transpose(0, 3, 1, 2) / 255


# %% wrong to_channels_first integer-division · « vous divisez avec `//` : il ne reste que des 0 et des 1 »
import numpy as np


def to_channels_first(images):
    return (images.transpose(0, 3, 1, 2) // 255).astype(np.float32)


# %% wrong to_channels_first cast-back · « vous repassez en `uint8` après la division : les décimales disparaissent »
import numpy as np


def to_channels_first(images):
    return (images.transpose(0, 3, 1, 2) / 255).astype(np.uint8)


# %% wrong to_channels_first blue-first · « vous rangez les canaux dans l'ordre bleu, vert, rouge : gardez rouge, vert, bleu »
import numpy as np


def to_channels_first(images):
    return images[..., ::-1].transpose(0, 3, 1, 2).astype(np.float32) / 255


# %% wrong to_channels_first centred · « vous ramenez les valeurs entre −1 et 1 : on les demande entre 0 et 1 »
import numpy as np


def to_channels_first(images):
    return images.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1


# %% wrong to_channels_first first-image-only · « vous ne rendez que la première image : traitez tout le lot »
import numpy as np


def to_channels_first(images):
    return images[0].transpose(2, 0, 1).astype(np.float32) / 255


# %% wrong to_channels_first uint8-overflow · « vous multipliez avant de convertir : en `uint8`, un nombre qui dépasse 255 repart de 0 »
import numpy as np


def to_channels_first(images):
    doubled = images.transpose(0, 3, 1, 2) * np.uint8(2)
    return doubled.astype(np.float32) / 510


# %% wrong to_channels_first input-emptied · « votre résultat est juste, mais vous écrivez dans `images`, que celui qui appelle retrouve changé »
import numpy as np


def to_channels_first(images):
    result = images.transpose(0, 3, 1, 2).astype(np.float32) / 255
    images //= 255
    return result


# %% wrong to_channels_first no-return · « vous ne renvoyez rien : la dernière ligne doit rendre le tableau à celui qui appelle »
import numpy as np


def to_channels_first(images):
    images = images.transpose(0, 3, 1, 2).astype(np.float32) / 255


# %% right one_hot rows-of-identity
import numpy as np


def one_hot(labels, n_classes):
    if np.any(labels < 0) or np.any(labels > n_classes - 1):
        raise ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% right one_hot loop
import numpy as np


def one_hot(labels, n_classes):
    result = np.zeros((len(labels), n_classes), dtype="float32")
    for i in range(len(labels)):
        if not 0 <= labels[i] < n_classes:
            raise ValueError(f"étiquette {labels[i]}")
        result[i, labels[i]] = 1.0
    return result


# %% right one_hot comparison
import numpy as np


def one_hot(labels, n_classes):
    if not np.isin(labels, np.arange(n_classes)).all():
        raise ValueError("label outside")
    return (labels.reshape(-1, 1) == np.arange(n_classes)).astype(np.float32)


# %% right one_hot set-difference
import numpy as np


def one_hot(labels, n_classes):
    if set(labels.tolist()) - set(range(n_classes)):
        raise ValueError("label outside")
    flat = np.zeros(len(labels) * n_classes, np.float32)
    flat[np.arange(len(labels)) * n_classes + labels.astype(int)] = 1
    return flat.reshape(len(labels), n_classes)


# %% wrong one_hot identity-without-check · « vous ne vérifiez pas les étiquettes : NumPy lit −1 comme la dernière classe, sans rien dire, et s'arrête sur une `IndexError` au-delà »
import numpy as np


def one_hot(labels, n_classes):
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% wrong one_hot negative-accepted · « vous ne refusez que les étiquettes trop grandes : −1 est lu comme la dernière case »
import numpy as np


def one_hot(labels, n_classes):
    if (labels >= n_classes).any():
        raise ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% wrong one_hot only-negative-refused · « vous ne refusez que les étiquettes négatives : `n_classes` et au-delà sont aussi hors de la liste »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any():
        raise ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% wrong one_hot bound-off-by-one · « vous acceptez l'étiquette `n_classes` : la dernière porte le numéro `n_classes - 1`, regardez votre comparaison »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels > n_classes).any():
        raise ValueError("label outside")
    return (labels[:, None] == np.arange(n_classes)).astype(np.float32)


# %% wrong one_hot zeros-for-outside · « vous rendez une ligne de zéros pour une étiquette inconnue : ici, l'énoncé demande une `ValueError` »
import numpy as np


def one_hot(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes)).astype(np.float32)


# %% wrong one_hot clipped · « vous ramenez les étiquettes hors de la liste à la plus proche : une faute dans les données passerait inaperçue, levez une `ValueError` »
import numpy as np


def one_hot(labels, n_classes):
    return np.eye(n_classes, dtype=np.float32)[np.clip(labels, 0, n_classes - 1)]


# %% wrong one_hot classes-of-the-batch · « vous comptez les classes d'après les étiquettes reçues : une classe absente perdrait sa colonne, et la forme changerait d'un lot à l'autre »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return np.eye(int(labels.max(initial=-1)) + 1, dtype=np.float32)[labels]


# %% wrong one_hot transposed · « vos lignes et vos colonnes sont échangées : une ligne par étiquette, une colonne par classe »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels].T


# %% wrong one_hot float64 · « vos valeurs sont justes, mais leur type n'est pas float32 : précisez-le en créant le tableau »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return np.eye(n_classes)[labels]


# %% wrong one_hot counted-from-one · « vous comptez les classes à partir de 1 : la première porte le numéro 0 »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return (labels[:, None] == np.arange(1, n_classes + 1)).astype(np.float32)


# %% wrong one_hot whole-column · « vous remplissez des colonnes entières : donnez à NumPy les numéros de lignes en même temps que ceux des colonnes »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    rows = np.zeros((len(labels), n_classes), dtype=np.float32)
    rows[:, labels] = 1
    return rows


# %% wrong one_hot cumulative · « vous mettez des 1 partout jusqu'à la classe : un one-hot n'en a qu'un par ligne »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return (labels[:, None] >= np.arange(n_classes)).astype(np.float32)


# %% wrong one_hot label-as-value · « vous écrivez le numéro de la classe dans la case : écrivez-y 1 »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label outside")
    return (np.eye(n_classes)[labels] * labels[:, None]).astype(np.float32)


# %% wrong one_hot assert · « vous vérifiez avec `assert`, qui lève une `AssertionError` : on attend une `ValueError`, avec `raise` »
import numpy as np


def one_hot(labels, n_classes):
    assert ((labels >= 0) & (labels < n_classes)).all()
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% wrong one_hot error-returned · « vous renvoyez l'erreur au lieu de la lever : le mot est `raise`, pas `return` »
import numpy as np


def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        return ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% wrong one_hot empty-stops · « vous cherchez le minimum d'un tableau vide, qui n'en a pas : sans étiquette, rendez un tableau de 0 ligne »
import numpy as np


def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("label outside")
    return np.eye(n_classes, dtype=np.float32)[labels]


# %% right split cumulative-bounds
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    bounds = np.round(n * np.cumsum(fractions)).astype(int)[:2]
    return tuple(np.split(np.random.default_rng(seed).permutation(n), bounds))


# %% right split python-shuffle
import math
import random


def split(n, fractions, seed):
    if not math.isclose(math.fsum(fractions), 1, rel_tol=0, abs_tol=1e-9):
        raise ValueError("fractions")
    order = list(range(n))
    random.Random(seed).shuffle(order)
    parts, start, total = [], 0, 0.0
    for fraction in fractions:
        total += fraction
        end = round(n * total)
        parts.append(order[start:end])
        start = end
    return parts


# %% right split sorted-parts
import numpy as np


def split(n, fractions, seed):
    if not -1e-9 <= np.sum(fractions) - 1 <= 1e-9:
        raise ValueError("fractions")
    rng = np.random.RandomState(seed)
    order = np.arange(n)
    rng.shuffle(order)
    a = int(n * fractions[0] + 0.5)
    b = int(n * (1 - fractions[2]) + 0.5)
    return np.sort(order[:a]), np.sort(order[a:b]), np.sort(order[b:])


# %% right split ranked-noise
import numpy as np


def split(n, fractions, seed):
    f1, f2, f3 = fractions
    if abs(f1 + f2 + f3 - 1) > 1e-9:
        raise ValueError("fractions")
    rank = np.random.default_rng(seed).random(n).argsort().argsort()
    first, second = round(n * f1), round(n * (f1 + f2))
    return np.where(rank < first)[0], np.where((rank >= first) & (rank < second))[0], np.where(rank >= second)[0]


# %% wrong split drawn-separately · « vous tirez chaque jeu à part : un même indice tombe dans deux jeux, et d'autres dans aucun ; mélangez une fois, puis coupez »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    rng = np.random.default_rng(seed)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return tuple(rng.permutation(n)[:size] for size in (first, second - first, n - second))


# %% wrong split drawn-with-repeats · « vous tirez les indices avec remise : certains reviennent plusieurs fois, d'autres jamais »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).integers(0, max(n, 1), size=n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split sizes-rounded-one-by-one · « vous arrondissez chaque taille à part : une ligne peut se perdre ; arrondissez les sommes cumulées »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    a, b, c = (round(n * fraction) for fraction in fractions)
    return order[:a], order[a : a + b], order[a + b : a + b + c]


# %% wrong split remainder-to-last · « vous arrondissez les deux premières tailles et donnez le reste au test : rien ne se perd, mais les tailles ne sont pas celles de la formule ; arrondissez les sommes cumulées »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    a, b = round(n * fractions[0]), round(n * fractions[1])
    return order[:a], order[a : a + b], order[a + b :]


# %% wrong split bounds-cut-not-rounded · « vous coupez les décimales des bornes avec `int` : arrondissez à l'entier le plus proche »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = int(n * fractions[0]), int(n * (fractions[0] + fractions[1]) + 1e-9)
    return order[:first], order[first:second], order[second:]


# %% wrong split sizes-cut · « vous coupez les décimales de chaque taille avec `int` : des lignes se perdent ; arrondissez les sommes cumulées »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    a, b, c = (int(n * fraction + 1e-9) for fraction in fractions)
    return order[:a], order[a : a + b], order[a + b : a + b + c]


# %% wrong split not-shuffled · « vous coupez sans mélanger : si le fichier est trié par classe, le test n'aura que la dernière »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.arange(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split shuffled-after · « vous coupez avant de mélanger : chaque jeu reste une tranche du fichier, dans un autre ordre ; mélangez d'abord »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    rng = np.random.default_rng(seed)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    order = np.arange(n)
    return rng.permutation(order[:first]), rng.permutation(order[first:second]), rng.permutation(order[second:])


# %% wrong split seed-ignored · « vous n'utilisez pas la graine reçue : toutes les graines donnent la même coupe »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(42).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split unseeded · « vous tirez sans graine : la coupe change à chaque appel, et personne ne pourra refaire votre mesure »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng().permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split sum-never-checked · « vous ne vérifiez pas la somme des fractions : au-dessus comme au-dessous de 1, levez une `ValueError` »
import numpy as np


def split(n, fractions, seed):
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split sum-exactly-one · « vous comparez la somme à 1 avec `!=` : pour Python, 0.7 + 0.2 + 0.1 ne vaut pas exactement 1 ; laissez un écart de 1e-9 »
import numpy as np


def split(n, fractions, seed):
    if sum(fractions) != 1:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split sum-too-large-only · « vous ne refusez que les sommes trop grandes : une somme inférieure à 1 est aussi une faute »
import numpy as np


def split(n, fractions, seed):
    if sum(fractions) - 1 > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split sum-loosely-checked · « vous acceptez un écart trop grand : `np.isclose`, sans réglage, laisse passer un cent-millième ; on demande 1e-9 »
import numpy as np


def split(n, fractions, seed):
    if not np.isclose(sum(fractions), 1):
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first:second], order[second:]


# %% wrong split masks · « vous rendez des masques de vrai et de faux : on demande les indices eux-mêmes »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    rank = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return rank < first, (rank >= first) & (rank < second), rank >= second


# %% wrong split overlapping-slices · « vos tranches se recouvrent : la validation commence là où l'entraînement finit, et non au début »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[: second - first], order[second:]


# %% wrong split one-skipped · « vous sautez un indice à chaque borne : une tranche s'arrête déjà juste avant sa fin, la suivante commence à cette fin »
import numpy as np


def split(n, fractions, seed):
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    first, second = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:first], order[first + 1 : second], order[second + 1 :]


# %% right standardize mean-std
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% right standardize column-loop
import numpy as np


def standardize(train, test):
    new_train, new_test = np.zeros(train.shape), np.zeros(test.shape)
    for j in range(train.shape[1]):
        mean = train[:, j].mean()
        std = train[:, j].std()
        if std == 0:
            std = 1
        new_train[:, j] = (train[:, j] - mean) / std
        new_test[:, j] = (test[:, j] - mean) / std
    return new_train, new_test


# %% right standardize deviation-by-hand
import numpy as np


def standardize(train, test):
    mean = np.sum(train, axis=0) / len(train)
    std = np.sqrt(np.sum((train - mean) ** 2, axis=0) / len(train))
    std[std == 0] = 1
    return [(table - mean) / std for table in (train, test)]


# %% right standardize stacked-then-cut
import numpy as np


def standardize(train, test):
    everything = np.vstack([train, test]).astype(float)
    everything -= everything[: len(train)].mean(axis=0)
    variance = (everything[: len(train)] ** 2).mean(axis=0)
    everything /= np.where(variance > 0, np.sqrt(variance), 1.0)
    return everything[: len(train)], everything[len(train) :]


# %% wrong standardize test-with-its-own · « vous standardisez `test` avec sa propre moyenne : c'est une fuite, et une ligne seule devient des zéros ; servez-vous des statistiques de `train` »
import numpy as np


def standardize(train, test):
    def scaled(table):
        std = table.std(axis=0)
        return (table - table.mean(axis=0)) / np.where(std == 0, 1, std)

    return scaled(train), scaled(test)


# %% wrong standardize both-together · « vous calculez la moyenne sur `train` et `test` réunis : elle contient déjà le test, c'est une fuite »
import numpy as np


def standardize(train, test):
    everything = np.vstack([train, test])
    mean, std = everything.mean(axis=0), everything.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize own-mean-only · « vous retirez à `test` sa propre moyenne avant de diviser par l'écart-type de `train` : la moyenne aussi vient de `train` »
import numpy as np


def standardize(train, test):
    std = train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - train.mean(axis=0)) / std, (test - test.mean(axis=0)) / std


# %% wrong standardize own-deviation-only · « vous divisez `test` par son propre écart-type : celui de `train` sert pour les deux »
import numpy as np


def standardize(train, test):
    mean = train.mean(axis=0)
    tables = []
    for table in (train, test):
        std = table.std(axis=0)
        tables.append((table - mean) / np.where(std == 0, 1, std))
    return tuple(tables)


# %% wrong standardize test-untouched · « vous rendez `test` tel quel : ou bien vous l'oubliez, ou bien vous calculez la moyenne après avoir écrasé `train`, quand elle vaut déjà 0 ; gardez moyenne et écart-type dans des variables »
import numpy as np


def standardize(train, test):
    std = train.std(axis=0)
    return (train - train.mean(axis=0)) / np.where(std == 0, 1, std), test.copy()


# %% wrong standardize sample-deviation · « vous divisez par n − 1 dans l'écart-type : ici, on divise par n, le réglage de NumPy »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1 if len(train) > 1 else 0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize variance · « vous divisez par la variance : il manque la racine carrée »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.var(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize all-columns-together · « vous calculez une seule moyenne pour tout le tableau : il en faut une par colonne, avec `axis=0` »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(), train.std()
    std = std if std else 1
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize by-row · « vous standardisez ligne par ligne : c'est chaque colonne qui a sa moyenne, avec `axis=0` »
import numpy as np


def standardize(train, test):
    def scaled(table):
        std = table.std(axis=1, keepdims=True)
        return (table - table.mean(axis=1, keepdims=True)) / np.where(std == 0, 1, std)

    return scaled(train), scaled(test)


# %% wrong standardize constant-column · « vous divisez par zéro dans une colonne constante : son écart-type est nul, divisez-la par 1 »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    with np.errstate(all="ignore"):
        return (train - mean) / std, (test - mean) / std


# %% wrong standardize tiny-added · « vous ajoutez un tout petit nombre à l'écart-type : dans une colonne constante de `train`, les écarts de `test` deviennent énormes ; divisez par 1 »
def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0) + 1e-8
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize constant-erased · « vous remplacez par 0 toute colonne constante de `train` : dans `test`, elle peut varier, et on lui retire seulement la moyenne »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    divisor = np.where(std == 0, 1, std)
    return np.where(std == 0, 0, (train - mean) / divisor), np.where(std == 0, 0, (test - mean) / divisor)


# %% wrong standardize constant-kept-raw · « vous laissez telle quelle une colonne constante : retirez-lui sa moyenne, puis divisez par 1 »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    mean, std = np.where(std == 0, 0, mean), np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% wrong standardize min-max · « vous ramenez les colonnes entre 0 et 1 avec le minimum et le maximum : on demande la moyenne et l'écart-type »
import numpy as np


def standardize(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    span = np.where(high == low, 1, high - low)
    return (train - low) / span, (test - low) / span


# %% wrong standardize only-centred · « vous retirez la moyenne sans diviser par l'écart-type : les échelles restent différentes »
def standardize(train, test):
    return train - train.mean(axis=0), test - train.mean(axis=0)


# %% wrong standardize parenthesis · « vous divisez avant de soustraire : entourez `x - mean` de parenthèses »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return train - mean / std, test - mean / std


# %% wrong standardize order-swapped · « vous renvoyez `test` avant `train` : l'énoncé demande l'ordre inverse »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (test - mean) / std, (train - mean) / std


# %% wrong standardize only-train · « vous ne renvoyez que `train` : on demande le couple, `train` puis `test` »
import numpy as np


def standardize(train, test):
    std = train.std(axis=0)
    return (train - train.mean(axis=0)) / np.where(std == 0, 1, std)


# %% wrong standardize inputs-changed · « votre résultat est juste, mais vous écrivez dans les tableaux reçus : méfiez-vous de `-=` et de `/=` »
import numpy as np


def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    if train.dtype.kind == "f":
        train -= mean
        train /= std
        test -= mean
        test /= std
        return train, test
    return (train - mean) / std, (test - mean) / std


# %% right encode_table columns
import numpy as np


def encode_table(train, test, numeric, categorical):
    train_columns, test_columns = [], []
    for name in numeric:
        values = np.array([row[name] for row in train])
        mean, std = values.mean(), values.std()
        if std == 0:
            std = 1
        train_columns.append((values - mean) / std)
        test_columns.append((np.array([row[name] for row in test]) - mean) / std)
    for name in categorical:
        for category in sorted(set(row[name] for row in train)):
            train_columns.append([int(row[name] == category) for row in train])
            test_columns.append([int(row[name] == category) for row in test])
    return np.column_stack(train_columns), np.column_stack(test_columns)


# %% right encode_table row-by-row
import statistics


def encode_table(train, test, numeric, categorical):
    means = {name: statistics.fmean(row[name] for row in train) for name in numeric}
    spreads = {name: statistics.pstdev([float(row[name]) for row in train]) or 1.0 for name in numeric}
    known = {name: sorted({row[name] for row in train}) for name in categorical}

    def encode(row):
        line = [(row[name] - means[name]) / spreads[name] for name in numeric]
        for name in categorical:
            cells = [0.0] * len(known[name])
            if row[name] in known[name]:
                cells[known[name].index(row[name])] = 1.0
            line.extend(cells)
        return line

    return [encode(row) for row in train], [encode(row) for row in test]


# %% right encode_table blocks
import numpy as np


def encode_table(train, test, numeric, categorical):
    def numbers(rows):
        return np.array([[row[name] for name in numeric] for row in rows], dtype=float).reshape(len(rows), len(numeric))

    mean, std = numbers(train).mean(axis=0), numbers(train).std(axis=0)
    std[std == 0] = 1
    results = []
    for rows in (train, test):
        blocks = [(numbers(rows) - mean) / std]
        for name in categorical:
            categories = np.unique([row[name] for row in train])
            blocks.append(np.array([row[name] for row in rows])[:, None] == categories)
        results.append(np.hstack(blocks).astype(np.float32))
    return tuple(results)


# %% right encode_table dictionary-of-places
import numpy as np


def encode_table(train, test, numeric, categorical):
    place = {}
    for name in categorical:
        for category in sorted({row[name] for row in train}):
            place[name, category] = len(numeric) + len(place)
    results = [np.zeros((len(rows), len(numeric) + len(place))) for rows in (train, test)]
    for table, rows in zip(results, (train, test)):
        for i, row in enumerate(rows):
            for j, name in enumerate(numeric):
                values = [one[name] for one in train]
                table[i, j] = (row[name] - np.mean(values)) / (np.std(values) or 1)
            for name in categorical:
                if (name, row[name]) in place:
                    table[i, place[name, row[name]]] = 1
    return results[0], results[1]


# %% wrong encode_table numbers-raw · « vous laissez les nombres bruts : standardisez chaque colonne de `numeric` avec la moyenne et l'écart-type de `train` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            columns.append([float(row[name]) for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table second-number-raw · « vous ne standardisez que la première colonne de nombres : le revenu, resté dans son unité, écraserait l'âge »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for place, name in enumerate(numeric):
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            if place > 0:
                mean, std = 0.0, 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table test-with-its-own · « vous standardisez `test` avec sa propre moyenne : c'est une fuite, servez-vous des statistiques de `train` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in rows], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table both-together · « vous calculez la moyenne sur `train` et `test` réunis : elle contient déjà le test, c'est une fuite »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train + test], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table categories-of-both · « vous cherchez aussi les catégories dans `test` : une valeur inconnue de `train` n'a pas de colonne, elle donne des zéros »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train + test}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table categories-of-each · « vous cherchez les catégories de chaque tableau dans ce tableau : ses colonnes n'ont plus le même sens dans `train` et dans `test` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in rows}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table order-of-appearance · « vous rangez les catégories dans l'ordre où elles apparaissent : on demande l'ordre de `sorted` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in dict.fromkeys(row[name] for row in train):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table first-category-dropped · « vous retirez la première catégorie : cela se fait en statistique, mais ici chaque catégorie de `train` a sa colonne »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train})[1:]:
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table numbered-categories · « vous remplacez chaque catégorie par son numéro : cela invente un ordre entre elles ; écrivez un one-hot »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            known = sorted({row[name] for row in train})
            columns.append([float(known.index(row[name])) if row[name] in known else -1.0 for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table unknown-stops · « vous cherchez la place d'une catégorie que `train` ne connaît pas, et Python s'arrête : testez d'abord si elle est connue, et laissez des zéros »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            known = sorted({row[name] for row in train})
            columns.extend(np.eye(len(known))[[known.index(row[name]) for row in rows]].T)
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table unknown-as-first · « vous rangez une catégorie inconnue avec la première : laissez des zéros partout »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            known = sorted({row[name] for row in train})
            places = [known.index(row[name]) if row[name] in known else 0 for row in rows]
            columns.extend(np.eye(len(known))[places].T)
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table unknown-as-last · « vous rangez une catégorie inconnue avec la dernière, car NumPy lit −1 comme la dernière case : laissez des zéros partout »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            known = sorted({row[name] for row in train})
            places = [known.index(row[name]) if row[name] in known else -1 for row in rows]
            columns.extend(np.eye(len(known))[places].T)
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table column-for-unknown · « vous ajoutez une colonne pour les catégories inconnues : l'énoncé demande des zéros, sans colonne de plus »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
            known = {row[name] for row in train}
            columns.append([float(row[name] not in known) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table unknown-row-dropped · « vous retirez les fiches dont une catégorie est inconnue : chaque fiche garde sa ligne »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    known = {name: {row[name] for row in train} for name in categorical}
    kept = [row for row in test if all(row[name] in known[name] for name in categorical)]
    for rows in (train, kept):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.array(columns).T)
    return tuple(results)


# %% wrong encode_table sample-deviation · « vous divisez par n − 1 dans l'écart-type : ici, on divise par n, le réglage de NumPy »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std(ddof=1 if len(values) > 1 else 0) or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table constant-column · « vous divisez par zéro dans une colonne constante : son écart-type est nul, divisez-la par 1 »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std()
            with np.errstate(all="ignore"):
                columns.append(np.array([row[name] - mean for row in rows]) / std)
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table only-centred · « vous retirez la moyenne sans diviser par l'écart-type : les échelles restent différentes »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean = values.mean()
            columns.append([row[name] - mean for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table one-hot-standardised · « vous standardisez aussi les colonnes de 0 et de 1 : un one-hot reste fait de 0 et de 1 »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                share = np.mean([row[name] == category for row in train])
                spread = np.sqrt(share * (1 - share)) or 1.0
                columns.append([((row[name] == category) - share) / spread for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table numbers-sorted · « vous rangez les colonnes de nombres par ordre alphabétique : gardez l'ordre de `numeric` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in sorted(numeric):
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% wrong encode_table transposed · « vos lignes et vos colonnes sont échangées : une ligne par fiche »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.array(columns, dtype=float))
    return tuple(results)


# %% wrong encode_table only-train · « vous ne renvoyez que `train` : on demande le couple, `train` puis `test` »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    return results[0]


# %% wrong encode_table cards-changed · « votre résultat est juste, mais vous videz les fiches avec `pop` : celui qui appelle les retrouve incomplètes »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        results.append(np.column_stack(columns))
    for row in train + test:
        for name in numeric:
            row.pop(name)
    return tuple(results)


# %% wrong encode_table categories-first · « vous mettez les catégories avant les nombres : l'énoncé demande l'inverse »
import numpy as np


def encode_table(train, test, numeric, categorical):
    results = []
    for rows in (train, test):
        columns = []
        for name in categorical:
            for category in sorted({row[name] for row in train}):
                columns.append([float(row[name] == category) for row in rows])
        for name in numeric:
            values = np.array([row[name] for row in train], dtype=float)
            mean, std = values.mean(), values.std() or 1.0
            columns.append([(row[name] - mean) / std for row in rows])
        results.append(np.column_stack(columns))
    return tuple(results)


# %% right iterations_per_epoch ceil
import math


def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return math.ceil(n / batch_size)


# %% right iterations_per_epoch quotient-and-remainder
def iterations_per_epoch(n, batch_size):
    if batch_size < 1:
        raise ValueError("batch_size")
    full, left = divmod(n, batch_size)
    return full + (1 if left else 0)


# %% right iterations_per_epoch counting
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    count = 0
    while n > 0:
        n -= batch_size
        count += 1
    return count


# %% right iterations_per_epoch negated-floor
def iterations_per_epoch(n, batch_size):
    if not batch_size > 0:
        raise ValueError("batch_size")
    return -(-n // batch_size)


# %% wrong iterations_per_epoch floor · « vous arrondissez à l'entier inférieur : les derniers exemples forment un lot plus petit, qui compte »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return n // batch_size


# %% wrong iterations_per_epoch rounded · « vous arrondissez à l'entier le plus proche : un petit reste disparaît ; arrondissez toujours vers le haut »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return round(n / batch_size)


# %% wrong iterations_per_epoch always-one-more · « vous ajoutez 1 même quand le compte est juste : avec 8 exemples et des lots de 4, il y a 2 lots »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return n // batch_size + 1


# %% wrong iterations_per_epoch not-rounded · « vous renvoyez le quotient avec ses décimales : un nombre de lots est entier »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return n / batch_size


# %% wrong iterations_per_epoch remainder · « vous renvoyez le reste de la division, c'est-à-dire la taille du dernier lot incomplet : on demande le nombre de lots »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return n % batch_size


# %% wrong iterations_per_epoch swapped · « vous divisez la taille du lot par le nombre d'exemples : c'est l'inverse »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return -(-batch_size // n) if n else 0


# %% wrong iterations_per_epoch at-least-one · « vous renvoyez 1 quand il n'y a aucun exemple : sans exemple, aucun lot »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return max(1, -(-n // batch_size))


# %% wrong iterations_per_epoch size-never-checked · « vous ne vérifiez pas la taille du lot : 0 arrête Python sur une `ZeroDivisionError`, et une taille négative donne un nombre absurde ; levez une `ValueError` »
def iterations_per_epoch(n, batch_size):
    return -(-n // batch_size)


# %% wrong iterations_per_epoch negative-accepted · « vous ne refusez que 0 : une taille de lot négative n'a pas plus de sens »
def iterations_per_epoch(n, batch_size):
    if batch_size == 0:
        raise ValueError("batch_size")
    return -(-n // batch_size)


# %% wrong iterations_per_epoch zero-accepted · « vous ne refusez que les tailles négatives : un lot de 0 exemple n'a pas de sens non plus »
def iterations_per_epoch(n, batch_size):
    if batch_size < 0:
        raise ValueError("batch_size")
    return -(-n // batch_size)


# %% wrong iterations_per_epoch zero-instead-of-error · « vous renvoyez 0 pour une taille de lot impossible : une faute passerait inaperçue, levez une `ValueError` »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        return 0
    return -(-n // batch_size)


# %% wrong iterations_per_epoch empty-first · « vous traitez le cas « aucun exemple » avant de vérifier la taille du lot : un lot de 0 est refusé même sans exemple »
def iterations_per_epoch(n, batch_size):
    if n == 0:
        return 0
    if batch_size <= 0:
        raise ValueError("batch_size")
    return -(-n // batch_size)


# %% wrong iterations_per_epoch one-batch-when-larger · « vous renvoyez 0 quand le lot est plus grand que les données : il y a alors un seul lot, incomplet »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return 0 if batch_size > n else -(-n // batch_size)


# %% wrong iterations_per_epoch printed · « vous affichez le nombre sans le renvoyer : remplacez `print` par `return` »
def iterations_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    print(-(-n // batch_size))
