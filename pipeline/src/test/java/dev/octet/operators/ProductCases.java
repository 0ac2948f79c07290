package dev.octet.operators;

import static dev.octet.operators.OperatorCase.alone;

import java.util.List;

/** Convolutions and matrix products, with every attribute that decides whether they run on integers. */
final class ProductCases {
    private static final String QLINEAR_CONV = "QLinearConv";
    private static final String QGEMM = "com.microsoft.QGemm";
    private static final String TO_FLOAT = "com.microsoft.MatMulIntegerToFloat";

    static final List<OperatorCase> CONVOLUTIONS = List.of(
            convolution("x: float[2,8,16]; W = random[16,8,3]; b = random[16]", "Conv(x, W, b) {pads=[1,1]}"),
            convolution("x: float[1,8,16]; W = random[16,8,3]", "Conv(x, W) {dilations=[2], strides=[2]}"),
            convolution("x: float[1,8,9,9]; W = random[16,8,3,3]", "Conv(x, W) {auto_pad=\"SAME_UPPER\"}"),
            convolution("x: float[1,8,9,9]; W = random[16,8,3,3]; b = random[16]", "Conv(x, W, b) {strides=[2,2]}"),
            convolution("x: float[1,8,9,9]; W = random[16,4,3,3]; b = random[16]", "Conv(x, W, b) {group=2}"),
            convolution("x: float[1,8,9,9]; W = random[8,1,3,3]; b = random[8]", "Conv(x, W, b) {group=8}"),
            convolution("x: float[1,8,9,9]; W = random[16,1,3,3]", "Conv(x, W) {group=8}"),
            convolution("x: float[1,4,6,6,6]; W = random[8,4,3,3,3]; b = random[8]", "Conv(x, W, b)"),
            convolution("x: float[1,4,6,6,6]; W = random[4,1,2,2,2]", "Conv(x, W) {group=4}"),
            alone(
                    "Conv",
                    QLINEAR_CONV,
                    "x: float[1,8,6,6]; W = random[8,8,3,3]; c = Conv(x, W); y = Relu(c); return y"),
            alone("Conv", QLINEAR_CONV, """
                    x: float[1,8,6,6]; W = random[8,8,3,3]; low = float[] {0}; high = float[] {6}
                    c = Conv(x, W)
                    y = Clip(c, low, high)
                    return y
                    """));

    static final List<OperatorCase> GEMMS = List.of(
            gemm("random[16,8]", "random[8]", ""),
            gemm("random[16,8]", "random[8]", "{alpha=0.25}"),
            gemm("random[16,8]", "random[8]", "{beta=0.25}"),
            gemm("random[8,16]", "random[8]", "{transB=1}"),
            gemm("random[8,16]", "random[8]", "{alpha=2.0, beta=0.5, transB=1}"),
            gemm("random[16,8]", "random[1,8]", ""),
            gemm("random[16,8]", "random[4,8]", ""),
            gemm("random[16,8]", "random[4,1]", ""),
            gemm("random[16,8]", "random[1]", ""),
            gemm("random[16,8]", "random[]", ""),
            alone("Gemm", QGEMM, "x: float[4,16]; W = random[16,8]; y = Gemm(x, W); return y"),
            alone(
                    "Gemm",
                    QGEMM,
                    "x: float[16,4]; W = random[8,16]; b = random[8]; "
                            + "y = Gemm(x, W, b) {transA=1, transB=1}; return y"));

    static final List<OperatorCase> PRODUCTS = List.of(
            alone("MatMul", TO_FLOAT, "x: float[4,16]; W = random[16,8]; y = MatMul(x, W); return y"),
            alone("MatMul", TO_FLOAT, "x: float[2,3,4,16]; W = random[16,8]; y = MatMul(x, W); return y"),
            alone("MatMul", TO_FLOAT, "x: float[2,4,16]; W = random[2,16,8]; y = MatMul(x, W); return y"),
            alone("MatMul", TO_FLOAT, "x: float[4,16]; W = random[3,16,8]; y = MatMul(x, W); return y"),
            alone("MatMul", TO_FLOAT, "x: float[2,4,16]; z: float[2,16,8]; y = MatMul(x, z); return y"),
            alone("Gemm", QGEMM, """
                    x: float[4,16]; W = random[16,8]; b = random[8]
                    m = MatMul(x, W)
                    y = Add(m, b)
                    return y
                    """),
            alone("MatMul", "QLinearMatMul", """
                    x: float[2,4,16]; V = random[16,16]; W = random[16,8]
                    m = MatMul(x, V)
                    y = MatMul(m, W)
                    return y
                    """).counting(2));

    private ProductCases() {}

    private static OperatorCase convolution(String values, String call) {
        return alone("Conv", QLINEAR_CONV, values + "; y = " + call + "; return y");
    }

    private static OperatorCase gemm(String weight, String bias, String attributes) {
        String text = "x: float[4,16]; W = %s; b = %s; y = Gemm(x, W, b) %s; return y";
        return alone("Gemm", QGEMM, text.formatted(weight, bias, attributes));
    }
}
