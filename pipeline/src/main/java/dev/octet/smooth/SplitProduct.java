package dev.octet.smooth;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Multiplies a few channels J of a value apart from the others.
 *
 * <pre>{@code
 * y = v W   ->   rest = (v * kept) W';  few = Gather(v, J) W_J;  y = rest + few
 *
 * kept [channels]: 0 for J, else 1    W': W with zeros in the rows J    W_J [|J|, outputs]: these rows
 * }</pre>
 *
 * <p>A Gemm keeps its C in the rest. Source: T. Dettmers et al., LLM.int8(): 8-bit Matrix Multiplication for
 * Transformers at Scale, 2022; there the channels are found while the model runs, here they are part of the model.
 */
final class SplitProduct implements Rule<OutlierProduct> {
    private final Map<String, List<Integer>> channels;

    /** @param channels what is taken out, by the result of the product */
    SplitProduct(Map<String, List<Integer>> channels) {
        this.channels = Map.copyOf(channels);
    }

    @Override
    public String name() {
        return Outliers.NAME;
    }

    @Override
    public Optional<OutlierProduct> match(Scope scope, Node root) {
        return root.outputs().size() == 1 && channels.containsKey(root.output())
                ? ChannelConstant.ofProduct(root, scope.graph())
                        .map(weight -> new OutlierProduct(weight, channels.getOrDefault(root.output(), List.of())))
                : Optional.empty();
    }

    @Override
    public List<Condition<OutlierProduct>> conditions() {
        return List.of();
    }

    @Override
    public Edit rewrite(Scope scope, OutlierProduct match) {
        Node product = match.product();
        String rest = scope.names().fresh(product.output() + "_rest");
        String few = scope.names().fresh(product.output() + "_few");
        return Edit.remove(product)
                .and(rest(scope, match, rest))
                .and(few(scope, match, few))
                .add(node(scope, "Add", List.of(rest, few), product.output(), Map.of()));
    }

    private static Edit rest(Scope scope, OutlierProduct match, String result) {
        Node product = match.product();
        Graph graph = scope.graph();
        String value = product.inputs().get(0);
        float[] kept = new float[match.weight().channels(graph)];
        Arrays.fill(kept, 1);
        match.channels().forEach(channel -> kept[channel] = 0);
        String masked = scope.names().fresh(value + "_kept");
        Initializer mask =
                Initializer.of(scope.names().fresh(value + "_mask"), Tensor.ofFloats(Shape.of(kept.length), kept));
        Initializer rows = Initializer.of(
                scope.names().fresh(match.weight().name() + "_kept"),
                match.weight().times(kept, graph));
        return Edit.NOTHING
                .add(mask)
                .add(rows)
                .add(node(scope, "Mul", List.of(value, mask.name()), masked, Map.of()))
                .add(named(product)
                        .withInput(0, masked)
                        .withInput(1, rows.name())
                        .withOutputs(List.of(result)));
    }

    /** What is left of a product is what people know it by. */
    private static Node named(Node product) {
        return product.name().isEmpty() ? product.withName(product.output()) : product;
    }

    private static Edit few(Scope scope, OutlierProduct match, String result) {
        String value = match.product().inputs().get(0);
        String gathered = scope.names().fresh(value + "_taken");
        long[] indices = match.channels().stream().mapToLong(Integer::longValue).toArray();
        Initializer taken = Initializer.of(scope.names().fresh(value + "_channels"), Tensor.vector(indices));
        Initializer rows = Initializer.of(
                scope.names().fresh(match.weight().name() + "_taken"),
                WeightRows.of(match.weight(), scope.graph()).rows(match.channels()));
        return Edit.NOTHING
                .add(taken)
                .add(rows)
                .add(node(
                        scope,
                        "Gather",
                        List.of(value, taken.name()),
                        gathered,
                        Map.of("axis", new Attribute.IntValue(-1))))
                .add(node(scope, "MatMul", List.of(gathered, rows.name()), result, Map.of()));
    }

    private static Node node(
            Scope scope, String type, List<String> inputs, String output, Map<String, Attribute> attributes) {
        return Node.of(scope.names().fresh(output + "_" + type), type, inputs, List.of(output), attributes);
    }
}
