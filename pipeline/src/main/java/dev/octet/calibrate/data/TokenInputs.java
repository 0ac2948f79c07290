package dev.octet.calibrate.data;

import dev.octet.calibrate.text.TextTokenizer;
import dev.octet.calibrate.text.TokenFeature;
import dev.octet.calibrate.text.Tokens;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A model's inputs that take tokens, and the tokenizer that makes them. */
final class TokenInputs {
    private final TextTokenizer tokenizer;
    private final Map<String, TokenFeature> features;
    private final ModelInputs model;

    private TokenInputs(TextTokenizer tokenizer, Map<String, TokenFeature> features, ModelInputs model) {
        this.tokenizer = tokenizer;
        this.features = features;
        this.model = model;
    }

    /**
     * Empty where there is no tokenizer or no input takes tokens.
     *
     * @throws OctetException of kind CONFIGURATION if some inputs take tokens and others something unknown
     */
    static Optional<TokenInputs> of(DataContext context) {
        Map<String, TokenFeature> features = features(context.model());
        if (context.tokenizer().isEmpty() || !features.containsValue(TokenFeature.IDS)) {
            return Optional.empty();
        }
        for (String input : context.model().names()) {
            if (!features.containsKey(input)) {
                throw OctetException.configuration(
                        "The tokenizer cannot give the model's input '%s': %s; set it to a constant"
                                .formatted(input, context.model().type(input)));
            }
        }
        OptionalInt fixed = fixedLength(context.model(), features);
        OptionalInt length = fixed.isPresent() ? fixed : context.settings().maxLength();
        TextTokenizer tokenizer = TextTokenizer.open(context.tokenizer().get(), length, fixed.isPresent());
        return Optional.of(new TokenInputs(tokenizer, features, context.model()));
    }

    /** By their names; a single input of whole numbers takes the ids whatever its name. */
    private static Map<String, TokenFeature> features(ModelInputs model) {
        Map<String, TokenFeature> features = new LinkedHashMap<>();
        for (String input : model.names()) {
            ElementType element = model.type(input).element();
            if (element == ElementType.INT64 || element == ElementType.INT32) {
                TokenFeature.ofInput(input).ifPresent(feature -> features.put(input, feature));
                if (model.names().size() == 1) {
                    features.putIfAbsent(input, TokenFeature.IDS);
                }
            }
        }
        return features;
    }

    /** The number of tokens that the model takes, where it takes just one. */
    private static OptionalInt fixedLength(ModelInputs model, Map<String, TokenFeature> features) {
        for (String input : features.keySet()) {
            TensorType type = model.type(input);
            List<Dimension> dimensions = type.dimensions().orElse(List.of());
            if (!dimensions.isEmpty() && dimensions.get(dimensions.size() - 1) instanceof Dimension.Known known) {
                return OptionalInt.of(Math.toIntExact(known.size()));
            }
        }
        return OptionalInt.empty();
    }

    /** The inputs for a text. */
    Map<String, Tensor> tokenized(String text) {
        return tokenized(text, Optional.empty());
    }

    /** The inputs for a text, or for two as one. */
    Map<String, Tensor> tokenized(String text, Optional<String> second) {
        Tokens tokens = tokenizer.tokenize(text, second);
        if (tokens.length() == 0) {
            throw new IllegalArgumentException("the tokenizer finds no tokens in it");
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        features.forEach((input, feature) ->
                inputs.put(input, tokens.tensor(feature, model.type(input).element())));
        return inputs;
    }
}
