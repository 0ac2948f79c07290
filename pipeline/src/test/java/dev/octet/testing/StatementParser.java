package dev.octet.testing;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the statements of one graph, the main one or a subgraph. */
final class StatementParser {
    private static final Pattern SIZE = Pattern.compile("[0-9]+");

    private final Tokens tokens;
    private final Set<String> openInitializers;
    private final TensorParser tensors;
    private final AttributeParser attributes;
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Value> notes = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Initializer> initializers = new ArrayList<>();

    /** Collects the names of initializers without elements in the given set. */
    StatementParser(Tokens tokens, Set<String> openInitializers) {
        this.tokens = tokens;
        this.openInitializers = openInitializers;
        tensors = new TensorParser(tokens);
        attributes = new AttributeParser(tokens, this::subgraph);
    }

    private Graph subgraph(String name) {
        Graph graph = new StatementParser(tokens, openInitializers).parse(name);
        tokens.expect("}");
        return graph;
    }

    /** Reads to the end of the text or of the subgraph. */
    Graph parse(String graphName) {
        tokens.skipSeparators();
        while (tokens.peek().kind() != Tokens.Kind.END && !tokens.peek().isSymbol("}")) {
            statement();
            if (tokens.peek().kind() == Tokens.Kind.SEPARATOR) {
                tokens.skipSeparators();
            } else if (tokens.peek().kind() != Tokens.Kind.END && !tokens.peek().isSymbol("}")) {
                throw tokens.unexpected("the end of the statement");
            }
        }
        return Graph.builder(graphName)
                .inputs(inputs)
                .outputs(outputs)
                .nodes(nodes)
                .initializers(initializers)
                .valueInfo(notes)
                .build();
    }

    private void statement() {
        if (isKeyword("return")) {
            do {
                outputs.addAll(values());
            } while (tokens.takeIf(","));
        } else if (isKeyword("note")) {
            notes.addAll(values());
        } else {
            definition();
        }
    }

    private boolean isKeyword(String word) {
        boolean found = tokens.peek().kind() == Tokens.Kind.WORD
                && tokens.peek().text().equals(word)
                && tokens.peek(1).isName();
        if (found) {
            tokens.take();
        }
        return found;
    }

    /** One or more values: {@code a, b: float[3]} gives both the type, {@code a, b} gives none. */
    private List<Value> values() {
        String name = tokens.expectName();
        return List.of(Value.of(name, tokens.takeIf(":") ? type() : ValueType.UNDECLARED));
    }

    private void definition() {
        String nodeName = "";
        if (tokens.takeIf("[")) {
            nodeName = tokens.expectName();
            tokens.expect("]");
        }
        List<String> names = names("=", ":");
        if (tokens.takeIf(":")) {
            inputs(names);
            return;
        }
        tokens.expect("=");
        if (tokens.peek(1).isSymbol("(")) {
            node(nodeName, names);
        } else {
            initializers(names);
        }
    }

    /** Names between commas up to one of the ends; an empty place is an empty name. */
    private List<String> names(String... ends) {
        List<String> names = new ArrayList<>();
        do {
            tokens.skipSeparators();
            names.add(tokens.peek().isName() ? tokens.take().text() : "");
            tokens.skipSeparators();
        } while (tokens.takeIf(","));
        boolean ended = List.of(ends).stream().anyMatch(end -> tokens.peek().isSymbol(end));
        if (!ended) {
            throw tokens.unexpected("'" + String.join("' or '", ends) + "'");
        }
        return names;
    }

    private void inputs(List<String> names) {
        ValueType type = type();
        names.forEach(name -> inputs.add(Value.of(name, type)));
        if (tokens.takeIf("=")) {
            TensorType tensor = (TensorType) type;
            names.forEach(name -> initializers.add(Initializer.of(
                    name,
                    tensors.content("", name, tensor.element(), known(tensor))
                            .orElseThrow(() -> tokens.unexpected("the elements of '" + name + "'")))));
        }
    }

    private static Shape known(TensorType type) {
        return Shape.of(type.dimensions().orElseThrow().stream()
                .mapToLong(dimension -> ((Dimension.Known) dimension).size())
                .toArray());
    }

    private void initializers(List<String> names) {
        Tokens.Token start = tokens.peek();
        TensorParser.Parsed first = tensors.parse(names.get(0));
        boolean drawn = start.text().equals("random") || start.text().equals("positive");
        for (String name : names) {
            Optional<Tensor> tensor =
                    drawn ? tensors.content(start.text(), name, first.type(), first.shape()) : first.tensor();
            if (tensor.isEmpty()) {
                openInitializers.add(name);
            }
            initializers.add(Initializer.of(name, tensor.orElseGet(() -> zeros(first))));
        }
    }

    private static Tensor zeros(TensorParser.Parsed parsed) {
        return TensorLiteral.of(
                parsed.type(),
                parsed.shape(),
                Collections.nCopies(Math.toIntExact(Math.max(1, parsed.shape().elementCount())), "0"));
    }

    private void node(String name, List<String> outputNames) {
        String operator = tokens.expectWord();
        int dot = operator.lastIndexOf('.');
        String domain = dot < 0 ? Operator.ONNX : operator.substring(0, dot);
        tokens.expect("(");
        tokens.skipSeparators();
        List<String> arguments = tokens.peek().isSymbol(")") ? List.of() : names(")");
        tokens.expect(")");
        Map<String, Attribute> given = attributes.parse();
        List<String> results = outputNames.equals(List.of("")) ? List.of() : outputNames;
        nodes.add(new Node(
                name, new Operator(domain, operator.substring(dot + 1)), arguments, results, given, Origin.NONE));
    }

    private ValueType type() {
        if (tokens.peek().kind() == Tokens.Kind.STRING) {
            return new ValueType.OtherType(tokens.take().text());
        }
        var element = TensorLiteral.type(tokens.expectWord());
        return new TensorType(element, tokens.takeIf("[") ? Optional.of(dimensions()) : Optional.empty());
    }

    private List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        while (!tokens.takeIf("]")) {
            boolean quoted = tokens.peek().kind() == Tokens.Kind.STRING;
            String word = tokens.expectName();
            if (!quoted && word.equals("?")) {
                dimensions.add(Dimension.UNKNOWN);
            } else {
                boolean size = !quoted && SIZE.matcher(word).matches();
                dimensions.add(size ? new Dimension.Known(Long.parseLong(word)) : new Dimension.Named(word));
            }
            tokens.takeIf(",");
        }
        return dimensions;
    }
}
