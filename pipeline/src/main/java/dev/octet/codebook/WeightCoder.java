package dev.octet.codebook;

import dev.octet.affine.block.Lines;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the codebooks of one weight, and what they lose. */
final class WeightCoder {
    /** Lines that are read together: enough that a page of a matrix of columns is read at once. */
    private static final int TOGETHER = 256;

    private final String name;
    private final Tensor weight;
    private final Channels channels;
    private final CodebookSettings settings;
    private final List<Codebook> codebooks = new ArrayList<>();
    private double energy;
    private double squaredError;
    private double uniformSquaredError;

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
        if (channels.count() == 1) {
            take(List.of(Coded.of(finite(TensorDistribution.of(weight)), settings)));
        } else {
            takeLines(channels.lines(weight));
        }
    }

    private void takeLines(Lines lines) {
        int length = lines.length();
        for (int first = 0; first < lines.count(); first += TOGETHER) {
            int together = Math.min(TOGETHER, lines.count() - first);
            float[] elements = new float[Math.multiplyExact(together, length)];
            lines.read(first, together, 0, length, elements);
            take(IntStream.range(0, together)
                    .parallel()
                    .mapToObj(line -> Coded.of(finite(Distribution.of(elements, line * length, length)), settings))
                    .toList());
        }
    }

    private void take(List<Coded> found) {
        for (Coded coded : found) {
            codebooks.add(coded.codebook());
            energy += coded.energy();
            squaredError += coded.squaredError();
            uniformSquaredError += coded.uniformSquaredError();
        }
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
        return new CodedWeight(weight, channels, codebooks, settings.bits());
    }

    CodebookWeight outcome() {
        long elements = weight.elementCount();
        int books = channels.count();
        CodedWeight coded = coded();
        long codes = coded.codes().data().byteSize();
        return new CodebookWeight(
                name,
                elements,
                books,
                weight.data().byteSize(),
                codes + coded.values().data().byteSize(),
                codes + books * (long) Float.BYTES + (books * (long) settings.bits() + 7) / 8,
                energy,
                squaredError,
                uniformSquaredError);
    }

    /** One channel. */
    private record Coded(Codebook codebook, double energy, double squaredError, double uniformSquaredError) {
        static Coded of(Distribution distribution, CodebookSettings settings) {
            Codebook codebook = settings.kind().of(distribution, settings.entries());
            return new Coded(
                    codebook,
                    distribution.energy(),
                    codebook.squaredError(distribution),
                    UniformCodes.squaredError(distribution, settings.entries()));
        }
    }
}
