#!/usr/bin/env python3
"""Makes the sample that stands beside this script: images of handwritten digits and a small float CNN that reads them.

Octet does not need this script to run. It is here so that everyone can see where the sample comes from and make it
again:

    pip install "jax[cpu]==0.10.2" optax==0.2.8 numpy==2.4.6 onnx==1.23.2 onnxruntime==1.31.1 \\
        scikit-learn==1.9.1 pillow==13.0.0
    python make.py                    # replaces the sample beside this script
    python make.py --output FOLDER    # writes it elsewhere

Made with Python 3.11 in less than a minute on two cores. Every random choice is seeded: one machine gives the same
bytes each time; another may give slightly different weights, because its processor sums in another order.

The data are scikit-learn's bundled copy of the test part of "Optical Recognition of Handwritten Digits"
(E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, doi:10.24432/C50P49, CC BY 4.0).
"""

import argparse
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import onnx
import onnxruntime
import optax
from jax.scipy.ndimage import map_coordinates
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from sklearn.datasets import load_digits

SEED = 17
CLASSES = 10
CALIBRATION_PER_CLASS = 20
EVALUATION_PER_CLASS = 50

CHANNELS = 64
CONVOLUTIONS = {"stem": 1, "block.first": CHANNELS, "block.second": CHANNELS, "down": CHANNELS}  # name: input channels
EPSILON = 1e-5  # BatchNormalization's default in ONNX
MOMENTUM = 0.9  # the share of a running statistic that a training step keeps

EPOCHS = 60
BATCH = 64
PEAK_LEARNING_RATE = 3e-3
WEIGHT_DECAY = 0.02
LABEL_SMOOTHING = 0.05
REQUIRED_ACCURACY = 0.98

SCALE, MEAN, STD = 1 / 255, 0.305, 0.376  # MEAN and STD are those of all pixels of the data set, with white as 1
PREPROCESSING = f"""\
# From the pixels of an image to the model's input [N, 1, 8, 8]: (pixel * scale - mean) / std
color: gray
scale: {SCALE}
mean: {MEAN}
std: {STD}
layout: nchw
"""


# --- The network, said once: `ops` either computes it (Computing) or writes it down as ONNX nodes (Recording). -------


def network(ops, image):
    """A stem, one residual block at 8x8, a convolution that halves the sides, and a linear classifier."""
    stem = ops.relu("stem", normalized_conv(ops, "stem", image))
    inner = ops.relu("block.first", normalized_conv(ops, "block.first", stem))
    residual = normalized_conv(ops, "block.second", inner)
    block = ops.relu("block", ops.add("block", residual, stem))
    halved = ops.relu("down", normalized_conv(ops, "down", block, stride=2))
    return ops.gemm("classifier", ops.flatten("head", ops.average("head", halved)))


def normalized_conv(ops, name, x, stride=1):
    return ops.normalize(name, ops.conv(name, x, stride))


class Computing:
    """Computes the network with JAX. In training it normalizes by the batch's own statistics, and keeps them."""

    def __init__(self, parameters, statistics, training=False):
        self.parameters, self.statistics, self.training = parameters, statistics, training
        self.batch_statistics = {}

    def conv(self, name, x, stride):
        layout = ("NCHW", "OIHW", "NCHW")
        weight = self.parameters[f"{name}.conv.weight"]
        return jax.lax.conv_general_dilated(x, weight, (stride, stride), ((1, 1), (1, 1)), dimension_numbers=layout)

    def normalize(self, name, x):
        if self.training:
            mean, var = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
            self.batch_statistics |= {f"{name}.norm.mean": mean, f"{name}.norm.var": var}
        else:
            mean, var = self.statistics[f"{name}.norm.mean"], self.statistics[f"{name}.norm.var"]
        factor = self.parameters[f"{name}.norm.scale"] / jnp.sqrt(var + EPSILON)
        offset = self.parameters[f"{name}.norm.bias"] - mean * factor
        return x * factor[:, None, None] + offset[:, None, None]

    def relu(self, name, x):
        return jax.nn.relu(x)

    def add(self, name, a, b):
        return a + b

    def average(self, name, x):
        return x.mean(axis=(2, 3), keepdims=True)

    def flatten(self, name, x):
        return x.reshape(x.shape[0], -1)

    def gemm(self, name, x):
        return x @ self.parameters[f"{name}.weight"].T + self.parameters[f"{name}.bias"]


class Recording:
    """Writes the network down as ONNX nodes whose initializers are the values found in training."""

    def __init__(self, values):
        self.values, self.nodes, self.initializers = values, [], []

    def conv(self, name, x, stride):
        window = dict(kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[stride, stride])
        return self.node("Conv", f"{name}.conv", [x], ["weight"], **window)

    def normalize(self, name, x):
        return self.node("BatchNormalization", f"{name}.norm", [x], ["scale", "bias", "mean", "var"], epsilon=EPSILON)

    def relu(self, name, x):
        return self.node("Relu", f"{name}.relu", [x])

    def add(self, name, a, b):
        return self.node("Add", f"{name}.add", [a, b])

    def average(self, name, x):
        return self.node("GlobalAveragePool", f"{name}.average", [x])

    def flatten(self, name, x):
        return self.node("Flatten", f"{name}.flatten", [x], axis=1)

    def gemm(self, name, x):
        return self.node("Gemm", name, [x], ["weight", "bias"], output="logits", transB=1)

    def node(self, operator, name, inputs, constants=(), output=None, **attributes):
        """Adds a node that reads `inputs` and then its own constants; returns the name of its output."""
        output = output or f"{name}.output"
        own = [f"{name}.{constant}" for constant in constants]
        self.initializers += [numpy_helper.from_array(np.asarray(self.values[value]), value) for value in own]
        self.nodes.append(helper.make_node(operator, [*inputs, *own], [output], name, **attributes))
        return output


# --- Data: three sets that share no image. ---------------------------------------------------------------------------


def load_images():
    """All images as uint8 [1797, 8, 8] with 0..16 stretched to 0..255, and their labels."""
    digits = load_digits()
    pixels = np.rint(digits.images * (255 / 16)).astype(np.uint8)
    distinct = len(np.unique(pixels.reshape(len(pixels), -1), axis=0))
    assert distinct == len(pixels), f"expected distinct images, found {len(pixels) - distinct} repeated"
    return pixels, digits.target


def split(labels, random):
    """Positions of the training, calibration and evaluation images; the last two hold as many of every digit."""
    sets = {"training": [], "calibration": [], "evaluation": []}
    for digit in range(CLASSES):
        shuffled = random.permutation(np.flatnonzero(labels == digit))
        first, second = CALIBRATION_PER_CLASS, CALIBRATION_PER_CLASS + EVALUATION_PER_CLASS
        for name, part in zip(sets, (shuffled[second:], shuffled[:first], shuffled[first:second])):
            sets[name] += sorted(part.tolist())
    return sets


def write_images(folder, pixels, labels, positions):
    """Writes `folder/<digit>/<position in scikit-learn's data set>.png` and how to read them."""
    for old in folder.glob("[0-9]/*.png"):
        old.unlink()
    for position in positions:
        path = folder / str(labels[position]) / f"{position:04d}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels[position]).save(path, optimize=True)
    (folder / "preprocessing.yaml").write_text(PREPROCESSING)


def read_images(folder):
    """The images of a folder as the model's input, and their labels, in the order of their paths."""
    paths = sorted(folder.glob("*/*.png"))
    pixels = np.stack([np.asarray(Image.open(path)) for path in paths])
    return preprocess(pixels), np.array([int(path.parent.name) for path in paths])


def preprocess(pixels):
    return ((pixels[:, None] * np.float32(SCALE) - np.float32(MEAN)) / np.float32(STD)).astype(np.float32)


def distort(key, images):
    """Turns, stretches and shifts every image [N, 1, 8, 8] a little, at random, around its centre."""
    turn_key, size_key, shift_key = jax.random.split(key, 3)
    turns = jax.random.uniform(turn_key, len(images), minval=-0.2, maxval=0.2)
    sizes = jax.random.uniform(size_key, (len(images), 2), minval=0.9, maxval=1.1)
    shifts = jax.random.uniform(shift_key, (len(images), 2), minval=-0.7, maxval=0.7)
    rows, columns = jnp.meshgrid(jnp.arange(8) - 3.5, jnp.arange(8) - 3.5, indexing="ij")

    def distort_one(image, turn, size, shift):
        row = (rows * jnp.cos(turn) - columns * jnp.sin(turn)) * size[0] + shift[0] + 3.5
        column = (rows * jnp.sin(turn) + columns * jnp.cos(turn)) * size[1] + shift[1] + 3.5
        return map_coordinates(image[0], [row, column], order=1, cval=-MEAN / STD)[None]

    return jax.vmap(distort_one)(images, turns, sizes, shifts)


# --- Training. -------------------------------------------------------------------------------------------------------


def initial_values(random):
    """Parameters to train and statistics to follow, by the names they have in the ONNX file."""

    def normal(shape, variance):
        return random.normal(0, np.sqrt(variance), shape).astype(np.float32)

    ones, zeros = np.ones(CHANNELS, np.float32), np.zeros(CHANNELS, np.float32)
    parameters, statistics = {}, {}
    for name, inputs in CONVOLUTIONS.items():
        parameters[f"{name}.conv.weight"] = normal((CHANNELS, inputs, 3, 3), 2 / (inputs * 9))  # He et al. 2015
        parameters |= {f"{name}.norm.scale": ones, f"{name}.norm.bias": zeros}
        statistics |= {f"{name}.norm.mean": zeros, f"{name}.norm.var": ones}
    parameters["classifier.weight"] = normal((CLASSES, CHANNELS), 1 / CHANNELS)
    parameters["classifier.bias"] = np.zeros(CLASSES, np.float32)
    return parameters, statistics


def loss(parameters, statistics, images, labels):
    """Cross entropy with smoothed labels, and the running statistics after this batch."""
    ops = Computing(parameters, statistics, training=True)
    logits = network(ops, images)
    targets = optax.smooth_labels(jax.nn.one_hot(labels, CLASSES), LABEL_SMOOTHING)
    followed = {
        name: MOMENTUM * statistics[name] + (1 - MOMENTUM) * now for name, now in ops.batch_statistics.items()
    }
    return optax.softmax_cross_entropy(logits, targets).mean(), followed


def train(images, labels, random):
    """Returns the trained parameters and running statistics."""
    parameters, statistics = initial_values(random)
    steps = len(images) // BATCH
    schedule = optax.cosine_onecycle_schedule(EPOCHS * steps, PEAK_LEARNING_RATE)
    optimizer = optax.adamw(schedule, weight_decay=WEIGHT_DECAY)
    state = optimizer.init(parameters)
    key = jax.random.key(SEED)

    @jax.jit
    def step(key, parameters, statistics, state, images, labels):
        gradient = jax.value_and_grad(loss, has_aux=True)
        (value, statistics), slopes = gradient(parameters, statistics, distort(key, images), labels)
        updates, state = optimizer.update(slopes, state, parameters)
        return optax.apply_updates(parameters, updates), statistics, state, value

    for epoch in range(EPOCHS):
        order = random.permutation(len(images))
        for batch in order[: steps * BATCH].reshape(steps, BATCH):
            key, use = jax.random.split(key)
            trained = step(use, parameters, statistics, state, images[batch], labels[batch])
            parameters, statistics, state, value = trained
        print(f"epoch {epoch + 1:3d} of {EPOCHS}: loss of the last batch {value:.4f}")
    return parameters, statistics


# --- Export and proof. -----------------------------------------------------------------------------------------------


def export(path, values):
    recording = Recording(values)
    network(recording, "image")
    graph = helper.make_graph(
        recording.nodes,
        "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 8, 8])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", CLASSES])],
        recording.initializers,
        doc_string="Reads 8x8 gray images of handwritten digits; the sample of Octet, see calibration-data/README.md.",
    )
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8, producer_name="octet-sample-digits")
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def prove(path, folder, parameters, statistics):
    """Fails unless the file computes in ONNX Runtime what was trained, and is right often enough."""
    images, labels = read_images(folder)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"image": images})
    np.testing.assert_allclose(logits, network(Computing(parameters, statistics), images), rtol=0, atol=1e-3)
    correct = int((logits.argmax(axis=1) == labels).sum())
    print(f"{path.name}: {path.stat().st_size} bytes, {correct} of {len(labels)} evaluation images right")
    assert correct >= REQUIRED_ACCURACY * len(labels), f"expected at least {REQUIRED_ACCURACY:.0%} right"


def main():
    parser = argparse.ArgumentParser(description="Makes the digits sample: images, preprocessing.yaml, digits.onnx.")
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent, help="folder to write into")
    output = parser.parse_args().output

    random = np.random.default_rng(SEED)
    pixels, labels = load_images()
    sets = split(labels, random)
    for name in ("calibration", "evaluation"):
        write_images(output / name, pixels, labels, sets[name])

    training = sets["training"]
    parameters, statistics = train(preprocess(pixels[training]), labels[training], random)
    export(output / "digits.onnx", {**parameters, **statistics})
    prove(output / "digits.onnx", output / "evaluation", parameters, statistics)


if __name__ == "__main__":
    main()
