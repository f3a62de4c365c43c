"""What MNIST is: four arrays, the files that hold them, and the digests by which they are known.

Images by Yann LeCun and Corinna Cortes, derived from NIST's, under Creative Commons Attribution-Share Alike 3.0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One of the four arrays of bytes.

    `field` is its name in `mnist.npz`, `file` that of its IDX file without « .gz »; `sha256` is the digest of the
    array's own bytes, whatever file they come from; `size` (bytes) and `file_sha256` are those of the file
    « .gz » that mirrors offer.
    """

    field: str
    file: str
    shape: tuple[int, ...]
    sha256: str
    size: int
    file_sha256: str

    @property
    def count(self) -> int:
        """How many bytes the array holds."""
        return math.prod(self.shape)


@dataclass(frozen=True)
class Recipe:
    """A data set: its four parts, and the addresses, ending in « / », where their files « .gz » are."""

    parts: tuple[Part, ...]
    mirrors: tuple[str, ...]


MNIST = Recipe(
    parts=(
        Part(
            "x_train",
            "train-images-idx3-ubyte",
            (60_000, 28, 28),
            "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
            9_912_422,
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        ),
        Part(
            "y_train",
            "train-labels-idx1-ubyte",
            (60_000,),
            "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
            28_881,
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        ),
        Part(
            "x_test",
            "t10k-images-idx3-ubyte",
            (10_000, 28, 28),
            "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
            1_648_877,
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        ),
        Part(
            "y_test",
            "t10k-labels-idx1-ubyte",
            (10_000,),
            "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
            4_542,
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        ),
    ),
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://azureopendatastorage.blob.core.windows.net/mnist/",
    ),
)
# The digest of the `mnist.npz` that Keras downloads; an archive made otherwise is known by its arrays.
KERAS_NPZ_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
