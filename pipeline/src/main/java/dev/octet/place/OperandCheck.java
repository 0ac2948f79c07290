package dev.octet.place;

import dev.octet.graph.ValueType.TensorType;
import dev.octet.place.Operand.Computed;
import dev.octet.place.Operand.Refused;
import dev.octet.place.Operand.Stored;
import dev.octet.place.Operand.Untouched;
import dev.octet.place.Parameters.Constant;
import dev.octet.place.Parameters.Derived;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at the inputs of one node and says how each could be quantized. */
final class OperandCheck {
    private final Site site;
    private final OperatorRule rule;
    private final Target target;
    private final boolean perChannel;
    private final boolean shrunk;

    OperandCheck(Site site, OperatorRule rule, Target target, boolean perChannel, boolean shrunk) {
        this.site = site;
        this.rule = rule;
        this.target = target;
        this.perChannel = perChannel;
        this.shrunk = shrunk;
    }

    Operand of(int slot) {
        if (!site.hasInput(slot)) {
            return new Untouched();
        }
        Spec spec = rule.input(slot);
        if (spec instanceof Spec.Untouched) {
            return new Untouched();
        }
        if (spec instanceof Spec.Weight weight) {
            return weight(slot, weight);
        }
        return spec instanceof Spec.Bias bias ? bias(slot, bias) : activation(slot);
    }

    private Operand activation(int slot) {
        Optional<Tensor> constant = site.constant(slot);
        if (constant.isPresent()) {
            return stored(slot, constant.get(), new Constant(target.activation(), OptionalInt.empty(), shrunk));
        }
        String value = site.node().inputs().get(slot);
        if (site.graph().initializers().containsKey(value)) {
            return refused(slot, Cause.OVERRIDABLE, "an initializer that callers may replace");
        }
        Optional<TensorType> type = site.type(value);
        if (type.isEmpty()) {
            return refused(slot, Cause.UNSUITABLE_VALUE, "a value of unknown type");
        }
        if (type.get().element() != ElementType.FLOAT) {
            return refused(slot, Cause.UNSUITABLE_VALUE, type.get().toString());
        }
        return site.isEmpty(value)
                ? refused(slot, Cause.UNSUITABLE_VALUE, "a tensor without elements")
                : new Computed();
    }

    private Operand weight(int slot, Spec.Weight weight) {
        Optional<Tensor> constant = site.constant(slot);
        if (constant.isEmpty()) {
            return weight.computedToo() ? activation(slot) : notConstant(slot, "a weight");
        }
        Shape shape = constant.get().shape();
        if (shape.rank() < 2) {
            return refused(slot, Cause.UNSUITABLE_CONSTANT, "a weight of shape " + shape);
        }
        OptionalInt axis = perChannel ? weight.axis().of(site.node(), shape) : OptionalInt.empty();
        return stored(slot, constant.get(), new Constant(target.weight(), axis, shrunk));
    }

    private Operand bias(int slot, Spec.Bias bias) {
        if (!target.conventions().integerBias()) {
            return new Untouched();
        }
        Optional<Tensor> constant = site.constant(slot);
        if (constant.isEmpty()) {
            return notConstant(slot, "a bias");
        }
        if (constant.get().shape().rank() != 1) {
            return refused(
                    slot,
                    Cause.UNSUITABLE_CONSTANT,
                    "a bias of shape " + constant.get().shape());
        }
        return stored(slot, constant.get(), new Derived(bias.input(), bias.weight()));
    }

    private Operand stored(int slot, Tensor constant, Parameters parameters) {
        if (constant.type() != ElementType.FLOAT) {
            return refused(slot, Cause.UNSUITABLE_CONSTANT, "a constant of type " + constant);
        }
        if (constant.elementCount() == 0) {
            return refused(slot, Cause.UNSUITABLE_CONSTANT, "a tensor without elements");
        }
        return isFinite(constant)
                ? new Stored(parameters)
                : refused(slot, Cause.UNSUITABLE_CONSTANT, "a constant that holds NaN or infinity");
    }

    private static boolean isFinite(Tensor constant) {
        boolean[] finite = {true};
        FloatBlocks.forEach(constant, (block, count, start) -> {
            for (int i = 0; i < count; i++) {
                finite[0] &= Float.isFinite(block[i]);
            }
        });
        return finite[0];
    }

    private Refused notConstant(int slot, String what) {
        boolean isReplaceable =
                site.graph().initializers().containsKey(site.node().inputs().get(slot));
        return isReplaceable
                ? refused(slot, Cause.OVERRIDABLE, what + " that callers may replace")
                : refused(slot, Cause.COMPUTED_CONSTANT, what + " that is not a constant");
    }

    private Refused refused(int slot, Cause cause, String found) {
        return new Refused(cause.because(
                "input %d '%s' is %s".formatted(slot, site.node().inputs().get(slot), found)));
    }
}
