package dev.octet.calibrate.data;

import dev.octet.calibrate.audio.WavFile;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Sound cut into chunks of equal length, {@code [1, ..., chunk]}; what is left at the end of a recording is not used.
 * The chunks of a recording are one group.
 */
final class Recordings {
    private final String input;
    private final TensorType type;
    private final OptionalInt chunk;
    private final DataContext context;

    private Recordings(DataContext context) {
        this.context = context;
        this.input = context.model().only(DataKind.WAV);
        this.type = context.model().type(input);
        if (type.element() != ElementType.FLOAT) {
            throw OctetException.configuration(
                    "Expected a model input of type float for sound, got '%s': %s".formatted(input, type));
        }
        this.chunk = context.settings().chunk().isPresent() ? context.settings().chunk() : lastDimension(type);
    }

    private static OptionalInt lastDimension(TensorType type) {
        List<Dimension> dimensions = type.dimensions().orElse(List.of());
        return !dimensions.isEmpty() && dimensions.get(dimensions.size() - 1) instanceof Dimension.Known known
                ? OptionalInt.of(Math.toIntExact(known.size()))
                : OptionalInt.empty();
    }

    static List<Sample> samples(List<NamedFile> files, DataContext context) {
        Recordings recordings = new Recordings(context);
        List<Sample> samples = new ArrayList<>();
        files.forEach(file -> samples.addAll(recordings.chunks(file)));
        return samples;
    }

    private List<Sample> chunks(NamedFile file) {
        List<Sample> samples = new ArrayList<>();
        try {
            WavFile wav = open(file);
            int length = chunk.orElse(Math.toIntExact(wav.frames()));
            for (long start = 0; length > 0 && start + length <= wav.frames(); start += length) {
                long first = start;
                String id = length == wav.frames() ? file.name() : "%s[%d]".formatted(file.name(), start / length);
                samples.add(new LazySample(id, file.name(), context.model(), () -> tensor(wav.read(first, length))));
            }
            if (samples.isEmpty()) {
                throw new IOException(
                        "it has %d moments of sound, less than a chunk of %d".formatted(wav.frames(), length));
            }
            return samples;
        } catch (IOException | ArithmeticException failure) {
            // A damaged recording is one bad sample; the caller decides what to do with it.
            return List.of(new LazySample(file.name(), file.name(), context.model(), () -> {
                throw new IOException(Reasons.of(failure), failure);
            }));
        }
    }

    private WavFile open(NamedFile file) throws IOException {
        WavFile wav = WavFile.open(file.path());
        int wanted = context.settings().sampleRate().orElse(Math.round(wav.sampleRate()));
        if (Math.round(wav.sampleRate()) != wanted) {
            throw new OctetException(
                    Kind.INVALID_DATA,
                    "Recording '%s': expected %d samples a second, got %s; resample it first"
                            .formatted(file.name(), wanted, wav.sampleRate()));
        }
        return wav;
    }

    private Map<String, Tensor> tensor(float[] sound) {
        int rank = Math.max(1, type.dimensions().map(List::size).orElse(2));
        long[] dimensions = new long[rank];
        Arrays.fill(dimensions, 1);
        dimensions[rank - 1] = sound.length;
        return Map.of(input, Tensor.ofFloats(Shape.of(dimensions), sound));
    }
}
