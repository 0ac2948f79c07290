package dev.octet.finish;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Removes a mask of channels that meet rows of zeros anyway.
 *
 * <pre>{@code
 * q = QuantizeLinear(Mul(x, mask))   ->   q = QuantizeLinear(x)     where q is read for products with W alone
 *
 * mask  constant [channels] of zeros and ones    W  codes [channels, outputs], zeros where the mask is zero
 * }</pre>
 *
 * <p>The mask kept outliers out of the range that was observed. Once the range is fixed, an outlier is clipped to it,
 * and its code is multiplied by zero. A Mul would read and write the whole value.
 *
 * <p>Source: ONNX operators QuantizeLinear-10, which saturates, Mul-7 and MatMul-9.
 */
final class RemoveNeedlessMask implements Rule<RemoveNeedlessMask.Match> {
    /**
     * A QuantizeLinear of something masked.
     *
     * @param slot where {@code mul} reads the mask
     */
    record Match(Scope scope, Node quantizer, Node mul, int slot, Tensor mask) {
        private String source() {
            return mul.inputs().get(1 - slot);
        }

        /** A mask of another shape than the channels could repeat them. */
        private boolean isMaskOfChannels() {
            float[] factors = mask.toFloats();
            Optional<Dimension> channels = scope.dimensions(source())
                    .filter(dimensions -> dimensions.size() > 1)
                    .map(dimensions -> dimensions.get(dimensions.size() - 1));
            return mask.shape().rank() == 1
                    && channels.equals(Optional.of(new Dimension.Known(factors.length)))
                    && IntStream.range(0, factors.length).allMatch(i -> factors[i] == 0 || factors[i] == 1);
        }

        private boolean meetsZeros() {
            return isReadOnly(
                    quantizer.output(),
                    use -> use.node().is("DequantizeLinear")
                            && isReadOnly(use.node().output(), this::meetsZeros));
        }

        private boolean isReadOnly(String value, Predicate<Use> by) {
            List<Use> uses = scope.graph().uses().of(value);
            return !uses.isEmpty()
                    && !scope.graph().uses().isOutput(value)
                    && uses.stream().allMatch(use -> use.slot() == 0 && by.test(use));
        }

        private boolean meetsZeros(Use use) {
            return use.node().is("MatMul")
                    && scope.producerOfInput(use.node(), 1)
                            .filter(weight -> weight.is("DequantizeLinear") && hasZeros(weight))
                            .isPresent();
        }

        /** Whether rows of codes are zero, and zero points too, as they are where there are none. */
        private boolean hasZeros(Node weight) {
            Optional<Tensor> codes = scope.constantInput(weight, 0);
            boolean isCentred = weight.input(2).isEmpty()
                    || scope.constantInput(weight, 2)
                            .filter(zeros -> LongStream.of(zeros.toLongs()).allMatch(zero -> zero == 0))
                            .isPresent();
            return isCentred && codes.filter(this::hasZeroRows).isPresent();
        }

        private boolean hasZeroRows(Tensor codes) {
            float[] factors = mask.toFloats();
            if (codes.shape().rank() != 2 || codes.shape().dimension(0) != factors.length) {
                return false;
            }
            long[] elements = codes.toLongs();
            int columns = elements.length / factors.length;
            return IntStream.range(0, elements.length).allMatch(i -> factors[i / columns] != 0 || elements[i] == 0);
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the masked value has no other use",
                    match -> match.scope().usedOnce(match.mul().output())),
            new Condition<>("zeros and ones for each channel are the mask", Match::isMaskOfChannels),
            new Condition<>("what is masked meets zeros in every product", Match::meetsZeros));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("QuantizeLinear")
                ? scope.producerOfInput(root, 0)
                        .filter(producer -> producer.is("Mul"))
                        .flatMap(mul -> masked(scope, root, mul, 0).or(() -> masked(scope, root, mul, 1)))
                : Optional.empty();
    }

    private static Optional<Match> masked(Scope scope, Node root, Node mul, int slot) {
        return scope.constantInput(mul, slot).map(mask -> new Match(scope, root, mul, slot, mask));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node quantizer = match.quantizer();
        return Edit.remove(quantizer, match.mul()).add(quantizer.withInput(0, match.source()));
    }
}
