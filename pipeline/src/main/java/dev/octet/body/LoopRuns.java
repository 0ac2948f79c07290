package dev.octet.body;

import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rounds of a Loop.
 *
 * <p>A round takes its number, the condition, and what the round before handed on, of which the condition is the first;
 * there is another as long as the number is below the trip count, if there is one, and the condition holds. Source:
 * ONNX operator Loop 19.
 */
final class LoopRuns extends RoundRuns {
    /** The trip count and the condition come in front of what the first round takes. */
    private static final int LEADING = 2;

    private final Node loop;
    private final Value number;
    private final Value condition;

    LoopRuns(BodyModel body) {
        super(body, body.site().body().inputs().size() - 1);
        this.loop = body.site().holder();
        this.number = body.site().body().inputs().get(0);
        this.condition = body.site().body().inputs().get(1);
    }

    @Override
    long mostRounds(Map<String, Tensor> around) {
        return loop.input(0)
                .map(name -> Objects.requireNonNull(around.get(name)).toLongs()[0])
                .orElse(Long.MAX_VALUE);
    }

    /** Without a condition at the start ONNX Runtime still heeds that of the body. */
    @Override
    List<Tensor> start(Map<String, Tensor> around) {
        List<Tensor> start = new ArrayList<>();
        start.add(loop.input(1)
                .map(name -> Objects.requireNonNull(around.get(name)))
                .orElseGet(() -> Flags.of(true, Shape.SCALAR)));
        loop.inputs().stream().skip(LEADING).forEach(name -> start.add(Objects.requireNonNull(around.get(name))));
        return start;
    }

    @Override
    boolean goesOn(List<Tensor> handedOn) {
        return Flags.isTrue(handedOn.get(0));
    }

    @Override
    List<Tensor> inputs(Map<String, Tensor> around, long round, List<Tensor> handedOn) {
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.ofLongs(shape(number), round));
        inputs.add(handedOn.get(0).reshaped(shape(condition)));
        inputs.addAll(handedOn.subList(1, handedOn.size()));
        return inputs;
    }

    /** One element, as a scalar unless the body declares a list of one. */
    private static Shape shape(Value declared) {
        ValueType type = declared.type();
        boolean isList = type instanceof TensorType tensor
                && tensor.dimensions().filter(list -> list.size() == 1).isPresent();
        return isList ? Shape.of(1) : Shape.SCALAR;
    }
}
