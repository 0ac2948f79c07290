"""Negative log-likelihood of the next token under two language models, measured without any code of Octet.

usage: evaluate_language_model.py IDS.npy FLOAT.onnx QUANTIZED.onnx [...]

IDS.npy holds token ids, [sequences, tokens]. Each model has one input of ids and gives logits [sequences, tokens, words]
first. Needs numpy and onnxruntime.
"""

import sys

import numpy
import onnxruntime


def likelihood(path, ids):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    logits = session.run(None, {name: ids[:, :-1]})[0].astype(numpy.float64)
    largest = logits.max(-1, keepdims=True)
    logarithms = logits - largest - numpy.log(numpy.exp(logits - largest).sum(-1, keepdims=True))
    return -numpy.take_along_axis(logarithms, ids[:, 1:, None], -1).mean()


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    ids = numpy.load(arguments[0]).astype(numpy.int64)
    first = None
    for path in arguments[1:]:
        value = likelihood(path, ids)
        first = value if first is None else first
        print(f"{value:.5f}  {value - first:+.5f}  {path}")


main(sys.argv[1:])
