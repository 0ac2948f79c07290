package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Optional;

/**
 * Turns the widths and the value of a Pad into inputs. The value is a scalar of the type that is padded; zero, the
 * default, is left out.
 *
 * <pre>{@code
 * Pad(x) {pads, value}   ->   Pad(x, pads, value)
 * }</pre>
 *
 * <p>Source: Pad 2 and 11.
 */
final class PadToInputs implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<List<Long>> widths = node.intsAttribute("pads");
        if (widths.isEmpty()) {
            return Adaptation.refused("attribute 'pads' is missing");
        }
        float value = node.floatAttribute("value", 0);
        boolean needsValue =
                value != 0 && node.stringAttribute("mode", "constant").equals("constant");
        Optional<ElementType> type =
                surroundings.floatingType(node.inputs().get(0)).filter(Scalars::supports);
        if (needsValue && type.isEmpty()) {
            return Adaptation.refused("its value has to take the type of what is padded, which is not known");
        }
        Node pad = node.withoutAttribute("pads")
                .withoutAttribute("value")
                .withInput(1, surroundings.constant(node, "pads", AttributeToInput.vector(widths.get())));
        return Adaptation.to(
                needsValue
                        ? pad.withInput(2, surroundings.constant(node, "value", Scalars.of(type.orElseThrow(), value)))
                        : pad);
    }
}
