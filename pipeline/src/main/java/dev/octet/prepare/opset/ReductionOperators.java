package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import java.util.List;

/** Operators that look along axes: reductions, the largest and the smallest, softmax and losses. */
final class ReductionOperators {
    private static final Adapter AXES = AttributeToInput.optional("axes", 1);
    private static final Adapter SINGLE_AXIS = new SoftmaxOverOneAxis();

    static final List<OperatorHistory> ALL = List.of(
            operator("ArgMax", 5).compatible(11, 12, 13),
            operator("ArgMin", 5).compatible(11, 12, 13),
            operator("Hardmax", 5).compatible(11).adapted(13, SINGLE_AXIS),
            operator("LogSoftmax", 5).compatible(11).adapted(13, SINGLE_AXIS),
            operator("NegativeLogLikelihoodLoss", 12).compatible(13),
            operator("ReduceL1", 5).compatible(11, 13).adapted(18, AXES),
            operator("ReduceL2", 5).compatible(11, 13).adapted(18, AXES),
            operator("ReduceLogSum", 5).compatible(11, 13).adapted(18, AXES),
            operator("ReduceLogSumExp", 5).compatible(11, 13).adapted(18, AXES),
            operator("ReduceMax", 5).compatible(11, 12, 13).adapted(18, AXES).compatible(20),
            operator("ReduceMean", 5).compatible(11, 13).adapted(18, AXES),
            operator("ReduceMin", 5).compatible(11, 12, 13).adapted(18, AXES).compatible(20),
            operator("ReduceProd", 5).compatible(11, 13).adapted(18, AXES),
            // Five versions ahead of the other reductions.
            operator("ReduceSum", 5).compatible(11).adapted(13, AXES),
            operator("ReduceSumSquare", 5).compatible(11, 13).adapted(18, AXES),
            operator("Softmax", 5).compatible(11).adapted(13, SINGLE_AXIS),
            operator("SoftmaxCrossEntropyLoss", 12).compatible(13),
            operator("TopK", 5).adapted(10, AttributeToInput.required("k", 1)).compatible(11),
            operator("Unique", 11));

    private ReductionOperators() {}
}
