"""Processor time of models on one thread, beside that of the first.

usage: time_models.py [RUNS] MODEL.onnx [...]

The models take turns, so that what else the machine does meets all alike; processor time leaves out waiting. Inputs are seeded
float noise, with 1 for open dimensions. Prints the lower quartile in milliseconds, the ratio to the first model, and the file. Needs
numpy and onnxruntime.
"""

import sys
import time

import numpy
import onnxruntime


def opened(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def main(arguments):
    runs = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 60
    if not arguments:
        sys.exit(__doc__)
    sessions = [opened(path) for path in arguments]
    random = numpy.random.default_rng(1)
    given = {}
    for value in sessions[0].get_inputs():
        shape = [size if isinstance(size, int) else 1 for size in value.shape]
        given[value.name] = random.standard_normal(shape).astype(numpy.float32)
    times = [[] for _ in sessions]
    for _ in range(runs):
        for session, taken in zip(sessions, times):
            begun = time.process_time()
            session.run(None, given)
            taken.append(time.process_time() - begun)
    quartiles = [numpy.quantile(taken, 0.25) for taken in times]
    for path, quartile in zip(arguments, quartiles):
        print(f"{1000 * quartile:8.3f}  {quartile / quartiles[0]:5.2f}  {path}")


main(sys.argv[1:])
