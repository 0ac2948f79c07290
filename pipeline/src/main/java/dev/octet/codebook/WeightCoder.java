package dev.octet.codebook;

import dev.octet.affine.block.Lines;
import dev.octet.affine.block.Packed;
import dev.octet.error.OctetException;
import dev.octet.tensor.Recomputed;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds the codebooks of one weight, and what they lose.
 *
 * <p>Codebooks of channels can take an eighth of the weight, so they are kept only as long as the heap has room.
 */
final class WeightCoder {
    /** Lines that are read together: enough that a page of a matrix of columns is read at once. */
    private static final int TOGETHER = 256;

    /** Elements that are read together, at most, unless a line has more. */
    private static final int MOST_ELEMENTS = 1 << 24;

    private final String name;
    private final Tensor weight;
    private final Channels channels;
    private final CodebookSettings settings;
    private final Recomputed<List<CodedChannel>> coded = new Recomputed<>(this::find);
    private final CodebookWeight outcome;

    /**
     * Looks at all elements.
     *
     * @throws OctetException of kind INVALID_MODEL if one is NaN or infinite
     */
    WeightCoder(String name, Tensor weight, Channels channels, CodebookSettings settings) {
        this.name = name;
        this.weight = weight;
        this.channels = channels;
        this.settings = settings;
        this.outcome = outcome(coded.get());
    }

    private List<CodedChannel> find() {
        return channels.count() == 1
                ? List.of(CodedChannel.of(finite(TensorDistribution.of(weight)), settings))
                : findLines(channels.lines(weight));
    }

    private List<CodedChannel> findLines(Lines lines) {
        int length = lines.length();
        int most = Math.max(1, Math.min(TOGETHER, MOST_ELEMENTS / length));
        List<CodedChannel> found = new ArrayList<>(lines.count());
        for (int first = 0; first < lines.count(); first += most) {
            int together = Math.min(most, lines.count() - first);
            float[] elements = new float[Math.multiplyExact(together, length)];
            lines.read(first, together, 0, length, elements);
            found.addAll(IntStream.range(0, together)
                    .parallel()
                    .mapToObj(
                            line -> CodedChannel.of(finite(Distribution.of(elements, line * length, length)), settings))
                    .toList());
        }
        return found;
    }

    /** Sorting puts what is not finite first and last. */
    private Distribution finite(Distribution distribution) {
        if (Double.isFinite(distribution.lowest()) && Double.isFinite(distribution.highest())) {
            return distribution;
        }
        throw OctetException.invalidModel(
                "Tensor '%s' (%s): expected finite elements, got NaN or infinite ones. Repair the model, or exclude the nodes that use it."
                        .formatted(name, weight));
    }

    CodedWeight coded() {
        return new CodedWeight(weight, channels, coded, outcome.entries(), settings.bits());
    }

    CodebookWeight outcome() {
        return outcome;
    }

    private CodebookWeight outcome(List<CodedChannel> found) {
        int books = channels.count();
        int entries = found.stream()
                .mapToInt(channel -> channel.codebook().size())
                .max()
                .orElseThrow();
        long codes = Packed.bytes(weight.elementCount(), settings.bits());
        return new CodebookWeight(
                name,
                weight.elementCount(),
                books,
                entries,
                weight.data().byteSize(),
                codes + (long) books * entries * Float.BYTES,
                codes + books * (long) Float.BYTES + Packed.bytes(books, settings.bits()),
                sum(found, CodedChannel::energy),
                sum(found, CodedChannel::squaredError),
                sum(found, CodedChannel::uniformSquaredError));
    }

    private static double sum(List<CodedChannel> found, ToDoubleFunction<CodedChannel> part) {
        return found.stream().mapToDouble(part).sum();
    }
}
