package dev.octet.inspect;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The stored tensors that nodes read: initializers, and what Constant nodes give. */
final class StoredConstants {
    private final Map<String, Tensor> constants = new HashMap<>();

    StoredConstants(Walk walk) {
        for (Walk.Visit visit : walk.visits()) {
            Node node = visit.node();
            if (node.is("Constant") && node.attributes().get("value") instanceof Attribute.TensorValue constant) {
                node.output(0).ifPresent(output -> constants.put(output, constant.value()));
            }
        }
    }

    /** The tensor of a name, as the visited node sees it. */
    Optional<Tensor> named(Walk.Visit visit, String name) {
        Initializer found = visit.visible().get(name);
        return Optional.ofNullable(found == null ? constants.get(name) : found.tensor());
    }

    /** The tensor that the visited node reads at a place of its inputs. */
    Optional<Tensor> at(Walk.Visit visit, int slot) {
        return visit.node().input(slot).flatMap(name -> named(visit, name));
    }
}
