package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.graph.Model;
import dev.octet.observe.Estimate;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
import dev.octet.place.TargetTable;
import dev.octet.runtime.TypeInference;
import dev.octet.testing.GraphText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinedRangesTest {
    /** Only the Concat reads a and b; c is read by a convolution too. */
    private static final Model MODEL = GraphText.parse("""
            x: float[1,32,64,64]
            K = random[32,32,3,3]; L = random[32,96,3,3]
            a = Conv(x, K) {pads=[1,1,1,1]}
            b0 = Conv(x, K) {pads=[1,1,1,1]}; b = Relu(b0)
            c = Conv(x, K) {pads=[1,1,1,1]}
            d = Conv(c, K) {pads=[1,1,1,1]}
            j = Concat(a, b, c) {axis=1}
            y = Conv(j, L) {pads=[1,1,1,1]}
            return y, d
            """);

    private static final Plan PLAN = plan(MODEL);

    private static Plan plan(Model model) {
        return Placement.plan(
                model,
                TypeInference.infer(model),
                TargetTable.named("x86-64-vnni"),
                PlacementSettings.defaults().withPreference(Preference.SIZE));
    }

    private static Map<String, Range> joined(Range a, Range b, Range c, Set<String> fixed) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        PLAN.observed().forEach(value -> estimates.put(value, new Estimate(new Range(-1, 1), "seen")));
        estimates.put("a", new Estimate(a, "seen"));
        estimates.put("b", new Estimate(b, "seen"));
        estimates.put("c", new Estimate(c, "seen"));
        estimates.put("j", new Estimate(new Range(-3, 7), "seen"));
        Map<String, Range> ranges = Estimate.ranges(JoinedRanges.of(MODEL.graph(), PLAN, estimates, fixed));
        ranges.keySet().retainAll(Set.of("a", "b", "c", "j"));
        return ranges;
    }

    private static Range range(float min, float max) {
        return new Range(min, max);
    }

    @Test
    void givesOneRangeToWhatIsAlike() {
        assertThat(joined(range(-4, 8), range(0, 2.5f), range(-1, 4), Set.of()))
                .containsEntry("a", range(-4, 8))
                .containsEntry("c", range(-4, 8))
                .containsEntry("j", range(-4, 8));
    }

    /** With codes below zero the Relu in front would not be redundant. */
    @Test
    void leavesARangeThatALimitEnds() {
        assertThat(joined(range(-4, 8), range(0, 8), range(-4, 8), Set.of())).containsEntry("b", range(0, 8));
        assertThat(joined(range(0, 8), range(0, 5), range(0, 6), Set.of())).containsEntry("b", range(0, 8));
    }

    @Test
    void givesNoRangeToWhatWouldLoseTooManyCodes() {
        assertThat(joined(range(-1, 1.9f), range(0, 8), range(-1, 3.9f), Set.of()))
                .containsEntry("a", range(-1, 1.9f))
                .containsEntry("c", range(-1, 3.9f));
        assertThat(joined(range(-1, 2.1f), range(0, 8), range(-1, 4.1f), Set.of()))
                .containsEntry("a", range(-1, 8))
                .containsEntry("c", range(-1, 8));
    }

    /** Behind a pool that alone reads it, a value is as alone as it was. */
    @Test
    void givesOneRangeToWhatIsPooledBeforeItIsJoined() {
        Model model = GraphText.parse("""
                x: float[1,32,64,64]
                K = random[32,32,3,3]; L = random[32,64,3,3]
                a = Conv(x, K); b = Conv(x, K)
                p = MaxPool(a) {kernel_shape=[2,2], strides=[2,2]}; q = MaxPool(b) {kernel_shape=[2,2], strides=[2,2]}
                j = Concat(p, q) {axis=1}
                y = Conv(j, L)
                return y
                """);
        Plan plan = plan(model);
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        plan.observed().forEach(value -> estimates.put(value, new Estimate(range(-8, 8), "seen")));
        estimates.put("a", new Estimate(range(-2.1f, 2.1f), "seen"));

        assertThat(Estimate.ranges(JoinedRanges.of(model.graph(), plan, estimates, Set.of())))
                .containsEntry("a", range(-8, 8));
    }

    @Test
    void keepsWhatSomeoneHasDecidedOn() {
        assertThat(joined(range(-4, 8), range(0, 8), range(-1, 4), Set.of("c")))
                .containsEntry("c", range(-1, 4))
                .containsEntry("j", range(-3, 7));
    }
}
