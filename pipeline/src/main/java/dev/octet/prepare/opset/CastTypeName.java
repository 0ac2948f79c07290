package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the type that a Cast makes as a number instead of a name.
 *
 * <p>Source: Cast 1 and 6.
 */
final class CastTypeName implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        String name = node.stringAttribute("to", "").toUpperCase(Locale.ROOT);
        Optional<ElementType> type = Arrays.stream(ElementType.values())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        return type.map(found -> Adaptation.to(node.withAttribute("to", Attribute.of((long) found.code()))))
                .orElseGet(() -> Adaptation.refused("it casts to '%s', which is no type".formatted(name)));
    }
}
