"""Ranges that other implementations estimate from the histograms of our tests.

The facts that GoldenRangesTest compares our estimators with. To make them again, from this module's folder:

    pip install numpy==2.4.6 scipy==1.17.1 onnx==1.23.2 onnxruntime==1.31.1 nncf==3.4.0
    python src/test/python/range_estimators.py > src/test/resources/dev/octet/observe/ranges.txt

Percentiles come from onnxruntime's calibrator and the L2 norm from NNCF's port of PyTorch's HistogramObserver. The entropy of
pytorch-quantization is spelled out below, bin by bin, from its definition, with scipy's divergence: that package needs a GPU
build of PyTorch.

A case is these lines; results are numbers of bins, so that no rounding comes between:

    case     name, exponent of the width, lowest bin
    counts   a number a bin; n*k stands for k bins of n
    extremes lowest and highest value
    percentile  p, bin whose lower edge is the symmetric threshold, lowest and highest bin of the asymmetric range
    entropy  number of levels, bins of absolute values kept
    l2       number of bits, first and last bin kept, counted from the lowest
"""

import contextlib
import io
import itertools
import math

import numpy as np
from nncf.common.tensor_statistics.collectors import HistogramAggregator
from nncf.tensor import Tensor
from onnxruntime.quantization.calibrate import HistogramCollector
from scipy.stats import entropy

COUNT = 100_003


def samples() -> dict:
    """Values like those of activations, as float32."""
    random = np.random.default_rng(20240501)
    normal = random.standard_normal(COUNT)
    laplace = random.laplace(size=COUNT)
    zeros = np.zeros(1_000_003)
    zeros[:5] = [1.0, 2.0, 3.0, 4.0, 5.0]
    sparse = np.repeat([0.0, 0.5, 1.25, 3.0, -2.0], [5000, 300, 20, 1, 40])
    return {
        "gaussian": normal,
        "relu": np.maximum(normal * 3.3, 0),
        "laplace": laplace * 0.07,
        "silu": normal * 4 / (1 + np.exp(-normal * 4)),
        "outliers": np.concatenate([normal, random.standard_normal(20) * 30]),
        "uniform": random.random(COUNT) * 255,
        "student": random.standard_t(3, COUNT),
        "almost-all-zero": zeros,
        "sparse": sparse,
        "negative": -np.abs(laplace) * 1e-3,
    }


def binned(values: np.ndarray) -> tuple:
    """Counts from the lowest bin that is not empty, in bins of 2^exponent."""
    exponent = math.frexp(float(np.abs(values).max()))[1] - 1 - 11
    bins = np.floor(np.ldexp(values.astype(np.float64), -exponent)).astype(int)
    first = int(bins.min())
    return exponent, first, np.bincount(bins - first)


def absolute(first: int, counts: np.ndarray) -> np.ndarray:
    """Counts of absolute values from bin 0 on."""
    folded = np.zeros(max(first + len(counts), -first), dtype=np.int64)
    for offset, count in enumerate(counts):
        place = first + offset
        folded[place if place >= 0 else -1 - place] += count
    return folded


def onnxruntime_percentile(counts, edges, percentile, symmetric) -> list:
    """The edges, not cut to the extremes."""
    collector = HistogramCollector("percentile", symmetric, len(counts), 128, percentile, "same")
    collector.histogram_dict = {"x": (counts, edges, -np.inf, np.inf, np.inf)}
    with contextlib.redirect_stdout(io.StringIO()):
        low, high, *_ = collector.compute_percentile()["x"]
    return [float(low), float(high)]


def percentile_line(percentile, first, counts) -> str:
    folded = absolute(first, counts)
    whole = np.arange(len(folded) + 1, dtype=np.float64)
    threshold = onnxruntime_percentile(folded, whole, percentile, True)[1]
    edges = np.arange(first, first + len(counts) + 1, dtype=np.float64)
    low, high = onnxruntime_percentile(counts, edges, percentile, False)
    return f"percentile {percentile} {threshold:.0f} {low:.0f} {high:.0f}"


def entropy_line(levels, first, counts) -> str:
    """The last threshold of the smallest divergence, from 128 bins on."""
    bins = absolute(first, counts).astype(np.float64)
    bins[0] = bins[1]
    divergences = []
    for kept in range(128, len(bins) + 1):
        original = bins[:kept].copy()
        original[-1] += bins[kept:].sum()
        interval = np.digitize(np.arange(kept), np.linspace(0, kept, levels + 1)) - 1
        filled = bins[:kept] > 0
        mass = np.bincount(interval, weights=bins[:kept], minlength=levels + 1)
        places = np.bincount(interval, weights=filled, minlength=levels + 1)
        merged = np.where(filled, (mass / np.maximum(places, 1))[interval], 0)
        divergences.append(entropy(original, merged) if merged.sum() > 0 else np.inf)
    divergences = np.nan_to_num(divergences, nan=np.inf)
    last = len(divergences) - 1 - int(np.argmin(divergences[::-1]))
    return f"entropy {levels} {last + 128}"


def l2_line(bits, counts) -> str:
    aggregator = HistogramAggregator(bins=len(counts), dist_nbits=bits)
    aggregator.histogram = Tensor(counts.astype(np.float64))
    aggregator.min_val, aggregator.max_val = 0.0, float(len(counts))
    low, high = aggregator._non_linear_param_search()
    return f"l2 {bits} {low:.0f} {high - 1:.0f}"


def run_lengths(counts) -> str:
    runs = ((value, len(list(group))) for value, group in itertools.groupby(counts.tolist()))
    return " ".join(str(value) if length == 1 else f"{value}*{length}" for value, length in runs)


def main() -> None:
    for name, values in samples().items():
        values = values.astype(np.float32)
        exponent, first, counts = binned(values)
        print(f"case {name} {exponent} {first}")
        print(f"counts {run_lengths(counts)}")
        print(f"extremes {float(values.min())!r} {float(values.max())!r}")
        for percentile in (99.0, 99.9, 99.99, 99.999):
            print(percentile_line(percentile, first, counts))
        for levels in (128, 256, 8):
            print(entropy_line(levels, first, counts))
        for bits in (8, 4):
            print(l2_line(bits, counts))


if __name__ == "__main__":
    main()
