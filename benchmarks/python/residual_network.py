"""Writes a seeded residual network of 500 nodes, with samples and labels, to try a report of a deep model on.

    python residual_network.py FOLDER

Makes network.onnx (98 blocks of Conv, Relu, Conv, Add, Relu), calibration.npy, evaluation.npy and labels.npy in FOLDER. Weights
are random, so the labels are what the network itself answers before noise is added to the samples.

Needs numpy, onnx and onnxruntime.
"""

import os
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

BLOCKS, WIDTHS, SIZE, CLASSES = 98, (8, 16, 24), 16, 10
NOISE = 0.25


class Network:
    def __init__(self, random):
        self.random, self.nodes, self.constants = random, [], []

    def add(self, operator, name, inputs, **attributes):
        self.nodes.append(helper.make_node(operator, inputs, [f"{name}.output"], name=name, **attributes))
        return f"{name}.output"

    def constant(self, name, *shape, gain):
        spread = gain * np.sqrt(2 / np.prod(shape[1:]))
        values = self.random.standard_normal(shape).astype(np.float32) * np.float32(spread)
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def convolution(self, name, value, before, after, gain=1.0, stride=1):
        weight = self.constant(f"{name}.weight", after, before, 3, 3, gain=gain)
        bias = self.constant(f"{name}.bias", after, 1, gain=0.01)
        self.constants[-1].dims[:] = [after]
        return self.add("Conv", name, [value, weight, bias], pads=[1, 1, 1, 1], strides=[stride, stride])

    def block(self, name, value, width):
        inner = self.add("Relu", f"{name}.relu1", [self.convolution(f"{name}.conv1", value, width, width)])
        # Small branches keep the sum of 98 of them from growing without bound.
        branch = self.convolution(f"{name}.conv2", inner, width, width, gain=0.2)
        return self.add("Relu", f"{name}.relu2", [self.add("Add", f"{name}.add", [value, branch])])

    def model(self):
        value = self.add("Relu", "stem.relu", [self.convolution("stem.conv", "image", 3, WIDTHS[0])])
        width = WIDTHS[0]
        for block in range(BLOCKS):
            wanted = WIDTHS[block * len(WIDTHS) // BLOCKS]
            if wanted != width:
                name = f"widen{wanted}"
                value = self.convolution(f"{name}.conv", value, width, wanted, stride=2)
                value, width = self.add("Relu", f"{name}.relu", [value]), wanted
            value = self.block(f"block{block:02}", value, width)
        value = self.add("Flatten", "flatten", [self.add("GlobalAveragePool", "pool", [value])])
        weight = self.constant("head.weight", CLASSES, width, gain=1.0)
        bias = self.constant("head.bias", CLASSES, 1, gain=0.0)
        self.constants[-1].dims[:] = [CLASSES]
        value = self.add("Softmax", "probabilities", [self.add("Gemm", "head", [value, weight, bias], transB=1)], axis=1)
        image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 3, SIZE, SIZE])
        output = helper.make_tensor_value_info(value, TensorProto.FLOAT, ["N", CLASSES])
        graph = helper.make_graph(self.nodes, "residual", [image], [output], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def probabilities(model, samples):
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"image": samples})[0]


def centred(model, samples):
    """The model with a bias that makes all classes as likely: random weights alone answer the same whatever they see."""
    logits = np.log(np.maximum(probabilities(model, samples), 1e-30))
    bias = next(constant for constant in model.graph.initializer if constant.name == "head.bias")
    bias.CopyFrom(numpy_helper.from_array(-logits.mean(0), "head.bias"))
    return model


def main():
    folder = sys.argv[1]
    random = np.random.default_rng(1)
    samples = random.standard_normal((300, 3, SIZE, SIZE)).astype(np.float32)
    model = centred(Network(random).model(), samples[:100])
    onnx.checker.check_model(model)
    onnx.save(model, os.path.join(folder, "network.onnx"))
    noisy = samples + NOISE * random.standard_normal(samples.shape).astype(np.float32)
    np.save(os.path.join(folder, "calibration.npy"), samples[:100])
    np.save(os.path.join(folder, "evaluation.npy"), noisy[100:])
    np.save(os.path.join(folder, "labels.npy"), probabilities(model, samples[100:]).argmax(1))
    print(f"{len(model.graph.node)} nodes")


if __name__ == "__main__":
    main()
