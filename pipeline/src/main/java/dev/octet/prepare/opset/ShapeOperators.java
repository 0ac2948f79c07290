package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import java.util.List;

/** Operators that arrange elements without computing them, and those that tell shapes. */
final class ShapeOperators {
    static final List<OperatorHistory> ALL = List.of(
            operator("CenterCropPad", 18),
            operator("Col2Im", 18),
            operator("Concat", 5).compatible(11, 13),
            // The mode that 11 brought has the old order as its default.
            operator("DepthToSpace", 5).compatible(11, 13),
            operator("Expand", 8).compatible(13),
            operator("Flatten", 5).compatible(9, 11, 13, 21),
            operator("Pad", 5).adapted(11, new PadToInputs()).compatible(13, 18, 19, 21),
            operator("Reshape", 5).compatible(13, 14, 19, 21),
            operator("ReverseSequence", 10),
            operator("Shape", 5).compatible(13, 15, 19, 21),
            operator("Size", 5).compatible(13, 19, 21),
            operator("Slice", 5).adapted(10, new SliceToInputs()).compatible(11, 13),
            operator("SpaceToDepth", 5).compatible(13),
            operator("Split", 5)
                    .compatible(11)
                    .adapted(13, AttributeToInput.optional("split", 1))
                    .adapted(18, new SplitNumber()),
            operator("Squeeze", 5)
                    .compatible(11)
                    .adapted(13, AttributeToInput.optional("axes", 1))
                    .compatible(21),
            operator("Tile", 5)
                    .refused(6, "it repeats along one axis, which became repeats along every axis")
                    .compatible(13),
            operator("Transpose", 5).compatible(13, 21),
            operator("Trilu", 14),
            operator("Unsqueeze", 5)
                    .compatible(11)
                    .adapted(13, AttributeToInput.required("axes", 1))
                    .compatible(21));

    private ShapeOperators() {}
}
