"""Compares a float classifier with its quantized twin, without any code of Octet: the independent check of its figures.

    python evaluate_classifier.py FLOAT.onnx INT8.onnx IMAGES --mean .485 .456 .406 --std .229 .224 .225 --scale 0.00392156862745098

IMAGES is a folder with one folder a class (classes in alphabetical order), or a flat folder whose files are the classes in
order of their names. Images have to have the size the model wants already. Prints one JSON object: top-1 of both, SQNR of the
logits in dB, agreement, latency of both (interleaved, medians, milliseconds) and their ratio, file sizes and their ratio.

Needs numpy, onnxruntime and pillow.
"""

import argparse
import json
import os
import time

import numpy as np
import onnxruntime as ort
from PIL import Image


def labelled_images(folder):
    entries = sorted(os.listdir(folder))
    classes = [e for e in entries if os.path.isdir(os.path.join(folder, e))]
    if classes:
        return [
            (os.path.join(folder, name, file), label)
            for label, name in enumerate(classes)
            for file in sorted(os.listdir(os.path.join(folder, name)))
        ]
    files = [e for e in entries if e.lower().endswith((".jpg", ".jpeg", ".png"))]
    return [(os.path.join(folder, file), label) for label, file in enumerate(files)]


def load(path, options):
    pixels = np.asarray(Image.open(path).convert("L" if options.color == "gray" else "RGB"), dtype=np.float32)
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    if options.color == "bgr":
        pixels = pixels[..., ::-1]
    scaled = (pixels * np.float32(options.scale) - np.float32(options.mean)) / np.float32(options.std)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], dtype=np.float32)


def session(path, threads):
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.log_severity_level = 3
    # The threads of one model would wait for work, spinning, on the processors that the other is measured on.
    settings.add_session_config_entry("session.force_spinning_stop", "1")
    return ort.InferenceSession(path, settings, providers=["CPUExecutionProvider"])


def latencies(sessions, name, sample, rounds):
    times = [[] for _ in sessions]
    for _ in range(rounds):
        for taken, runner in zip(times, sessions):
            runner.run(None, {name: sample})
            start = time.perf_counter()
            runner.run(None, {name: sample})
            taken.append(1000 * (time.perf_counter() - start))
    return [float(np.median(taken)) for taken in times]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("float_model")
    parser.add_argument("int8_model")
    parser.add_argument("images")
    parser.add_argument("--color", choices=["rgb", "bgr", "gray"], default="rgb")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--mean", type=float, nargs="+", default=[0.0])
    parser.add_argument("--std", type=float, nargs="+", default=[1.0])
    parser.add_argument("--every", type=int, default=1, help="use every n-th image")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as ONNX Runtime likes")
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()

    runners = [session(path, options.threads) for path in (options.float_model, options.int8_model)]
    name = runners[0].get_inputs()[0].name
    outputs, labels = ([], []), []
    for path, label in labelled_images(options.images)[:: options.every]:
        sample = load(path, options)
        for results, runner in zip(outputs, runners):
            results.append(runner.run(None, {name: sample})[0].ravel())
        labels.append(label)
    reference, quantized = (np.asarray(results, dtype=np.float64) for results in outputs)
    noise = ((reference - quantized) ** 2).sum()
    float_ms, int8_ms = latencies(runners, name, sample, options.rounds)
    sizes = [os.path.getsize(path) for path in (options.float_model, options.int8_model)]
    answers = [results.argmax(1) for results in (reference, quantized)]
    print(
        json.dumps(
            {
                "images": len(labels),
                "top1_float": round(100 * float((answers[0] == labels).mean()), 2),
                "top1_int8": round(100 * float((answers[1] == labels).mean()), 2),
                "agreement": round(100 * float((answers[0] == answers[1]).mean()), 2),
                "sqnr_db": round(float(10 * np.log10((reference**2).sum() / noise)) if noise else float("inf"), 2),
                "float_ms": round(float_ms, 4),
                "int8_ms": round(int8_ms, 4),
                "latency_ratio": round(int8_ms / float_ms, 3),
                "size_ratio": round(sizes[1] / sizes[0], 4),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
