package dev.octet.body;

import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The types of a body's own inputs. Where the body declares none, the element type is that of what the node is given;
 * shapes may change from round to round.
 *
 * <p>Source: ONNX operators Loop 19 and Scan 19.
 */
final class FormalInputs {
    private final BodySite site;
    private final Map<String, ValueType> types;

    /** @param types types of the values around the body */
    FormalInputs(BodySite site, Map<String, ValueType> types) {
        this.site = site;
        this.types = types;
    }

    List<Value> typed() {
        List<Value> inputs = site.body().inputs();
        return IntStream.range(0, inputs.size())
                .mapToObj(slot -> typed(inputs.get(slot), slot))
                .toList();
    }

    private Value typed(Value input, int slot) {
        return input.type() instanceof TensorType
                ? input
                : element(slot)
                        .map(element -> Value.of(input.name(), new TensorType(element, Optional.empty())))
                        .orElse(input);
    }

    /** Loop has the number of the round and the condition in front; Scan has what it is given, one for one. */
    private Optional<ElementType> element(int slot) {
        Node holder = site.holder();
        if (holder.is("Loop") && slot == 0) {
            return Optional.of(ElementType.INT64);
        }
        if (holder.is("Loop") && slot == 1) {
            return Optional.of(ElementType.BOOL);
        }
        return holder.input(slot)
                .map(types::get)
                .flatMap(type -> type instanceof TensorType tensor ? Optional.of(tensor.element()) : Optional.empty());
    }
}
