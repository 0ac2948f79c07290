package dev.octet.codebook;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Computes a weight from codes and the values that they stand for, wherever it is read.
 *
 * <pre>{@code
 * W   ->   Gather(values, Cast(codes) {to=INT32})                                 one codebook
 *     or   Reshape(GatherElements(values, Cast(codes) {to=INT32}) {axis}, shape)  one for each channel
 * }</pre>
 *
 * <p>Source: Gather-13, GatherElements-13, Cast-13; Cast-21 takes uint4. ONNX Runtime computes the weight when it loads
 * the model, so runs take as long as with a float weight.
 */
final class ReplaceWeightByCodebook implements Rule<FoundWeight> {
    private final CodebookSettings settings;
    private final Consumer<CodebookWeight> outcomes;

    /**
     * The rule.
     *
     * @param outcomes told of each weight that is replaced
     */
    ReplaceWeightByCodebook(CodebookSettings settings, Consumer<CodebookWeight> outcomes) {
        this.settings = settings;
        this.outcomes = outcomes;
    }

    @Override
    public Optional<FoundWeight> match(Scope scope, Node root) {
        return ChannelAxis.of(root)
                .flatMap(known -> scope.constantInput(root, known.slot())
                        .filter(weight -> weight.shape().rank() >= 2)
                        .map(weight -> new FoundWeight(
                                scope,
                                root.inputs().get(known.slot()),
                                weight,
                                known.axis().applyAsInt(root, weight.shape()))));
    }

    @Override
    public List<Condition<FoundWeight>> conditions() {
        return List.of(
                new Condition<>(
                        "no reader of the weight is excluded", found -> !found.isRead(settings.excludedNodes())),
                new Condition<>("the weight is float", FoundWeight::isFloat),
                new Condition<>("the weight is no output of the model", found -> !found.isOutput()),
                new Condition<>("codes and codebooks are smaller", found -> found.isWorthIt(settings)));
    }

    @Override
    public Edit rewrite(Scope scope, FoundWeight match) {
        WeightCoder coder = new WeightCoder(match.name(), match.weight(), match.channels(settings), settings);
        outcomes.accept(coder.outcome());
        return new Decoding(scope, match.name()).of(coder.coded(), match.weight());
    }

    /** The nodes that compute a weight. */
    private record Decoding(Scope scope, String name) {
        Edit of(CodedWeight coded, Tensor weight) {
            String codes = fresh("_codes");
            String indices = fresh("_indices");
            String values = fresh("_values");
            String decoded = fresh("_decoded");
            Channels channels = coded.channels();
            boolean whole = channels.layout() == Channels.Layout.WHOLE;
            Edit edit = Edit.NOTHING
                    .add(Initializer.of(codes, coded.codes()))
                    .add(Initializer.of(values, coded.values()))
                    .add(node("Cast", List.of(codes), indices, Map.of("to", type())))
                    .add(node(
                            whole ? "Gather" : "GatherElements",
                            List.of(values, indices),
                            decoded,
                            Map.of("axis", Attribute.of(channels.gatherAxis()))));
            if (channels.codesShape().equals(weight.shape())) {
                return edit.redirect(name, decoded);
            }
            String shape = fresh("_shape");
            String shaped = fresh("_reshaped");
            return edit.add(Initializer.of(shape, Tensor.vector(weight.shape().dimensions())))
                    .add(node("Reshape", List.of(decoded, shape), shaped, Map.of()))
                    .redirect(name, shaped);
        }

        private static Attribute type() {
            return Attribute.of((long) ElementType.INT32.code());
        }

        private Node node(String operator, List<String> inputs, String output, Map<String, Attribute> attributes) {
            return new Node(
                    fresh("_" + operator),
                    new Operator(Operator.ONNX, operator),
                    inputs,
                    List.of(output),
                    attributes,
                    Origin.NONE);
        }

        private String fresh(String suffix) {
            return scope.names().fresh(name + suffix);
        }
    }
}
