package dev.octet.testing;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import java.util.List;
import java.util.Map;

/** Functions of the domain {@code local}, which a model brings with it and calls with {@code opset local 1}. */
public final class LocalFunction {
    private LocalFunction() {}

    /**
     * A function of operator set 17 without attributes.
     *
     * @param inputs names with commas between
     * @param outputs names with commas between
     * @param body statements of {@link GraphText}
     */
    public static FunctionBody of(String name, String inputs, String outputs, String body) {
        return new FunctionBody(
                new Operator("local", name),
                "",
                List.of(inputs.split(",")),
                List.of(outputs.split(",")),
                Map.of(),
                GraphText.parse(body).graph().nodes(),
                Map.of(Operator.ONNX, 17L, "local", 1L),
                Origin.NONE);
    }
}
