#!/usr/bin/env python3
"""Makes older.onnx beside this script, a small model with random weights in the operators of 2018, and arrays for it.

The octet command quantizes it once after it was built, to learn which classes older models and arrays take (see the
script octet). Octet does not need this script to run.

    pip install numpy==2.4.6 onnx==1.23.2
    python make.py
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

CHANNELS = 24
SIDE = 24
SAMPLES = 4


def main():
    random = np.random.default_rng(17)
    nodes, initializers = [], []

    def constant(name, *shape, values=None):
        values = random.normal(0, 1 / np.sqrt(max(1, np.prod(shape[1:]))), shape) if values is None else np.array(values)
        kind = np.int64 if values.dtype.kind == "i" else np.float32
        initializers.append(numpy_helper.from_array(values.astype(kind), name))
        return name

    def node(operator, *inputs, **attributes):
        output = f"{operator.lower()}{len(nodes)}"
        nodes.append(helper.make_node(operator, list(inputs), [output], output, **attributes))
        return output

    def conv(x, channels, kernel, group=1):
        name = f"conv{len(nodes)}"
        inputs = channels if x != "image" else 3
        weight = constant(f"{name}.weight", CHANNELS, inputs // group, kernel, kernel)
        edge = kernel // 2
        return node(
            "Conv", x, weight, kernel_shape=[kernel, kernel], pads=[edge] * 4, strides=[1, 1], group=group
        )

    def normalize(x):
        name = f"norm{len(nodes)}"
        ones, zeros = [1.0] * CHANNELS, [0.0] * CHANNELS
        parts = [constant(f"{name}.{part}", values=v) for part, v in zip("sbmv", (ones, zeros, zeros, ones))]
        return node("BatchNormalization", x, *parts, epsilon=1e-5)

    stem = node("Relu", normalize(conv("image", CHANNELS, 3)))
    pooled = node("MaxPool", stem, kernel_shape=[2, 2], strides=[2, 2])
    inner = node("Clip", normalize(conv(pooled, CHANNELS, 3)), min=0.0, max=6.0)
    depthwise = node("LeakyRelu", conv(inner, CHANNELS, 3, group=CHANNELS), alpha=0.1)
    block = node("Add", conv(depthwise, CHANNELS, 1), pooled)
    gate = node("Sigmoid", conv(node("GlobalAveragePool", block), CHANNELS, 1))
    gated = node("Mul", block, gate)
    large = node("Upsample", gated, mode="nearest", scales=[1.0, 1.0, 2.0, 2.0])
    joined = node("Concat", large, stem, axis=1)
    half = node("Slice", joined, axes=[1], starts=[0], ends=[CHANNELS])
    padded = node("Pad", node("Dropout", half, ratio=0.5), pads=[0, 0, 1, 1, 0, 0, 1, 1])
    mean = node("AveragePool", padded, kernel_shape=[2, 2], strides=[2, 2])
    flat = node("Reshape", node("Transpose", mean, perm=[0, 2, 3, 1]), constant("shape", values=[1, -1, CHANNELS]))
    centred = node("Sub", flat, node("ReduceMean", flat, axes=[-1], keepdims=1))
    variance = node("ReduceMean", node("Mul", centred, centred), axes=[-1], keepdims=1)
    spread = node("Sqrt", node("Add", variance, constant("epsilon", values=[1e-5])))
    mixed = node("MatMul", node("Div", centred, spread), constant("mix", CHANNELS, CHANNELS))
    pieces = node("Squeeze", node("Unsqueeze", node("ReduceSum", mixed, axes=[1], keepdims=0), axes=[2]), axes=[2])
    scores = node("Gemm", node("Flatten", pieces, axis=1), constant("classes", 10, CHANNELS), constant("bias", 10), transB=1)
    nodes.append(helper.make_node("Softmax", [scores], ["probabilities"], "softmax", axis=1))

    graph = helper.make_graph(
        nodes,
        "older",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, 10])],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 7)], ir_version=3, producer_name="octet-rehearsal")
    # What came before IR version 4 lists its constants among its inputs.
    graph_inputs = [helper.make_tensor_value_info(t.name, t.data_type, t.dims) for t in initializers]
    model.graph.input.extend(graph_inputs)
    checker.check_model(model, full_check=True)
    here = Path(__file__).parent
    (here / "older.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (here / "arrays").mkdir(exist_ok=True)
    for sample in range(SAMPLES):
        np.save(here / "arrays" / f"{sample}.npy", random.normal(0, 1, (3, SIDE, SIDE)).astype(np.float32))


if __name__ == "__main__":
    main()
