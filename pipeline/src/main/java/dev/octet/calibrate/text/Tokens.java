package dev.octet.calibrate.text;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** What a tokenizer made of a text: numbers a token. */
public final class Tokens {
    private final long[] ids;
    private final long[] mask;
    private final long[] types;

    Tokens(long[] ids, long[] mask, long[] types) {
        this.ids = ids;
        this.mask = mask;
        this.types = types;
    }

    /** Number of tokens, padding counted. */
    public int length() {
        return ids.length;
    }

    /**
     * One of the numbers of every token, as {@code [1, length]}.
     *
     * @param element INT64 or INT32
     */
    public Tensor tensor(TokenFeature feature, ElementType element) {
        long[] numbers = switch (feature) {
            case IDS -> ids;
            case MASK -> mask;
            case TYPES -> types;
            case POSITIONS -> LongStream.range(0, ids.length).toArray();
        };
        Shape shape = Shape.of(1, numbers.length);
        return switch (element) {
            case INT64 -> Tensor.ofLongs(shape, numbers);
            case INT32 ->
                Tensor.ofInts(
                        shape, Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray());
            default -> throw new IllegalArgumentException("tokens are int64 or int32, not " + element.onnxName());
        };
    }
}
