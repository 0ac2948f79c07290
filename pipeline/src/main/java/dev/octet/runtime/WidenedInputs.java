package dev.octet.runtime;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model whose inputs are all of types that ONNX Runtime's Java interface can make tensors of: an input of another
 * type becomes a wider one with a Cast behind it.
 *
 * <pre>{@code
 * x: uint16[N]   ->   x/wide: int32[N]; x = Cast(x/wide)
 * }</pre>
 *
 * @param model the changed model, or the same where there was nothing to do
 * @param originals the original inputs by the names of those that stand for them
 */
record WidenedInputs(Model model, Map<String, Value> originals) {
    static WidenedInputs of(Model model) {
        Graph graph = model.graph();
        Names names = Names.of(model);
        List<Value> inputs = new ArrayList<>();
        List<Node> casts = new ArrayList<>();
        Map<String, Value> originals = new LinkedHashMap<>();
        for (Value input : graph.inputs()) {
            Optional<ElementType> wide =
                    graph.initializers().containsKey(input.name()) ? Optional.empty() : wide(input, model.opset());
            if (wide.isEmpty()) {
                inputs.add(input);
                continue;
            }
            TensorType type = (TensorType) input.type();
            String name = names.fresh(input.name() + "/wide");
            inputs.add(Value.of(name, new TensorType(wide.get(), type.dimensions())));
            casts.add(cast(name, input.name(), type.element()));
            originals.put(name, input);
        }
        if (originals.isEmpty()) {
            return new WidenedInputs(model, originals);
        }
        casts.addAll(graph.nodes());
        return new WidenedInputs(
                model.withGraph(graph.toBuilder().inputs(inputs).nodes(casts).build()), originals);
    }

    private static Node cast(String from, String to, ElementType type) {
        return new Node(
                "",
                new Operator(Operator.ONNX, "Cast"),
                List.of(from),
                List.of(to),
                Map.of("to", Attribute.of((long) type.code())),
                Origin.NONE);
    }

    /** Cast takes types of 4 bits from operator set 21 on. */
    private static Optional<ElementType> wide(Value input, long opset) {
        if (!(input.type() instanceof TensorType type)) {
            return Optional.empty();
        }
        return switch (type.element()) {
            case UINT16 -> Optional.of(ElementType.INT32);
            // Casting to uint64 keeps the two's complement, so its upper half arrives as well.
            case UINT32, UINT64 -> Optional.of(ElementType.INT64);
            case INT4 -> opset >= 21 ? Optional.of(ElementType.INT8) : Optional.empty();
            case UINT4 -> opset >= 21 ? Optional.of(ElementType.UINT8) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The value that a caller knows for one of the changed model's inputs. */
    Value original(Value input) {
        Value original = originals.get(input.name());
        if (original == null) {
            return input;
        }
        TensorType type = (TensorType) original.type();
        return Value.of(original.name(), new TensorType(type.element(), ((TensorType) input.type()).dimensions()));
    }

    /** Tensors for the changed model's inputs from tensors for the original's. */
    Map<String, Tensor> widen(Map<String, Tensor> given) {
        Map<String, Tensor> widened = new LinkedHashMap<>(given);
        originals.forEach((name, original) -> {
            Tensor tensor = Optional.ofNullable(widened.remove(original.name())).orElseThrow();
            widened.put(name, widened(tensor));
        });
        return widened;
    }

    private static Tensor widened(Tensor tensor) {
        long[] elements = tensor.toLongs();
        Shape shape = tensor.shape();
        return switch (tensor.type()) {
            case UINT32, UINT64 -> Tensor.ofLongs(shape, elements);
            case INT4 -> new Tensor(ElementType.INT8, shape, bytes(elements));
            case UINT4 -> new Tensor(ElementType.UINT8, shape, bytes(elements));
            default -> ints(shape, elements);
        };
    }

    private static TensorData bytes(long[] elements) {
        byte[] bytes = new byte[elements.length];
        for (int i = 0; i < elements.length; i++) {
            bytes[i] = (byte) elements[i];
        }
        return TensorData.ofBytes(bytes);
    }

    private static Tensor ints(Shape shape, long[] elements) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(4, elements.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (long element : elements) {
            bytes.putInt((int) element);
        }
        return new Tensor(ElementType.INT32, shape, TensorData.ofBuffer(bytes.flip()));
    }
}
