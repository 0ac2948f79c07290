package dev.octet.prepare.opset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.rewrite.TypeSource;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;

/**
 * Says what an upgrade makes of a model, and proves by running both that it computes the same.
 *
 * <p>Types are inferred by ONNX Runtime unless {@link #knowingNoTypes} is asked for. Results agree within 1e-6 of the
 * largest unless another tolerance is given.
 */
final class UpgradeAssert {
    private final Model before;
    private final long target;
    private final TypeSource types;
    private final PassAssert pass;

    private UpgradeAssert(Model before, long target, TypeSource types, PassAssert pass) {
        this.before = before;
        this.target = target;
        this.types = types;
        this.pass = pass;
    }

    /** Starts with a model in the form of {@link GraphText} and the version it is to reach. */
    static UpgradeAssert assertThatUpgrade(String text, long target) {
        return assertThatUpgrade(GraphText.parse(text), target);
    }

    static UpgradeAssert assertThatUpgrade(Model before, long target) {
        return of(before, target, TypeInference::infer);
    }

    private static UpgradeAssert of(Model before, long target, TypeSource types) {
        PassAssert pass = PassAssert.assertThatPass((model, trace) -> upgraded(model, target, types))
                .on(before)
                .withTolerance(1e-6);
        return new UpgradeAssert(before, target, types, pass);
    }

    private static Model upgraded(Model model, long target, TypeSource types) {
        UpgradeResult result = OpsetUpgrade.upgrade(model, target, types);
        assertThat(result.refusals()).isEmpty();
        assertThat(result.model().opset()).isEqualTo(Math.max(target, model.opset()));
        return result.model();
    }

    /** The same, without inferred types. */
    UpgradeAssert knowingNoTypes() {
        return of(before, target, TypeSource.NONE);
    }

    UpgradeAssert withInput(String name, Tensor tensor) {
        return new UpgradeAssert(before, target, types, pass.withInput(name, tensor));
    }

    UpgradeAssert withTolerance(double relative) {
        return new UpgradeAssert(before, target, types, pass.withTolerance(relative));
    }

    /** The upgrade makes this of the model, and both compute the same. */
    Model becomes(String expected) {
        return pass.becomes(expected);
    }

    /** The upgrade succeeds and the result computes the same. */
    Model keepsMeaning() {
        return pass.keepsMeaning();
    }

    /** The upgrade makes this of the model, which ONNX Runtime itself cannot run. */
    void becomesUnrun(String expected) {
        Model after = upgraded(before, target, TypeSource.NONE);
        assertThat(GraphText.print(after)).isEqualTo(GraphText.print(GraphText.parse(expected)));
    }

    /** The model is left as it is, for this reason alone. */
    void isRefused(String reason) {
        UpgradeResult result = OpsetUpgrade.upgrade(before, target, types);
        assertThat(result.refusals()).singleElement().asString().contains(reason);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.model()).isSameAs(before);
    }
}
