package dev.octet.testing;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes graphs in the form of {@link GraphText}. */
final class GraphPrinter {
    private final long elementLimit;

    /** Elements of tensors with more of them than the limit are left out. */
    GraphPrinter(long elementLimit) {
        this.elementLimit = elementLimit;
    }

    /** Complex elements and opaque attributes have no text form: type and shape, or a description, stand for them. */
    String print(Model model) {
        List<String> lines = new ArrayList<>();
        lines.add("ir " + model.irVersion());
        model.opsetImports()
                .forEach((domain, version) ->
                        lines.add("opset " + (domain.isEmpty() ? "" : Tokens.written(domain) + " ") + version));
        lines.add("graph " + Tokens.written(model.graph().name()));
        lines.add(print(model.graph()));
        return String.join("\n", lines);
    }

    String print(Graph graph) {
        return lines(graph).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private List<String> lines(Graph graph) {
        List<String> lines = new ArrayList<>();
        graph.inputs().forEach(input -> lines.add(input(graph, input)));
        graph.initializers().values().stream()
                .filter(initializer -> !graph.uses().isInput(initializer.name()))
                .forEach(initializer -> lines.add(Tokens.written(initializer.name()) + " = " + tensor(initializer)));
        graph.sparseInitializers().forEach(name -> lines.add("# sparse initializer " + Tokens.written(name)));
        graph.nodes().forEach(node -> lines.add(node(node)));
        graph.valueInfo().values().forEach(value -> lines.add("note " + value(value)));
        if (!graph.outputs().isEmpty()) {
            lines.add("return " + joined(graph.outputs(), GraphPrinter::value));
        }
        return lines;
    }

    private String input(Graph graph, Value input) {
        Initializer content = graph.initializers().get(input.name());
        return value(input) + (content == null ? "" : " = " + elements(content.tensor()));
    }

    private static String value(Value value) {
        return Tokens.written(value.name()) + (value.type() == ValueType.UNDECLARED ? "" : ": " + type(value.type()));
    }

    private static String type(ValueType type) {
        if (type instanceof ValueType.TensorType tensor) {
            return tensor.element().onnxName()
                    + tensor.dimensions()
                            .map(list -> list.stream()
                                    .map(GraphPrinter::dimension)
                                    .collect(Collectors.joining(",", "[", "]")))
                            .orElse("");
        }
        return Tokens.quoted(type.toString());
    }

    private static String dimension(Dimension dimension) {
        if (dimension instanceof Dimension.Named named) {
            boolean number = named.name().matches("[0-9]+|\\?|");
            return number ? Tokens.quoted(named.name()) : Tokens.written(named.name());
        }
        return dimension.toString();
    }

    private String tensor(Initializer initializer) {
        return tensor(initializer.tensor());
    }

    private String tensor(Tensor tensor) {
        String elements = elements(tensor);
        return elements.isEmpty() ? tensor.toString() : tensor + " " + elements;
    }

    private String elements(Tensor tensor) {
        return tensor.elementCount() > elementLimit || !hasText(tensor.type())
                ? ""
                : "{" + String.join(", ", TensorLiteral.words(tensor)) + "}";
    }

    private static boolean hasText(ElementType type) {
        return type != ElementType.COMPLEX64 && type != ElementType.COMPLEX128;
    }

    private String node(Node node) {
        String name = node.name().isEmpty() ? "" : "[" + Tokens.written(node.name()) + "] ";
        String domain = node.operator().domain().equals(Operator.ONNX)
                ? ""
                : node.operator().domain() + ".";
        return name + names(node.outputs()) + " = " + domain + node.operator().type() + "(" + names(node.inputs()) + ")"
                + attributes(node);
    }

    private static String names(List<String> names) {
        if (names.equals(List.of(""))) {
            return "\"\"";
        }
        return joined(names, name -> name.isEmpty() ? "" : Tokens.written(name));
    }

    private String attributes(Node node) {
        if (node.attributes().isEmpty()) {
            return "";
        }
        return node.attributes().entrySet().stream()
                .map(entry -> Tokens.written(entry.getKey()) + "=" + attribute(entry.getValue()))
                .collect(Collectors.joining(", ", " {", "}"));
    }

    private String attribute(Attribute attribute) {
        if (attribute instanceof Attribute.FloatValue one) {
            return TensorLiteral.written(one.value());
        } else if (attribute instanceof Attribute.IntValue one) {
            return Long.toString(one.value());
        } else if (attribute instanceof Attribute.StringValue one) {
            return Tokens.quoted(one.value());
        } else if (attribute instanceof Attribute.TensorValue one) {
            return tensor(one.value());
        } else if (attribute instanceof Attribute.GraphValue one) {
            return body(one.value());
        }
        return list(attribute);
    }

    private String list(Attribute attribute) {
        if (attribute instanceof Attribute.Floats many) {
            return (many.values().isEmpty() ? "floats " : "") + bracketed(many.values(), TensorLiteral::written);
        } else if (attribute instanceof Attribute.Ints many) {
            return bracketed(many.values(), String::valueOf);
        } else if (attribute instanceof Attribute.Strings many) {
            return (many.values().isEmpty() ? "strings " : "") + bracketed(many.values(), Tokens::quoted);
        } else if (attribute instanceof Attribute.Graphs many) {
            return bracketed(many.values(), this::body);
        }
        return Tokens.quoted(attribute.toString());
    }

    private String body(Graph graph) {
        return lines(graph).stream()
                .map(line -> ("\n" + line).replace("\n", "\n    "))
                .collect(Collectors.joining("", "{", "\n}"));
    }

    private static <T> String bracketed(List<T> values, Function<T, String> text) {
        return "[" + joined(values, text) + "]";
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(", "));
    }
}
