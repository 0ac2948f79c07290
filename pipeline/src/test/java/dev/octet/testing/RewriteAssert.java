package dev.octet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every change of a model.
 *
 * <p>The expected text gives nodes and outputs in full: operators, slots, attributes, subgraphs. The order of nodes
 * does not matter. It may leave out inputs (they never change), node names, headers, and initializers; those it has are
 * compared: given as {@code float[3]} by type and shape, with elements also by those, floating ones within 1e-6. Values
 * that the original has not may have any new name, the same one wherever the text has the same one.
 *
 * <p>Always checked besides: the signature is kept, every name is defined once and before it is read, the original is
 * untouched, ONNX Runtime runs both models, and their results differ by no more than the tolerance.
 */
final class RewriteAssert {
    static final RewriteAssert DEFAULTS = new RewriteAssert(null, 1e-5, Map.of());

    private final @Nullable Model before;
    private final double tolerance;
    private final Map<String, Tensor> inputs;

    private RewriteAssert(@Nullable Model before, double tolerance, Map<String, Tensor> inputs) {
        this.before = before;
        this.tolerance = tolerance;
        this.inputs = inputs;
    }

    RewriteAssert on(Model model) {
        return new RewriteAssert(model, tolerance, inputs);
    }

    RewriteAssert withTolerance(double relative) {
        return new RewriteAssert(before, relative, inputs);
    }

    RewriteAssert withInput(String name, Tensor tensor) {
        Map<String, Tensor> more = new LinkedHashMap<>(inputs);
        more.put(name, tensor);
        return new RewriteAssert(before, tolerance, more);
    }

    Model before() {
        return Optional.ofNullable(before).orElseThrow(() -> new IllegalStateException("Give a graph with on(...)"));
    }

    void becomes(Model after, String expected) {
        ParsedText wanted = GraphText.parseExpectation(expected);
        Optional<String> difference = new StructureMatch(before(), after, wanted).difference();
        if (difference.isPresent()) {
            throw new AssertionError(
                    "%s%n%nexpected%n%s%ngot%n%s".formatted(difference.get(), expected, GraphText.summary(after)));
        }
        keepsMeaning(after);
    }

    void keepsMeaning(Model after) {
        List<Value> wanted = before().graph().inputs();
        assertThat(after.graph().inputs()).as("inputs of the graph").isEqualTo(wanted);
        assertThat(after.graph().outputs())
                .as("outputs of the graph")
                .isEqualTo(before().graph().outputs());
        assertThat(Soundness.faults(before())).as("faults of the original").isEmpty();
        assertThat(Soundness.faults(after))
                .as("faults of%n%s", GraphText.summary(after))
                .isEmpty();
        new Meaning(before(), after, tolerance, inputs).check();
    }

    void isUnchanged(Model after) {
        assertThat(after)
                .as("the model, which must be the very same; it is now%n%s", GraphText.summary(after))
                .isSameAs(before());
    }
}
