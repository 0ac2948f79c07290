"""Calibrates a sentence encoder with every range method, from sentences as long as they come.

    python range_methods.py OCTET FLOAT.onnx tokenizer.json CALIBRATION.csv PAIRS.csv

OCTET is the launcher. CALIBRATION.csv has two columns of sentences, PAIRS.csv is as evaluate_embeddings.py takes it. Prints
a row of a Markdown table a method: seconds and peak memory of the whole command, SQNR of the token vectors, Spearman's
correlation. With --peer, onnxruntime.quantization does the same with the methods that it shares, on as many lines, from a
model converted to operator set 17, without which its results may not load; where it fails, the last line of what it says
stands in the row.

Needs onnx for --peer, and what evaluate_embeddings.py needs.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tokenizers import Tokenizer

import evaluate_embeddings as embeddings

METHODS = ["min-max", "moving-average", "percentile", "entropy", "mse", "l2-norm", "auto"]
PEER_METHODS = ["MinMax", "Percentile", "Entropy"]

PEER = """
import csv, sys
import numpy
import onnx
import onnxruntime
from onnx import version_converter
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from tokenizers import Tokenizer

model, words, data, samples, output, method = sys.argv[1:]
fields = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
names = [value.name for value in onnxruntime.InferenceSession(model).get_inputs()]
tokenizer = Tokenizer.from_file(words)
tokenizer.no_padding()

class Reader(CalibrationDataReader):
    def __init__(self):
        lines = csv.reader(open(data, newline="", encoding="utf-8"))
        self.lines = iter([line[0] for line in lines][: int(samples)])
    def get_next(self):
        text = next(self.lines, None)
        if text is None:
            return None
        encoding = tokenizer.encode(text)
        return {name: numpy.array([getattr(encoding, fields[name])], dtype=numpy.int64) for name in names}

raised = output + ".raised"
onnx.save(version_converter.convert_version(onnx.load(model), 17), raised)
quantize_static(raised, output, Reader(), quant_format=QuantFormat.QDQ, per_channel=True, activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod[method])
"""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("octet", type=lambda path: Path(path).resolve())
    parser.add_argument("model")
    parser.add_argument("tokenizer")
    parser.add_argument("calibration")
    parser.add_argument("pairs")
    parser.add_argument("--columns", default="1,2", help="columns of CALIBRATION.csv with sentences")
    parser.add_argument("--samples", type=int, default=50)
    parser.add_argument("--every", type=int, default=1, help="score every n-th pair")
    parser.add_argument("--methods", nargs="*", default=METHODS)
    parser.add_argument("--option", action="append", default=[], help="handed to octet quantize")
    parser.add_argument("--peer", action="store_true")
    return parser.parse_args()


def run(command):
    """Seconds, peak memory in MB, and why it failed, empty if it did not."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        said.seek(0)
        lines = said.read().strip().splitlines()
    reason = "" if child.returncode == 0 else (lines or ["exit code %d" % child.returncode])[-1]
    return seconds, memory(usage), reason


def memory(usage: resource.struct_rusage):
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def row(options, name, command, output):
    seconds, megabytes, reason = run(command)
    if reason:
        return f"| {name} | {seconds:.0f} s | {megabytes:.0f} MB | fails: {reason} | |"
    runners = [embeddings.session(path, 1) for path in (options.model, str(output))]
    tokenizer = Tokenizer.from_file(options.tokenizer)
    tokenizer.no_padding()
    pairs = embeddings.read_pairs(options.pairs, options.every)
    (exact, quantized), decibels = embeddings.score(runners, tokenizer, pairs)
    scored = f"{quantized:.4f} (float {exact:.4f})"
    return f"| {name} | {seconds:.0f} s | {megabytes:.0f} MB | {decibels:.1f} dB | {scored} |"


def main():
    options = arguments()
    print("| method | time | memory | hidden states | Spearman |\n| --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "quantized.onnx")
        for method in options.methods:
            command = [options.octet, "quantize", options.model, "--data", options.calibration]
            command += ["--tokenizer", options.tokenizer, "--columns", options.columns]
            command += [f"--samples={options.samples}", f"--range={method}", "--output", output, *options.option]
            print(row(options, method, [str(part) for part in command], output), flush=True)
        for method in PEER_METHODS if options.peer else []:
            command = [sys.executable, "-c", PEER, options.model, options.tokenizer, options.calibration]
            command += [str(options.samples), str(output), method]
            print(row(options, f"onnxruntime.quantization, {method}", command, output), flush=True)


if __name__ == "__main__":
    main()
