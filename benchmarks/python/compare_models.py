"""Checks the figures of octet compare, without any code of Octet: recomputes them from the models and the data.

    python compare_models.py REPORT.json --images FOLDER --mean .485 .456 .406 --std .229 .224 .225 --scale 0.00392156862745098
    python compare_models.py REPORT.json --images FOLDER --labels labels.csv --color bgr --mean 103.939 116.779 123.68
    python compare_models.py REPORT.json --arrays samples.npy --labels labels.npy
    python compare_models.py REPORT.json --pairs PAIRS.csv --tokenizer tokenizer.json

REPORT.json is what octet compare wrote with --report over all samples of the same data. Images have to have the size that
the model wants; their labels are the rows of a table of file names and class numbers, or else the class folders in alphabetical
order. PAIRS.csv has no header and three columns: a sentence, another, and how alike people found them.

Prints one line a figure: what the report says and what was found here, both with the digits that octet compare shows, and
whether they are the same; exits with 1 if one is not. Intervals are not checked: they come from random draws.

Needs numpy and onnxruntime, of the version that the report names; pillow for images, tokenizers for pairs.
"""

import argparse
import csv
import hashlib
import json
import math
import os
import sys

import numpy as np
import onnxruntime as ort

# What exporters call the inputs, and the field of an encoding that each takes.
FIELDS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}


def images(options):
    """One input and label an image, in the order of folders and names."""
    from PIL import Image

    table = {}
    if options.labels:
        with open(options.labels, newline="", encoding="utf-8") as file:
            table = {row[0]: int(row[1]) for row in csv.reader(file) if row[1].isdigit()}
    folders = sorted(entry.name for entry in os.scandir(options.images) if entry.is_dir())
    for number, folder in enumerate(folders or ["."]):
        place = os.path.join(options.images, folder)
        for file in sorted(os.listdir(place)):
            if not file.lower().endswith((".jpg", ".jpeg", ".png")):
                continue
            pixels = np.asarray(Image.open(os.path.join(place, file)).convert("RGB"), dtype=np.float32)
            pixels = pixels[..., ::-1] if options.color == "bgr" else pixels
            scaled = (pixels * np.float32(options.scale) - np.float32(options.mean)) / np.float32(options.std)
            label = table[file] if table else (number if folders else None)
            yield {None: np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], dtype=np.float32)}, label


def arrays(options):
    """One input and label a row."""
    labels = np.load(options.labels) if options.labels else None
    for i, row in enumerate(np.load(options.arrays)):
        yield {None: row[None]}, None if labels is None else labels[i]


def pairs(options):
    """Two inputs a pair, of which the second has the score as its label."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(options.tokenizer)
    tokenizer.no_padding()
    with open(options.pairs, newline="", encoding="utf-8") as file:
        for first, second, score in csv.reader(file):
            for text, label in ((first, None), (second, float(score))):
                encoding = tokenizer.encode(text)
                yield {name: np.asarray([getattr(encoding, field)], np.int64) for name, field in FIELDS.items()}, label


def open_model(model, threads):
    with open(model["file"], "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != model["sha256"]:
        sys.exit(f"{model['file']} is not the model that was compared: expected SHA-256 {model['sha256']}, found {found}")
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.log_severity_level = 3
    return ort.InferenceSession(model["file"], settings, providers=["CPUExecutionProvider"])


def run(session, sample):
    names = [value.name for value in session.get_inputs()]
    feed = {names[0]: sample[None]} if None in sample else {name: sample[name] for name in names}
    return session.run(None, feed)


def row_length(shape):
    """The last dimension above 1 holds the scores of one decision."""
    return next((size for size in reversed(shape) if size > 1), 1)


class Fidelity:
    """Figures of one output over all samples, each by its definition in the user guide."""

    def __init__(self):
        self.rows, self.expected, self.actual = [], [], []

    def add(self, expected, actual):
        length = row_length(expected.shape)
        expected, actual = (array.astype(np.float64).reshape(-1, length) for array in (expected, actual))
        self.rows.append((expected, actual))

    def result(self):
        sums = np.zeros(4)
        elements, worst, absolute, agreeing, decisions, nats = 0, 0.0, 0.0, 0, 0, 0.0
        probabilities = True
        for expected, actual in self.rows:
            error = expected - actual
            sums += [(expected**2).sum(), (error**2).sum(), (expected * actual).sum(), (actual**2).sum()]
            elements += error.size
            worst = max(worst, np.abs(error).max())
            absolute += np.abs(error).sum()
            agreeing += (expected.argmax(1) == actual.argmax(1)).sum()
            decisions += len(expected)
            valid = (expected >= 0).all() and (np.abs(expected.sum(1) - 1) < 1e-3).all() and expected.shape[1] > 1
            probabilities = probabilities and valid
            if probabilities:
                with np.errstate(divide="ignore", invalid="ignore"):
                    terms = expected * np.log(expected / np.maximum(actual, 1e-10))
                nats += np.where(expected > 0, terms, 0).sum()
        signal, noise, product, squares = sums
        figures = {
            "sqnr": 10 * math.log10(signal / noise) if noise else math.inf,
            "cosine": product / math.sqrt(signal * squares),
            "meanAbsolute": absolute / elements,
            "maxAbsolute": worst,
        }
        if self.rows[0][0].shape[1] > 1:
            figures["top1Agreement"] = agreeing / decisions
        return figures | ({"kl": nats / decisions} if probabilities else {})


def is_right(scores, label, count):
    """Of equal scores the first counts."""
    return label in np.argsort(-scores.reshape(-1), kind="stable")[:count]


def embedding(output, sample):
    mask = sample["attention_mask"][0].astype(np.float64)
    return (output[0].astype(np.float64) * mask[:, None]).sum(0) / mask.sum()


def ranks(values):
    """Ties share the mean of their ranks."""
    distinct, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def mcnemar(first, second):
    """The exact two-sided test: of the questions that one model alone got right, half should be each one's."""
    first, second = np.asarray(first, bool), np.asarray(second, bool)
    one, other = int((first & ~second).sum()), int((second & ~first).sum())
    tail = sum(math.comb(one + other, k) for k in range(min(one, other) + 1))
    return min(1.0, 2 * tail / 2 ** (one + other))


class TopAccuracy:
    def __init__(self, count):
        self.count, self.right = count, ([], [])

    def add(self, sample, label, outputs):
        for right, output in zip(self.right, outputs):
            right.append(is_right(output[0], label, self.count))

    def result(self):
        return [100 * float(np.mean(right)) for right in self.right], mcnemar(*self.right)


class Spearman:
    def __init__(self):
        self.likeness, self.judged, self.before = ([], []), [], None

    def add(self, sample, label, outputs):
        vectors = [embedding(output[0], sample) for output in outputs]
        if label is not None:
            for likeness, left, right in zip(self.likeness, self.before, vectors):
                likeness.append(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))
            self.judged.append(label)
        self.before = vectors

    def result(self):
        judged = ranks(np.asarray(self.judged))
        return [float(np.corrcoef(ranks(np.asarray(found)), judged)[0, 1]) for found in self.likeness], None


def metric_of(name):
    if name.startswith("top") and name[3:].isdigit():
        return TopAccuracy(int(name[3:]))
    return Spearman() if name == "spearman" else None


# How octet compare shows each figure.
SHOWN = {
    "sqnr": lambda value: f"{value:.2f} dB",
    "cosine": "{:.6f}".format,
    "meanAbsolute": "{:#.4g}".format,
    "maxAbsolute": "{:#.4g}".format,
    "kl": "{:#.4g}".format,
    "top1Agreement": lambda value: f"{100 * value:.2f} %",
    "top": "{:.2f} %".format,
    "spearman": "{:.4f}".format,
    "pValue": "{:.3f}".format,
}


class Lines:
    """One line a figure."""

    def __init__(self):
        self.different = 0

    def add(self, subject, figure, said, found, kind=None):
        said, found = float(said), float(found)
        shown = [SHOWN[kind or figure](value) for value in (said, found)]
        same = shown[0] == shown[1]
        self.different += not same
        off = 0.0 if said == found else abs(said - found) / max(abs(said), 1e-300)
        print(f"{subject:<28} {figure:<14} {shown[0]:>14} {shown[1]:>14}  {'same' if same else 'DIFFERENT'}  ({off:.0e} apart)")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report")
    data = parser.add_mutually_exclusive_group(required=True)
    data.add_argument("--images")
    data.add_argument("--arrays")
    data.add_argument("--pairs")
    parser.add_argument("--labels")
    parser.add_argument("--tokenizer")
    parser.add_argument("--color", choices=["rgb", "bgr"], default="rgb")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--mean", type=float, nargs="+", default=[0.0])
    parser.add_argument("--std", type=float, nargs="+", default=[1.0])
    return parser.parse_args()


def main():
    options = parsed()
    with open(options.report, encoding="utf-8") as file:
        report = json.load(file)
    report = report.get("comparison", report)
    said = report["tool"]["onnxRuntime"]
    if said != ort.__version__:
        sys.exit(f"The report was made with ONNX Runtime {said}, this is {ort.__version__}: kernels may round otherwise")
    sessions = [open_model(report["models"][model], report["threads"]) for model in ("float", "quantized")]
    samples = images(options) if options.images else arrays(options) if options.arrays else pairs(options)
    fidelity = {}
    metrics = {metric["name"]: metric_of(metric["name"]) for metric in report["metrics"]}
    count = 0
    for sample, label in samples:
        count += 1
        outputs = [run(session, sample) for session in sessions]
        for value, expected, actual in zip(sessions[0].get_outputs(), *outputs):
            if expected.dtype.kind == "f":
                fidelity.setdefault(value.name, Fidelity()).add(expected, actual)
        for metric in filter(None, metrics.values()):
            metric.add(sample, label, outputs)
    if count != report["data"]["samples"]:
        sys.exit(f"The report is over {report['data']['samples']} samples, the data here are {count}")

    lines = Lines()
    for output in report["outputs"]:
        if output["name"] in fidelity:
            figures = fidelity[output["name"]].result()
            if missing := set(figures) ^ (set(output) & set(SHOWN)):
                sys.exit(f"Output {output['name']}: only one side has {sorted(missing)}")
            for figure, value in figures.items():
                lines.add(output["name"], figure, output[figure], value)
    for metric in report["metrics"]:
        name = metric["name"]
        if metrics[name] is None:
            print(f"{name}: not recomputed here")
            continue
        values, p_value = metrics[name].result()
        kind = "spearman" if name == "spearman" else "top"
        for model, value in zip(("float", "quantized"), values):
            lines.add(f"{name} of {model}", name, metric[model]["value"], value, kind)
        if p_value is not None:
            lines.add(name, "pValue", metric["pValue"], p_value)
    print(f"{count} samples: {'all figures agree' if not lines.different else f'{lines.different} figures differ'}")
    sys.exit(1 if lines.different else 0)


if __name__ == "__main__":
    main()
