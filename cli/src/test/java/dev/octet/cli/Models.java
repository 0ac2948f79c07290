package dev.octet.cli;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/** Small models for tests. */
final class Models {
    private Models() {}

    /** Writes a model from float x [1,1,8,8] to float y [1,1,8,8]. */
    static Path write(Path file, List<Initializer> initializers, Node... nodes) {
        ValueType image = ValueType.tensor(ElementType.FLOAT, Shape.of(1, 1, 8, 8));
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", image)))
                .outputs(List.of(Value.of("y", image)))
                .initializers(initializers)
                .nodes(List.of(nodes))
                .build();
        OnnxWriter.write(Model.of(graph, 8, 17), file);
        return file;
    }
}
