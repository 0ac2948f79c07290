package dev.octet.weightonly;

import dev.octet.affine.Symmetry;
import dev.octet.affine.block.BlockQuantized;
import dev.octet.affine.block.BlockScheme;
import dev.octet.affine.block.CodeLayout;
import dev.octet.affine.block.Lines;
import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a product with a quantized matrix in place of one with a float matrix. */
final class ProductWriter {
    private static final int WEIGHT = 1;

    private final Scope scope;
    private final WeightOnlySettings settings;
    private final Node node;
    private final Lines lines;
    private final BlockScheme scheme;
    private final BlockQuantized quantized;

    /**
     * A writer for one node.
     *
     * @param known what samples showed of weights
     */
    ProductWriter(Scope scope, WeightOnlySettings settings, Product product, KnownWeights known) {
        this.scope = scope;
        this.settings = settings.of(product.node());
        this.node = product.node();
        this.lines = product.lines();
        this.scheme = this.settings.scheme(lines.length());
        this.quantized = known.of(node).orElseGet(() -> new BlockQuantized(lines, scheme, settings.method()));
    }

    Edit withoutBias() {
        return settings.form() == WeightForm.STANDARD ? standard() : microsoft(node.output());
    }

    /** What Gemm adds broadcasts to the product as Add's second input does. */
    Edit withBias(String bias) {
        if (settings.form() == WeightForm.STANDARD) {
            return standard();
        }
        String product = scope.names().fresh(node.output() + "_product");
        Node add = new Node(
                scope.names().fresh(node.name() + "_bias"),
                new Operator(Operator.ONNX, "Add"),
                List.of(product, bias),
                List.of(node.output()),
                Map.of(),
                Origin.NONE);
        return microsoft(product).add(add);
    }

    private Edit standard() {
        Dequantized weight = new Dequantized(scope, settings, weightName());
        String value = weight.matrix(quantized, scheme, CodeLayout.COLUMNS);
        return Edit.remove(originalNode()).and(weight.edit()).add(node.withInput(WEIGHT, value));
    }

    /** The node of the graph, which {@link #node} may differ from in attributes. */
    private Node originalNode() {
        return scope.graph().uses().producer(node.output()).orElseThrow();
    }

    private Edit microsoft(String output) {
        String codes = scope.names().fresh(weightName() + "_codes");
        String scales = scope.names().fresh(weightName() + "_scales");
        Edit edit = Edit.remove(originalNode())
                .add(Initializer.of(codes, quantized.codes(CodeLayout.BLOCKS)))
                .add(Initializer.of(scales, quantized.scales(CodeLayout.BLOCKS)));
        List<String> inputs = List.of(node.inputs().get(0), codes, scales);
        if (settings.symmetry() == Symmetry.ASYMMETRIC) {
            String zeroPoints = scope.names().fresh(weightName() + "_zero_points");
            edit = edit.add(Initializer.of(zeroPoints, quantized.packedZeroPoints()));
            inputs = List.of(node.inputs().get(0), codes, scales, zeroPoints);
        }
        return edit.add(new Node(
                node.name(),
                new Operator(Operator.MICROSOFT, "MatMulNBits"),
                inputs,
                List.of(output),
                attributes(),
                Origin.NONE));
    }

    private Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("K", Attribute.of((long) lines.length()));
        attributes.put("N", Attribute.of((long) lines.count()));
        attributes.put("bits", Attribute.of((long) settings.bits()));
        attributes.put("block_size", Attribute.of((long) scheme.size()));
        if (settings.accuracyLevel() > 0) {
            attributes.put("accuracy_level", Attribute.of((long) settings.accuracyLevel()));
        }
        return attributes;
    }

    private String weightName() {
        return node.inputs().get(WEIGHT);
    }
}
