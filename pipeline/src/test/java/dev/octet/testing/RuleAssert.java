package dev.octet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import dev.octet.rewrite.TypeSource;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Says what a rule does to a graph, and proves that it does not change what the graph computes.
 *
 * <pre>{@code
 * assertThatRule(new FoldBatchNormIntoConv()).on("""
 *         x: float[1,2,4,4]; W = random[3,2,3,3]; gamma, beta, mean = random[3]; var = positive[3]
 *         c = Conv(x, W)
 *         y = BatchNormalization(c, gamma, beta, mean, var)
 *         return y
 *         """).becomes("""
 *         y = Conv(x, W2, b2)
 *         return y
 *         """);
 * }</pre>
 *
 * <p>See {@link RewriteAssert} for what the expected text may leave out and what is always checked. Immutable: each
 * {@code with} and {@code on} returns another.
 */
public final class RuleAssert {
    private final Rule<?> rule;
    private final TypeSource types;
    private final RewriteAssert rewrite;

    private RuleAssert(Rule<?> rule, TypeSource types, RewriteAssert rewrite) {
        this.rule = rule;
        this.types = types;
        this.rewrite = rewrite;
    }

    /** Starts with a rule that learns types from ONNX Runtime. */
    public static RuleAssert assertThatRule(Rule<?> rule) {
        return new RuleAssert(rule, TypeInference::infer, RewriteAssert.DEFAULTS);
    }

    /** The graph to apply the rule to, in the form of {@link GraphText}. */
    public RuleAssert on(String text) {
        return on(GraphText.parse(text));
    }

    /** The model to apply the rule to. */
    public RuleAssert on(Model model) {
        return new RuleAssert(rule, types, rewrite.on(model));
    }

    /** What the rule is told about types, in place of what ONNX Runtime infers. */
    public RuleAssert withTypes(TypeSource other) {
        return new RuleAssert(rule, other, rewrite);
    }

    /** The largest difference allowed, relative to the largest result; 1e-5 where it is not given. */
    public RuleAssert withTolerance(double relative) {
        return new RuleAssert(rule, types, rewrite.withTolerance(relative));
    }

    /** An input to run with, in place of random ones. */
    public RuleAssert withInput(String name, Tensor tensor) {
        return new RuleAssert(rule, types, rewrite.withInput(name, tensor));
    }

    /** The rule changes the graph into this one and computes the same. Returns the changed model. */
    public Model becomes(String expected) {
        Trace trace = new Trace();
        Model after = apply(trace);
        assertThat(trace.entries()).as("%s is applied; the trace", rule.name()).anyMatch(TraceEntry::applied);
        rewrite.becomes(after, expected);
        return after;
    }

    /** The rule recognizes its shape but declines for this reason, and changes nothing. */
    public void refuses(String reason) {
        Trace trace = new Trace();
        Model after = apply(trace);
        assertThat(trace.entries())
                .as("what %s did", rule.name())
                .extracting(TraceEntry::refusal)
                .containsOnly(Optional.of(reason));
        rewrite.isUnchanged(after);
    }

    /** The rule does not recognize its shape anywhere in the graph. */
    public void doesNotMatch() {
        Trace trace = new Trace();
        Model after = apply(trace);
        assertThat(trace.entries()).as("what %s did", rule.name()).isEmpty();
        rewrite.isUnchanged(after);
    }

    private Model apply(Trace trace) {
        return new RulePass(List.of(rule), types).apply(rewrite.before(), trace);
    }
}
