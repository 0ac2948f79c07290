package dev.octet.place;

import static dev.octet.place.OperatorRule.activation;
import static dev.octet.place.OperatorRule.biasOf;
import static dev.octet.place.OperatorRule.fixed;
import static dev.octet.place.OperatorRule.operator;
import static dev.octet.place.OperatorRule.sameAs;
import static dev.octet.place.OperatorRule.untouched;
import static dev.octet.place.OperatorRule.weight;
import static dev.octet.place.OperatorRule.weightOrActivation;

import dev.octet.graph.Operator;
import dev.octet.place.OperatorRule.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What each operator needs to run on integers: one entry an operator, in alphabetical order.
 *
 * <p>Slots are those of the ONNX operators, whose version is named where it matters. Whether a target makes use of an
 * entry is in {@link TargetTable}; an operator without an entry stays float everywhere.
 */
public final class OperatorTable {
    /** All entries. */
    public static final List<OperatorRule> RULES = List.of(
            elementwise("Add", 2, activation()).build(),
            elementwise("ArgMax", 1, untouched()).build(),
            elementwise("AveragePool", 1, activation()).build(),
            // Absorbed by the quantizer behind it; min and max are inputs since Clip-11.
            operator("Clip", Role.LIMIT)
                    .input(activation())
                    .input(untouched())
                    .input(untouched())
                    .output(activation())
                    .requires("min and max are constants with 0 between them", Limits::known)
                    .build(),
            operator("Concat", Role.ELEMENTWISE)
                    .inputs(activation())
                    .output(activation())
                    .build(),
            operator("Conv", Role.CONVOLUTION)
                    .input(activation())
                    .input(weight(ChannelAxis.CONVOLUTION))
                    .input(biasOf(0, 1))
                    .output(activation())
                    .build(),
            operator("ConvTranspose", Role.CONVOLUTION)
                    .input(activation())
                    .input(weight(ChannelAxis.TRANSPOSED_CONVOLUTION))
                    .input(biasOf(0, 1))
                    .output(activation())
                    .build(),
            // ONNX Runtime 1.29 drops the pairs around it, but keeps those around SpaceToDepth.
            movement("DepthToSpace", 0).build(),
            movement("Expand", 1).build(),
            view("Flatten", 0).build(),
            // Its first input may be a constant: a table of embeddings, stored in the codes that are selected.
            movement("Gather", 1).build(),
            movement("GatherElements", 1).build(),
            operator("Gemm", Role.MATRIX_PRODUCT)
                    .input(activation())
                    .input(weight(ChannelAxis.GEMM))
                    .input(biasOf(0, 1))
                    .output(activation())
                    .requires("alpha is 1", site -> site.node().floatAttribute("alpha", 1) == 1)
                    .requires("beta is 1 or there is no C", Requirements::hasNoScaledBias)
                    .requires("A is not transposed", site -> site.node().intAttribute("transA", 0) == 0)
                    .build(),
            elementwise("GlobalAveragePool", 1, activation()).build(),
            elementwise("LeakyRelu", 1, activation()).build(),
            operator("MatMul", Role.MATRIX_PRODUCT)
                    .input(activation())
                    .input(weightOrActivation(ChannelAxis.MATRIX))
                    .output(activation())
                    .requires("both factors are matrices or stacks of them", Requirements::multipliesMatrices)
                    .build(),
            // The schema takes integers since MaxPool-12; the indices are not elements of the input.
            movement("MaxPool", 0)
                    .requires("the opset is 12 or later", site -> site.opset() >= 12)
                    .requires("the indices are not asked for", Requirements::hasOneOutput)
                    .build(),
            elementwise("Mul", 2, activation())
                    .requires("no factor is a mask of zeros and ones", site -> !Requirements.masks(site))
                    .build(),
            movement("Pad", 3)
                    .requires("it pads with zeros or with its own elements", Requirements::padsWithoutNewValues)
                    .build(),
            movement("ReduceMax", 1).build(),
            movement("ReduceMin", 1).build(),
            // Absorbed by the quantizer behind it. No target has an integer kernel for a Relu that stands alone.
            operator("Relu", Role.LIMIT)
                    .input(activation())
                    .output(activation())
                    .build(),
            view("Reshape", 1).build(),
            // Other modes compute new values, which integers round differently (onnxruntime issue 28448) and no faster.
            movement("Resize", 3)
                    .requires("the opset is 11 or later", site -> site.opset() >= 11)
                    .requires("it copies the nearest element", Requirements::copiesNearestElements)
                    .build(),
            elementwise("Sigmoid", 1, fixed(0, 1)).build(),
            movement("Slice", 4).build(),
            elementwise("Softmax", 1, fixed(0, 1)).build(),
            operator("Split", Role.MOVEMENT)
                    .input(activation())
                    .input(untouched())
                    .outputs(sameAs(0))
                    .build(),
            view("Squeeze", 1).build(),
            movement("Tile", 1).build(),
            movement("Transpose", 0).build(),
            view("Unsqueeze", 1).build(),
            operator("Where", Role.ELEMENTWISE)
                    .input(untouched())
                    .input(activation())
                    .input(activation())
                    .output(activation())
                    .build());

    private static final Map<String, OperatorRule> BY_NAME =
            RULES.stream().collect(Collectors.toUnmodifiableMap(OperatorRule::operator, Function.identity()));

    private OperatorTable() {}

    /** The entry of an operator. */
    public static Optional<OperatorRule> find(Operator operator) {
        return operator.domain().equals(Operator.ONNX)
                ? Optional.ofNullable(BY_NAME.get(operator.type()))
                : Optional.empty();
    }

    /** An operator that computes each element of its result from few elements of its float inputs. */
    private static OperatorRule.Builder elementwise(String name, int floatInputs, Spec output) {
        OperatorRule.Builder rule = operator(name, Role.ELEMENTWISE);
        for (int i = 0; i < floatInputs; i++) {
            rule.input(activation());
        }
        return rule.output(output);
    }

    /** An operator that arranges or selects elements of its first input as its other inputs say. */
    private static OperatorRule.Builder movement(String name, int otherInputs) {
        return withSameParameters(name, Role.MOVEMENT, otherInputs);
    }

    /** An operator that gives its first input the shape that its other inputs say. */
    private static OperatorRule.Builder view(String name, int otherInputs) {
        return withSameParameters(name, Role.VIEW, otherInputs);
    }

    private static OperatorRule.Builder withSameParameters(String name, Role role, int otherInputs) {
        OperatorRule.Builder rule = operator(name, role).input(activation());
        for (int i = 0; i < otherInputs; i++) {
            rule.input(untouched());
        }
        return rule.output(sameAs(0));
    }
}
