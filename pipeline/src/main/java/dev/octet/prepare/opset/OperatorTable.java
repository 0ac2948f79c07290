package dev.octet.prepare.opset;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every operator of ONNX's own domain up to opset {@link OpsetUpgrade#NEWEST}, with what each of its versions changed.
 *
 * <p>Source: the operator schemas of ONNX and their changelog; a test compares this table with the versions that the
 * {@code onnx} package lists.
 */
final class OperatorTable {
    private static final Map<String, OperatorHistory> HISTORIES = byType(List.of(
            ControlOperators.ALL,
            DataOperators.ALL,
            MathOperators.ALL,
            NeuralOperators.ALL,
            QuantizationOperators.ALL,
            ReductionOperators.ALL,
            ShapeOperators.ALL,
            UnaryOperators.ALL));

    private OperatorTable() {}

    /** The history of an operator, or empty where ONNX has none of that name. */
    static Optional<OperatorHistory> find(String type) {
        return Optional.ofNullable(HISTORIES.get(type));
    }

    /** All histories. */
    static Collection<OperatorHistory> all() {
        return HISTORIES.values();
    }

    private static Map<String, OperatorHistory> byType(List<List<OperatorHistory>> themes) {
        Map<String, OperatorHistory> histories = new LinkedHashMap<>();
        for (OperatorHistory history : themes.stream().flatMap(List::stream).toList()) {
            if (histories.put(history.type(), history) != null) {
                throw new IllegalStateException("Two histories of " + history.type());
            }
        }
        return Collections.unmodifiableMap(histories);
    }
}
