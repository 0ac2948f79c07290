package dev.octet.prepare.function;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.GraphEditor;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Spells functions out that the main graph calls, where their bodies multiply with weights: a body serves all calls, so
 * that nothing in it could be quantized with the ranges of one.
 *
 * <p>A function stays a function where its body has subgraphs, whose names could hide others; where it imports another
 * version of an operator set than the model; and where there are several of its name. Functions that nothing calls any
 * more are dropped, and operator sets that only they imported are imported by the model.
 */
public final class InlineFunctions implements Pass {
    private static final String NAME = "InlineFunctions";
    private static final Set<String> WITH_WEIGHTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");
    /** Functions may call functions, but not themselves; what is deeper than any exporter nests stays a call. */
    private static final int DEPTH = 16;

    @Override
    public Model apply(Model model, Trace trace) {
        Optional<Model> inlined = once(model, trace);
        if (inlined.isEmpty()) {
            return model;
        }
        Model last = inlined.get();
        for (int depth = 1; depth < DEPTH && inlined.isPresent(); depth++) {
            last = inlined.get();
            inlined = once(last, trace);
        }
        return withoutUncalled(inlined.orElse(last));
    }

    /** The model with every call in its main graph spelled out; empty where there is none. */
    private static Optional<Model> once(Model model, Trace trace) {
        Names names = Names.of(model);
        List<Edit> edits = new ArrayList<>();
        Model importing = model;
        for (Node node : model.graph().nodes()) {
            Optional<FunctionBody> function = inlinable(model, node.operator());
            if (function.isPresent()) {
                List<Node> body = new FunctionCall(node, function.get()).nodes(names);
                edits.add(Edit.remove(node).add(body.toArray(Node[]::new)));
                importing = importing(importing, function.get().opsetImports());
                trace.applied(NAME, node.label());
            }
        }
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(importing.withGraph(new GraphEditor(model.graph()).apply(edits)));
    }

    private static Optional<FunctionBody> inlinable(Model model, Operator operator) {
        List<FunctionBody> called = called(model, operator);
        return called.size() == 1 && multiplies(model, called.get(0), DEPTH) && canBeSpelledOut(model, called.get(0))
                ? Optional.of(called.get(0))
                : Optional.empty();
    }

    private static List<FunctionBody> called(Model model, Operator operator) {
        return model.functions().stream()
                .filter(function -> function.operator().equals(operator))
                .toList();
    }

    private static boolean multiplies(Model model, FunctionBody function, int depth) {
        return depth > 0
                && function.nodes().stream()
                        .anyMatch(node -> WITH_WEIGHTS.stream().anyMatch(node::is)
                                || called(model, node.operator()).stream()
                                        .anyMatch(inner -> multiplies(model, inner, depth - 1)));
    }

    private static boolean canBeSpelledOut(Model model, FunctionBody function) {
        Set<String> computed = new HashSet<>();
        function.nodes().forEach(node -> computed.addAll(node.outputs()));
        boolean isFlat =
                function.nodes().stream().allMatch(node -> node.subgraphs().isEmpty());
        boolean hasSameVersions = function.opsetImports().entrySet().stream()
                .allMatch(entry -> model.opsetImports()
                        .getOrDefault(entry.getKey(), entry.getValue())
                        .equals(entry.getValue()));
        return isFlat && hasSameVersions && computed.containsAll(function.outputs());
    }

    private static Model importing(Model model, Map<String, Long> imports) {
        Model result = model;
        for (Map.Entry<String, Long> entry : imports.entrySet()) {
            if (!result.opsetImports().containsKey(entry.getKey())) {
                result = result.withOpset(entry.getKey(), entry.getValue());
            }
        }
        return result;
    }

    private static Model withoutUncalled(Model model) {
        Set<Operator> wanted = new HashSet<>();
        collect(model.graph().nodes(), wanted);
        boolean grew = true;
        while (grew) {
            Set<Operator> before = Set.copyOf(wanted);
            model.functions().stream()
                    .filter(function -> before.contains(function.operator()))
                    .forEach(function -> collect(function.nodes(), wanted));
            grew = wanted.size() > before.size();
        }
        return model.withFunctions(model.functions().stream()
                .filter(function -> wanted.contains(function.operator()))
                .toList());
    }

    private static void collect(List<Node> nodes, Set<Operator> operators) {
        for (Node node : nodes) {
            operators.add(node.operator());
            for (Graph subgraph : node.subgraphs()) {
                collect(subgraph.nodes(), operators);
            }
        }
    }
}
