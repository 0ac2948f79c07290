package dev.octet.testing;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a graph text: its header lines and the statements of the main graph. */
final class GraphParser {
    private static final long DEFAULT_IR = 8;
    private static final long DEFAULT_OPSET = 17;

    private final Tokens tokens;
    private final Set<String> openInitializers = new LinkedHashSet<>();
    private final Set<String> headers = new LinkedHashSet<>();
    private final Map<String, Long> opsets = new LinkedHashMap<>();
    private long irVersion = DEFAULT_IR;
    private String graphName = "main";

    GraphParser(String text) {
        tokens = new Tokens(text);
    }

    ParsedText parse() {
        opsets.put(Operator.ONNX, DEFAULT_OPSET);
        tokens.skipSeparators();
        while (isHeader()) {
            header(tokens.expectWord());
            tokens.skipSeparators();
        }
        Graph graph = new StatementParser(tokens, openInitializers).parse(graphName);
        if (tokens.peek().kind() != Tokens.Kind.END) {
            throw tokens.unexpected("a statement");
        }
        Model model = new Model(graph, irVersion, opsets, List.of(), Map.of(), dev.octet.graph.Origin.NONE);
        return new ParsedText(model, openInitializers, headers);
    }

    private boolean isHeader() {
        return List.of("ir", "opset", "graph").contains(tokens.peek().text())
                && tokens.peek(1).isName();
    }

    private void header(String kind) {
        String first = tokens.expectName();
        switch (kind) {
            case "ir" -> irVersion = Long.parseLong(first);
            case "graph" -> graphName = first;
            default -> {
                boolean hasDomain = tokens.peek().kind() == Tokens.Kind.WORD;
                opsets.put(hasDomain ? first : Operator.ONNX, Long.parseLong(hasDomain ? tokens.expectWord() : first));
                headers.add(hasDomain ? "opset " + first : "opset");
                return;
            }
        }
        headers.add(kind);
    }
}
