package dev.octet.testing;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tensors of a graph text. */
final class TensorParser {
    /** Seed of every {@code random} and {@code positive} tensor in a text; their names tell them apart. */
    private static final long SEED = 1;

    private final Tokens tokens;

    TensorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A tensor's type and shape with its elements, if they are given.
     *
     * @param tensor empty where the text gives no elements
     */
    record Parsed(ElementType type, Shape shape, Optional<Tensor> tensor) {}

    /**
     * A tensor as in {@code random[3]}, {@code values[2] {1, 2}}, {@code int8[2] {1, 2}}, {@code float16[3] random}.
     */
    Parsed parse(String name) {
        String word = tokens.expectWord();
        boolean untyped = word.equals("random") || word.equals("positive") || word.equals("values");
        ElementType type = untyped ? ElementType.FLOAT : TensorLiteral.type(word);
        Shape shape = shape();
        return new Parsed(type, shape, content(untyped ? word : "", name, type, shape));
    }

    /** The content after the type of an overridable initializer, or empty where there is none. */
    Optional<Tensor> content(String how, String name, ElementType type, Shape shape) {
        String kind = how;
        if (how.isEmpty() && tokens.peek().kind() == Tokens.Kind.WORD) {
            kind = tokens.take().text();
        }
        return switch (kind) {
            case "random" -> Optional.of(RandomTensors.random(type, shape, SEED, name));
            case "positive" -> Optional.of(RandomTensors.positive(type, shape, SEED, name));
            case "", "values" ->
                tokens.takeIf("{") ? Optional.of(TensorLiteral.of(type, shape, elements())) : Optional.empty();
            default -> throw new IllegalArgumentException("Expected random, positive or {...}, found '" + kind + "'");
        };
    }

    private List<String> elements() {
        List<String> words = new ArrayList<>();
        while (!tokens.takeIfAfterBreaks("}")) {
            words.add(tokens.expectName());
            if (!tokens.takeIfAfterBreaks(",") && !tokens.peek().isSymbol("}")) {
                throw tokens.unexpected("',' or '}'");
            }
        }
        return words;
    }

    private Shape shape() {
        List<Long> dimensions = new ArrayList<>();
        tokens.expect("[");
        while (!tokens.takeIf("]")) {
            dimensions.add(Long.parseLong(tokens.expectWord()));
            tokens.takeIf(",");
        }
        return Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
    }
}
