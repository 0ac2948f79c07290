package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceTest {
    private final Trace trace = new Trace();

    @Test
    void listsWhatWasAppliedAndThenWhatWasRefused() {
        trace.refused("A", "n", "reason");
        trace.applied("B", "m");
        assertThat(trace.entries())
                .containsExactly(
                        new TraceEntry("B", "m", Optional.empty()), new TraceEntry("A", "n", Optional.of("reason")));
    }

    @Test
    void keepsTheLastReasonForEachRuleAndNode() {
        trace.refused("A", "n", "old");
        trace.refused("A", "m", "other");
        trace.refused("A", "n", "new");
        assertThat(trace.entries())
                .extracting(entry -> entry.refusal().orElseThrow())
                .containsExactly("new", "other");
    }

    @Test
    void forgetsARefusalWhenTheRuleIsAppliedThere() {
        trace.refused("A", "n", "reason");
        trace.refused("B", "n", "reason");
        trace.applied("A", "n");
        assertThat(trace.entries()).extracting(TraceEntry::rule).containsExactly("A", "B");
        assertThat(trace.entries()).extracting(TraceEntry::applied).containsExactly(true, false);
    }

    @Test
    void forgetsTheRefusalsOfOneRule() {
        trace.refused("A", "n", "reason");
        trace.refused("B", "n", "reason");
        trace.forgetRefusals("A");
        assertThat(trace.entries()).extracting(TraceEntry::rule).containsExactly("B");
    }

    @Test
    void countsApplications() {
        trace.applied("B", "n");
        trace.applied("A", "n");
        trace.applied("B", "m");
        assertThat(trace.appliedCounts()).isEqualTo(Map.of("A", 1, "B", 2));
        assertThat(trace.appliedCounts().keySet()).containsExactly("B", "A");
    }
}
