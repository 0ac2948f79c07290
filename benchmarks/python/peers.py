"""Octet and onnxruntime.quantization in turn over the same model and data: time, peak memory, ratio, per method.

Both are measured from process start to exit, by the kernel's own account of the child process. Images become arrays
once, before anything is measured, so that both read the same .npy files.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
from PIL import Image

METHODS = {"min-max": "MinMax", "percentile": "Percentile", "entropy": "Entropy"}

PEER = """
import glob, sys
import numpy
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

model, data, output, name, method = sys.argv[1:]

class Reader(CalibrationDataReader):
    def __init__(self):
        self.files = iter(sorted(glob.glob(data + "/*.npy")))
    def get_next(self):
        file = next(self.files, None)
        return None if file is None else {name: numpy.load(file)}

quantize_static(model, output, Reader(), quant_format=QuantFormat.QDQ, per_channel=True, activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod[method])
"""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("images", type=Path, help="a folder of images, subfolders included")
    parser.add_argument("--octet", type=Path, default="octet", help="the octet command")
    parser.add_argument("--samples", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3, help="runs of each, in turn")
    parser.add_argument("--size", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"), default=(224, 224))
    parser.add_argument("--bgr", action="store_true")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--mean", type=float, nargs="+", default=[0])
    parser.add_argument("--std", type=float, nargs="+", default=[1])
    parser.add_argument(
        "--option", action="append", default=[], help="an option for octet quantize, such as --option=--floor=0"
    )
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    return parser.parse_args()


def prepare(given, folder):
    """Evenly chosen images as [1, 3, height, width] float32."""
    files = sorted(p for p in given.images.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png", ".bmp"))
    if not files:
        sys.exit(f"no images in {given.images}")
    count = min(given.samples, len(files))
    for number in range(count):
        image = Image.open(files[number * len(files) // count]).convert("RGB")
        pixels = numpy.asarray(image.resize(given.size[::-1], Image.BILINEAR), numpy.float32)
        pixels = pixels[..., ::-1] if given.bgr else pixels
        values = (pixels * given.scale - numpy.float32(given.mean)) / numpy.float32(given.std)
        numpy.save(folder / f"{number:05}.npy", numpy.ascontiguousarray(values.transpose(2, 0, 1)[None], numpy.float32))
    return count


def measured(command):
    """Seconds from start to exit and peak resident megabytes; None for both where it fails."""
    with tempfile.TemporaryFile("w+") as log:
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            log.seek(0)
            print(f"failed with {child.returncode}: {log.read()[-400:]}", file=sys.stderr)
            return None
    return seconds, usage.ru_maxrss / 1000


def main():
    import onnx

    given = arguments()
    graph = onnx.load(given.model, load_external_data=False).graph
    constants = {tensor.name for tensor in graph.initializer}
    name = next(value.name for value in graph.input if value.name not in constants)
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        data.mkdir()
        count = prepare(given, data)
        output = str(Path(temporary) / "out.onnx")
        print(f"{given.model.name}, {count} samples, medians of {given.runs} runs from process start to exit")
        print(f"{'method':12} {'Octet':>16} {'onnxruntime':>18} {'time':>8} {'memory':>8}")
        for method in given.methods:
            ours = [str(given.octet), "quantize", str(given.model), "-d", str(data), "-o", output, "-q", "--range", method, *given.option]
            peer = [sys.executable, "-c", PEER, str(given.model), str(data), output, name, METHODS[method]]
            runs = [(measured(ours), measured(peer)) for _ in range(given.runs)]
            if any(None in pair for pair in runs):
                print(f"{method:12} one of them failed")
                continue
            a, b = ([statistics.median(run[side][what] for run in runs) for what in (0, 1)] for side in (0, 1))
            print(
                f"{method:12} {a[0]:6.2f} s {a[1]:5.0f} MB {b[0]:8.2f} s {b[1]:5.0f} MB"
                f" {b[0] / a[0]:7.2f}x {b[1] / a[1]:7.2f}x",
                flush=True,
            )


if __name__ == "__main__":
    main()
