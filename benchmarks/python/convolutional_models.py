"""Quantizes convolutional models with Octet's default settings and tabulates what comes out.

    python convolutional_models.py OCTET MODELS DATA [MODEL ...] [--option=--floor=0 ...] [--json FILE]

OCTET is the launcher; MODELS and DATA are folders that hold the models and samples of the table below. Of each folder of
samples every second file, in the order of names, is calibrated with and the others are evaluated on; where the data
has a calibration and an evaluation folder, those are taken. Prints, for each model, the signal-to-quantization-noise
ratio of its worst output in dB, and latency and size as shares of the float model's. Of a single file two choices of
samples are taken, which hardly meet. Latency is that of `octet compare`, which runs both models in turn.

Needs nothing but Python; close other programs while it runs.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

CIFAR = "--scale=1/255 --mean=.485,.456,.406 --std=.229,.224,.225"
CIFAR_SRI = "--scale=1/255 --mean=.4914,.4822,.4465 --std=.2023,.1994,.2010"
IMAGENET = "--color=bgr --mean=103.939,116.779,123.68"

# model: folder of samples, samples to calibrate with, samples to evaluate on, how they become inputs, further options
MODELS = {
    "cifar_resnet20": ("cifar10", 200, 200, CIFAR, ""),
    "sri_resnet_a": ("cifar10", 200, 200, CIFAR_SRI, ""),
    "squeezenet_fp32": ("imagenet224", 100, 100, IMAGENET, ""),
    "squeezenet_fp16": ("imagenet224", 100, 100, IMAGENET, ""),
    "yolox_nano": ("coco128", 40, 40, "--color=bgr --resize=416x416 --resize-mode=letterbox --pad-position=top-left", ""),
    "fastestdet": ("coco128", 40, 40, "--color=bgr --resize=352x352 --scale=1/255", ""),
    "ultraface_rfb320": ("coco128", 40, 40, "--color=rgb --resize=240x320 --mean=127 --std=128", "--fix-overridable"),
    "ch_PP-OCRv4_rec_infer": ("lpr", 64, 64, "--color=bgr --resize=48x192 --scale=1/127.5 --mean=1", ""),
    "super_resolution_10": ("urban_sr8", 4, 4, "--color=gray --resize=224x224 --scale=1/255", "--fix-overridable"),
    "mnist_cntk": ("t10k-images-idx3-ubyte.gz", 100, 100, "", ""),
    "cnn_mnist_tribuo": ("t10k-images-idx3-ubyte.gz", 100, 100, "--scale=1/255 --mean=.1307 --std=.3081", ""),
    "mnistfc_256x4": ("t10k-images-idx3-ubyte.gz", 100, 100, "--scale=1/255", ""),
}


def halves(data, scratch):
    """Folders, or files, to calibrate with and to evaluate on."""
    if data.is_file():
        return data, data
    if (data / "calibration").is_dir():
        return data / "calibration", data / "evaluation"
    files = sorted(path for path in data.rglob("*") if path.suffix in (".jpg", ".png"))
    parts = []
    for part, name in enumerate(("calibration", "evaluation")):
        folder = scratch / name
        folder.mkdir()
        for path in files[part::2]:
            os.symlink(path, folder / path.name)
        parts.append(folder)
    return parts


def run(command):
    """What a command says; exit code 7 only tells that something asked for was not met."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 7):
        sys.exit(f"{shlex.join(command)}\n{done.stderr}")


def measure(octet, model, data, options, scratch):
    folder, calibration, evaluation, preprocessing, needed = MODELS[model.stem]
    seen, unseen = halves(data / folder, scratch)
    inputs = preprocessing.split()
    quantized, comparison = (str(scratch / name) for name in ("int8.onnx", "comparison.json"))
    run([octet, "quantize", "-q", str(model), f"--data={seen}", f"--samples={calibration}", f"--output={quantized}"]
        + (["--seed=2"] if seen == unseen else []) + inputs + needed.split() + options)
    run([octet, "compare", "-q", str(model), quantized, f"--data={unseen}", f"--samples={evaluation}"]
        + ["--kernel-samples=0", "--speed-seconds=6", f"--report={comparison}"] + inputs)
    return json.loads(Path(comparison).read_text())


def row(name, comparison):
    by_output = [output for output in comparison["outputs"] if "sqnr" in output]
    worst = min((float(output["sqnr"]) for output in by_output), default=float("nan"))
    ratio = comparison["speed"]["ratio"]["value"]
    return f"| `{name}` | {worst:.1f} | {ratio:.2f} | {comparison['size']['ratio']:.2f} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("octet")
    parser.add_argument("models", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("names", nargs="*", default=list(MODELS), metavar="MODEL")
    parser.add_argument("--option", action="append", default=[], help="one more option of octet quantize")
    parser.add_argument("--json", help="also write all comparisons to this file")
    arguments = parser.parse_args()
    comparisons = {}
    print("| model | worst output, dB | latency | size |\n| --- | --- | --- | --- |")
    for name in arguments.names:
        with tempfile.TemporaryDirectory() as scratch:
            comparison = measure(
                arguments.octet, arguments.models / f"{name}.onnx", arguments.data, arguments.option, Path(scratch))
        comparisons[name] = comparison
        print(row(name, comparison), flush=True)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(comparisons, indent=1))


if __name__ == "__main__":
    main()
