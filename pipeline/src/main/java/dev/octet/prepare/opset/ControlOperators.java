package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import java.util.List;

/** Operators with graphs inside them, and those on sequences and optional values. */
final class ControlOperators {
    static final List<OperatorHistory> ALL = List.of(
            operator("ConcatFromSequence", 11),
            operator("Identity", 5).compatible(13, 14, 16, 19, 21),
            operator("If", 5).compatible(11, 13, 16, 19, 21),
            operator("Loop", 5).compatible(11, 13, 16, 19, 21),
            operator("Optional", 15),
            operator("OptionalGetElement", 15).compatible(18),
            operator("OptionalHasElement", 15).compatible(18),
            operator("Scan", 8)
                    .refused(
                            9, "it scans each element of a batch up to a length of its own, which only opset 8 can say")
                    .compatible(11, 16, 19, 21),
            operator("SequenceAt", 11),
            operator("SequenceConstruct", 11),
            operator("SequenceEmpty", 11),
            operator("SequenceErase", 11),
            operator("SequenceInsert", 11),
            operator("SequenceLength", 11),
            operator("SequenceMap", 17),
            operator("SplitToSequence", 11));

    private ControlOperators() {}
}
