package dev.octet.testing;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the attributes of a node in a graph text. */
final class AttributeParser {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Set<String> LISTS = Set.of("ints", "floats", "strings");

    private final Tokens tokens;
    private final Function<String, Graph> subgraph;

    /** The function reads the body of a subgraph of that name, up to its closing brace. */
    AttributeParser(Tokens tokens, Function<String, Graph> subgraph) {
        this.tokens = tokens;
        this.subgraph = subgraph;
    }

    /** Reads {@code {a=1, b=2.5}} if it comes next. */
    Map<String, Attribute> parse() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        if (!tokens.takeIf("{")) {
            return attributes;
        }
        while (!tokens.takeIfAfterBreaks("}")) {
            String name = tokens.expectName();
            tokens.expect("=");
            if (attributes.put(name, value(name)) != null) {
                throw tokens.unexpected("attribute '" + name + "' once");
            }
            if (!tokens.takeIfAfterBreaks(",") && !tokens.peek().isSymbol("}")) {
                throw tokens.unexpected("',' or '}'");
            }
        }
        return attributes;
    }

    private Attribute value(String name) {
        if (tokens.takeIf("{")) {
            return new Attribute.GraphValue(subgraph.apply(name));
        }
        if (tokens.takeIf("[")) {
            return list(name, "");
        }
        if (tokens.peek().kind() == Tokens.Kind.STRING) {
            return Attribute.of(tokens.take().text());
        }
        if (tokens.peek(1).isSymbol("[")) {
            return LISTS.contains(tokens.peek().text()) ? typedList(name) : tensor(name);
        }
        String word = tokens.expectWord();
        return INTEGER.matcher(word).matches()
                ? Attribute.of(Long.parseLong(word))
                : Attribute.of(TensorLiteral.number(word));
    }

    private Attribute typedList(String name) {
        String type = tokens.expectWord();
        tokens.expect("[");
        return list(name, type);
    }

    private Attribute tensor(String name) {
        Tensor tensor = new TensorParser(tokens)
                .parse(name)
                .tensor()
                .orElseThrow(() -> new IllegalArgumentException("Attribute '" + name + "' has no elements"));
        return Attribute.of(tensor);
    }

    private Attribute list(String name, String type) {
        List<Tokens.Token> words = new ArrayList<>();
        List<Graph> graphs = new ArrayList<>();
        while (!tokens.takeIfAfterBreaks("]")) {
            if (tokens.takeIf("{")) {
                graphs.add(subgraph.apply(name));
            } else {
                words.add(new Tokens.Token(tokens.peek().kind(), tokens.expectName(), 0));
            }
            tokens.takeIfAfterBreaks(",");
        }
        return graphs.isEmpty() ? list(words, type) : new Attribute.Graphs(graphs);
    }

    private static Attribute list(List<Tokens.Token> words, String type) {
        List<String> texts = words.stream().map(Tokens.Token::text).toList();
        boolean strings = words.stream().anyMatch(word -> word.kind() == Tokens.Kind.STRING);
        if (strings || type.equals("strings")) {
            return new Attribute.Strings(texts);
        }
        boolean integers = texts.stream().allMatch(word -> INTEGER.matcher(word).matches());
        if (type.equals("floats") || !integers) {
            return new Attribute.Floats(
                    texts.stream().map(TensorLiteral::number).toList());
        }
        return new Attribute.Ints(texts.stream().map(Long::valueOf).toList());
    }
}
