package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Node;
import dev.octet.prepare.opset.OperatorHistory.Step;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator computes the same before and after each of its changes, in ONNX Runtime. */
class OperatorMeaningTest {
    /** ONNX Runtime runs nothing older. */
    private static final long OLDEST_RUN = 7;

    private record Case(String text, long opset, List<OperatorHistory> histories) {
        static Case of(String line) {
            int space = line.indexOf(' ');
            long opset = Long.parseLong(line.substring(0, space));
            String text = "opset " + opset + "; " + line.substring(space + 1);
            List<OperatorHistory> histories = new ArrayList<>();
            GraphText.parse(text).graph().nodes().forEach(node -> collect(node, histories));
            return new Case(text, opset, histories);
        }

        private static void collect(Node node, List<OperatorHistory> histories) {
            histories.add(OperatorTable.find(node.operator().type()).orElseThrow());
            node.subgraphs().forEach(graph -> graph.nodes().forEach(inner -> collect(inner, histories)));
        }

        /** The versions that change one of its operators. */
        Set<Long> targets() {
            Set<Long> targets = new TreeSet<>();
            histories.forEach(
                    history -> history.between(opset, OpsetUpgrade.NEWEST).forEach(step -> targets.add(step.opset())));
            targets.add(OpsetUpgrade.NEWEST);
            return targets;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Case> cases() {
        return ResourceLines.of("operator-cases.txt").stream().map(Case::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computesTheSameAfterEveryChange(Case model) {
        for (long target : model.targets()) {
            assertThatUpgrade(model.text(), target).keepsMeaning();
        }
    }

    @Test
    void everyChangeOfEveryOperatorHasACase() {
        Set<String> covered = new TreeSet<>();
        cases().forEach(model -> model.histories()
                .forEach(history -> history.between(model.opset(), OpsetUpgrade.NEWEST)
                        .forEach(step -> covered.add(history.type() + " " + step.opset()))));
        List<String> missing = new ArrayList<>();
        for (OperatorHistory history : OperatorTable.all()) {
            history.between(OLDEST_RUN, OpsetUpgrade.NEWEST).stream()
                    .filter(step -> !(step.change() instanceof Change.Refused))
                    .map(Step::opset)
                    .map(opset -> history.type() + " " + opset)
                    .filter(change -> !covered.contains(change))
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }
}
