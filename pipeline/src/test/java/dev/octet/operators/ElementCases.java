package dev.octet.operators;

import static dev.octet.operators.OperatorCase.alone;
import static dev.octet.operators.OperatorCase.between;

import java.util.List;

/** Operators that compute each element of their result from few elements, or only move elements. */
final class ElementCases {
    private static final String MICROSOFT = "com.microsoft.QLinear";

    static final List<OperatorCase> COMPUTING = List.of(
            between("Add", MICROSOFT + "Add", "o = Add(c, c)"),
            between("Add", MICROSOFT + "Add", "d = Conv(x, W); o = Add(c, d)"),
            between("Add", MICROSOFT + "Add", "k = random[16,1,1]; s = Sigmoid(c); o = Add(s, k)"),
            between("Add", MICROSOFT + "Add", "k = random[1,1,8]; s = Sigmoid(c); o = Add(k, s)"),
            between("Mul", MICROSOFT + "Mul", "o = Mul(c, c)"),
            between("Mul", MICROSOFT + "Mul", "d = Conv(x, W); s = Sigmoid(d); o = Mul(c, s)"),
            between("AveragePool", MICROSOFT + "AveragePool", "o = AveragePool(c) {kernel_shape=[6,6]}"),
            between(
                    "AveragePool",
                    MICROSOFT + "AveragePool",
                    "o = AveragePool(c) {kernel_shape=[3,3], pads=[1,1,1,1]}"),
            between("Concat", MICROSOFT + "Concat", "o = Concat(c, c) {axis=2}"),
            between("Concat", MICROSOFT + "Concat", "d = Conv(x, W); a = Relu(c); o = Concat(a, d) {axis=3}"),
            between("GlobalAveragePool", MICROSOFT + "GlobalAveragePool", "o = GlobalAveragePool(c)"),
            between("LeakyRelu", MICROSOFT + "LeakyRelu", "o = LeakyRelu(c) {alpha=0.1}"),
            between("Sigmoid", MICROSOFT + "Sigmoid", "o = Sigmoid(c)"),
            between("Softmax", MICROSOFT + "Softmax", "o = Softmax(c)"),
            between("Softmax", MICROSOFT + "Softmax", "o = Softmax(c) {axis=3}"),
            between(
                    "Where",
                    MICROSOFT + "Where",
                    "w = bool[8] {true,false,true,true,true,true,false,true}; d = Conv(x, W); o = Where(w, c, d)"));

    static final List<OperatorCase> MOVING = List.of(
            between(
                    "DepthToSpace",
                    "DepthToSpace",
                    "K = random[16,4,1,1]; t = DepthToSpace(c) {blocksize=2}; " + "o = Conv(t, K)"),
            between("Expand", "Expand", "s = int64[4] {2,16,8,8}; o = Expand(c, s)"),
            between("Gather", "Gather", "i = int64[3] {0,2,4}; o = Gather(c, i) {axis=2}"),
            alone("Gather", "Gather", """
                    x: int64[2,5]; E = random[200,16]; W = random[16,8]
                    e = Gather(E, x)
                    y = MatMul(e, W)
                    return y
                    """),
            alone("Gather", "Gather", """
                    x: int64[2,5]; E = random[200,16]
                    y = Gather(E, x)
                    return y
                    """),
            between("GatherElements", "GatherElements", "i = int64[1,16,1,1] {0}; o = GatherElements(c, i) {axis=2}"),
            between("MaxPool", "MaxPool", "o = MaxPool(c) {kernel_shape=[3,3], pads=[1,1,1,1]}"),
            between("ReduceMax", "ReduceMax", "o = ReduceMax(c) {axes=[2]}"),
            between("ReduceMax", "ReduceMax", "a = int64[1] {2}; o = ReduceMax(c, a)")
                    .in(18),
            between("ReduceMin", "ReduceMin", "o = ReduceMin(c) {axes=[3]}"),
            between("Reshape", "Reshape", "s = int64[4] {1,16,4,16}; o = Reshape(c, s)"),
            between("Resize", "Resize", "s = values[4] {1,1,2,2}; o = Resize(c, , s)"),
            between("Slice", "Slice", "b = int64[1] {1}; e = int64[1] {4}; a = int64[1] {2}; o = Slice(c, b, e, a)"),
            new OperatorCase("Split", between("o, p = Split(c) {axis=2}; q = Conv(p, W)", "y, q"), "Split", 1, 25),
            alone("Squeeze", "Squeeze", """
                    x: float[1,8,5,5]; V = random[16,8,3,3]; W = random[16,8]; a = int64[2] {2, 3}
                    c = Conv(x, V)
                    g = GlobalAveragePool(c)
                    s = Squeeze(g, a)
                    y = MatMul(s, W)
                    return y
                    """),
            alone("Unsqueeze", "Unsqueeze", """
                    x: float[8,16]; V = random[16,16]; W = random[8,8,1,1]; a = int64[2] {0, 3}
                    m = MatMul(x, V)
                    u = Unsqueeze(m, a)
                    y = Conv(u, W)
                    return y
                    """),
            between("Tile", "Tile", "r = int64[4] {1,1,2,1}; o = Tile(c, r)"),
            between("Transpose", "Transpose", "o = Transpose(c) {perm=[0,1,3,2]}"),
            alone("Flatten", "Flatten", """
                    x: float[2,4,4,4]; V = random[4,4,1,1]; W = random[64,8]
                    c = Conv(x, V)
                    f = Flatten(c)
                    y = MatMul(f, W)
                    return y
                    """),
            alone("ArgMax", "ArgMax", """
                    x: float[1,16,4,4]; W = random[16,16,1,1]
                    c = Conv(x, W)
                    y = ArgMax(c) {axis=1}
                    return y, c
                    """).within(0));

    private ElementCases() {}
}
