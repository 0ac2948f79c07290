package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import java.util.List;

/** Operators that look elements up or write them, make tensors from nothing, and work on strings and files. */
final class DataOperators {
    static final List<OperatorHistory> ALL = List.of(
            operator("Bernoulli", 15),
            operator("Compress", 9).compatible(11),
            operator("Constant", 5).compatible(9, 11, 12, 13, 19, 21),
            operator("ConstantOfShape", 9).compatible(20, 21),
            operator("EyeLike", 9),
            operator("Gather", 5).compatible(11, 13),
            operator("GatherElements", 11).compatible(13),
            operator("GatherND", 11).compatible(12, 13),
            operator("ImageDecoder", 20),
            operator("Multinomial", 7),
            operator("NonMaxSuppression", 10).compatible(11),
            operator("NonZero", 9).compatible(13),
            // 11 gives a meaning to negative indices; 9 had none, and ONNX Runtime treats both alike.
            operator("OneHot", 9).compatible(11),
            operator("RandomNormal", 5),
            operator("RandomNormalLike", 5),
            operator("RandomUniform", 5),
            operator("RandomUniformLike", 5),
            operator("Range", 11),
            operator("RegexFullMatch", 20),
            operator("Scatter", 9).adapted(11, new RenameOperator("ScatterElements")),
            operator("ScatterElements", 11).compatible(13, 16, 18),
            operator("ScatterND", 11).compatible(13, 16, 18),
            operator("StringConcat", 20),
            operator("StringNormalizer", 10),
            operator("StringSplit", 20),
            operator("TfIdfVectorizer", 9));

    private DataOperators() {}
}
