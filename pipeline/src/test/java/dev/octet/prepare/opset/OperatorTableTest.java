package dev.octet.prepare.opset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.prepare.opset.OperatorHistory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorTableTest {
    /** Operators that ONNX Runtime puts into ONNX's domain before, or without, ONNX itself. */
    private static final Set<String> OF_ONNX_RUNTIME = Set.of("LayerNormalization", "SimplifiedLayerNormalization");

    private final Map<String, OperatorFacts> facts = OperatorFacts.all();

    @Test
    void hasEveryOperatorOfOnnxAndNoOther() {
        List<String> types =
                OperatorTable.all().stream().map(OperatorHistory::type).toList();

        assertThat(types)
                .filteredOn(type -> !OF_ONNX_RUNTIME.contains(type))
                .containsExactlyInAnyOrderElementsOf(facts.keySet().stream()
                        .filter(type -> !OF_ONNX_RUNTIME.contains(type))
                        .toList());
        assertThat(types).containsAll(OF_ONNX_RUNTIME).hasSizeGreaterThan(190);
    }

    @Test
    void hasEveryVersionOfEveryOperatorAndNoOther() {
        List<String> differences = new ArrayList<>();
        for (OperatorHistory history : OperatorTable.all()) {
            OperatorFacts fact = facts.get(history.type());
            if (fact == null || OF_ONNX_RUNTIME.contains(history.type())) {
                continue;
            }
            List<Long> versions = history.steps().stream().map(Step::opset).toList();
            if (history.since() != fact.since() || !versions.equals(fact.later())) {
                differences.add("%s: expected %d %s, got %d %s"
                        .formatted(history.type(), fact.since(), fact.later(), history.since(), versions));
            }
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void neverCallsAVersionCompatibleThatDoesNotAcceptEveryNodeOfTheOneBefore() {
        List<String> wrong = new ArrayList<>();
        for (OperatorHistory history : OperatorTable.all()) {
            OperatorFacts fact = facts.get(history.type());
            for (Step step : history.steps()) {
                if (fact != null
                        && fact.breaking().contains(step.opset())
                        && step.change() instanceof Change.Compatible) {
                    wrong.add(history.type() + " " + step.opset());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void knowsNoOperatorOfThatName() {
        assertThat(OperatorTable.find("ImageScaler")).isEmpty();
    }

    @Test
    void aHistoryIsWrittenInOrder() {
        OperatorHistory history = OperatorHistory.operator("Foo", 9).compatible(11);

        assertThatThrownBy(() -> history.compatible(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after 11, got 11");
    }

    @Test
    void aHistoryTellsTheStepsBetweenTwoVersions() {
        OperatorHistory history = OperatorHistory.operator("Foo", 5).compatible(7, 9, 13);

        assertThat(history.between(7, 13)).extracting(Step::opset).containsExactly(9L, 13L);
        assertThat(history.between(13, 21)).isEmpty();
    }
}
