"""Compares a float sentence encoder with its quantized twin, without any code of Octet: the independent check of its figures.

    python evaluate_embeddings.py FLOAT.onnx INT8.onnx tokenizer.json PAIRS.csv

PAIRS.csv has no header and three columns: a sentence, another, and how alike people found them (STS-B: 0 to 5). A sentence's
embedding is the mean of its tokens' vectors, the likeness of two the cosine of their embeddings. Prints one JSON object:
Spearman's correlation of likeness and judgement for both models, SQNR of the token vectors in dB, latency of both at --length
tokens (interleaved, medians, milliseconds) and their ratio, file sizes and their ratio.

Needs numpy, onnxruntime, scipy and tokenizers.
"""

import argparse
import csv
import json
import os
import time

import numpy as np
import onnxruntime as ort
from scipy.stats import spearmanr
from tokenizers import Tokenizer

# What exporters call the inputs, and the field of an encoding that each takes.
FIELDS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}


def session(path, threads):
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.log_severity_level = 3
    # The threads of one model would wait for work, spinning, on the processors that the other is measured on.
    settings.add_session_config_entry("session.force_spinning_stop", "1")
    return ort.InferenceSession(path, settings, providers=["CPUExecutionProvider"])


def feed(runner, encodings):
    """One run's inputs: texts as rows, all of one length."""
    return {
        value.name: np.asarray([getattr(encoding, FIELDS[value.name]) for encoding in encodings], dtype=np.int64)
        for value in runner.get_inputs()
    }


def token_vectors(runner, tokenizer, text):
    return runner.run(None, feed(runner, [tokenizer.encode(text)]))[0][0].astype(np.float64)


def cosine(left, right):
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


def latencies(runners, inputs, rounds):
    times = [[] for _ in runners]
    for _ in range(rounds):
        for taken, runner in zip(times, runners):
            runner.run(None, inputs)
            start = time.perf_counter()
            runner.run(None, inputs)
            taken.append(1000 * (time.perf_counter() - start))
    return [float(np.median(taken)) for taken in times]


def read_pairs(path, every=1):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[::every]


def score(runners, tokenizer, pairs):
    """Spearman's correlation with people's judgement for both models, and SQNR of the second one's token vectors in dB."""
    likeness = ([], [])
    signal = noise = 0.0
    for first, second, _ in pairs:
        vectors = [[token_vectors(runner, tokenizer, text) for text in (first, second)] for runner in runners]
        for answers, (left, right) in zip(likeness, vectors):
            answers.append(cosine(left.mean(0), right.mean(0)))
        for reference, quantized in zip(*vectors):
            signal += (reference**2).sum()
            noise += ((reference - quantized) ** 2).sum()
    judged = [float(pair[2]) for pair in pairs]
    spearman = [float(spearmanr(answers, judged).statistic) for answers in likeness]
    return spearman, float(10 * np.log10(signal / noise)) if noise else float("inf")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("float_model")
    parser.add_argument("int8_model")
    parser.add_argument("tokenizer")
    parser.add_argument("pairs")
    parser.add_argument("--every", type=int, default=1, help="use every n-th pair")
    parser.add_argument("--length", type=int, default=128, help="tokens of the text whose latency is measured")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as ONNX Runtime likes")
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()

    runners = [session(path, options.threads) for path in (options.float_model, options.int8_model)]
    tokenizer = Tokenizer.from_file(options.tokenizer)
    tokenizer.no_padding()
    pairs = read_pairs(options.pairs, options.every)
    spearman, decibels = score(runners, tokenizer, pairs)

    tokenizer.enable_truncation(options.length)
    text = tokenizer.encode(" ".join(pair[0] for pair in pairs[: options.length]))
    float_ms, int8_ms = latencies(runners, feed(runners[0], [text]), options.rounds)
    sizes = [os.path.getsize(path) for path in (options.float_model, options.int8_model)]
    print(
        json.dumps(
            {
                "pairs": len(pairs),
                "spearman_float": round(spearman[0], 4),
                "spearman_int8": round(spearman[1], 4),
                "sqnr_db": round(decibels, 2),
                "tokens": len(text.ids),
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
