package dev.octet.runtime;

import dev.octet.format.OnnxReader;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of its own that loads a model, runs it once, and writes by how many bytes that made the process grow. Not
 * for callers: {@link MemoryProbe} starts it.
 *
 * <p>Arguments: the model's file, the number of threads, a file with the inputs as initializers, a file for the number.
 */
final class MemoryProcess {
    private MemoryProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        SessionSettings settings = SessionSettings.defaults().withThreads(Integer.parseInt(arguments[1]));
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Initializer initializer :
                OnnxReader.read(Path.of(arguments[2])).graph().initializers().values()) {
            inputs.put(initializer.name(), initializer.tensor());
        }
        Model model = OnnxReader.read(file);
        warmUp(settings);
        ResidentMemory memory = ResidentMemory.besides(file);
        long before = memory.bytes();
        try (Session session = Session.openFile(file, model, settings)) {
            session.run(inputs);
            long growth = memory.bytes() - before;
            Files.writeString(Path.of(arguments[3]), Long.toString(growth));
        }
    }

    /** Loads ONNX Runtime and the classes that a run needs, which is not what the model takes. */
    private static void warmUp(SessionSettings settings) {
        TensorType type = new TensorType(ElementType.FLOAT, Optional.of(List.of()));
        Graph graph = Graph.builder("warm-up")
                .inputs(List.of(Value.of("x", type)))
                .nodes(List.of(Node.of("", "Identity", List.of("x"), List.of("y"), Map.of())))
                .outputs(List.of(Value.of("y", type)))
                .build();
        for (int i = 0; i < 2; i++) {
            try (Session session = Session.open(Model.of(graph, 8, 17), settings)) {
                session.run(Map.of("x", Tensor.scalar(1)));
            }
        }
    }
}
