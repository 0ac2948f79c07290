package dev.octet.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.OutputErrors;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.place.Costs;
import dev.octet.place.Costs.Pair;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.Fusion;
import dev.octet.place.NodePlan;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Plan;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefinementTest {
    private static final Target VNNI = TargetTable.named("x86-64-vnni");

    /** A target that says it had a kernel for ConvTranspose, which ONNX Runtime has not. */
    private static final Target BOASTFUL = target(Stream.concat(
                    VNNI.fusions().stream(),
                    Stream.of(new Fusion("ConvTranspose", Fusion.Result.QUANTIZED, 1, false, Fusion.Reads.ALL)))
            .toList());

    /** Integers so cheap that all is quantized that can be. */
    private static Target target(List<Fusion> fusions) {
        Pair pair = new Pair(1e2, 1e-4);
        Costs costs = new Costs(pair, pair, pair, pair, pair, pair, pair, 0, pair, pair, pair, 0, 1, 0);
        return new Target("free", "", VNNI.activation(), VNNI.weight(), fusions, costs);
    }

    private static final String BETWEEN_CONVOLUTIONS = """
            x: float[1,4,8,8]
            K = random[4,4,3,3]
            c = Conv(x, K)
            t = ConvTranspose(c, K)
            y = Conv(t, K)
            return y
            """;

    /** The scores are a thousandth of the boxes that they share a scale with once both are joined. */
    private static final String BOXES_AND_SCORES = """
            x: float[1,4,8,8]
            K = random[4,4,1,1]
            large = values[1] {1000}
            c = Conv(x, K)
            boxes = Mul(c, large)
            scores = Conv(c, K)
            both = Concat(boxes, scores) {axis=1}
            start = int64[1] {4}
            end = int64[1] {8}
            axis = int64[1] {1}
            part = Slice(both, start, end, axis)
            return part
            """;

    /** The same with a convolution behind it, which computes on integers and so needs one scale. */
    private static final String READ_BY_CONVOLUTION =
            BOXES_AND_SCORES.replace("return part", "last = Conv(part, K)\nreturn last");

    @Test
    void leavesFloatWhatOnnxRuntimeDoesNotFuse() {
        Refined refined = refine(
                BETWEEN_CONVOLUTIONS, BOASTFUL, RefinementSettings.defaults().withFloor(0));

        assertThat(operators(refined.draft().plan())).containsExactly("Conv", "Conv");
        assertThat(refined.draft().unfused()).isEmpty();
        assertThat(refined.draft().plan().toString()).contains("ONNX Runtime runs it on floats");
    }

    @Test
    void joinsFloatsWhereBoxesAndScoresWouldShareAScale() {
        Refined refined = refine(
                BOXES_AND_SCORES,
                target(VNNI.fusions()),
                RefinementSettings.defaults().withFloor(Double.NEGATIVE_INFINITY));

        assertThat(sqnr(BOXES_AND_SCORES, refined)).isGreaterThan(25);
        assertThat(operators(refined.draft().plan())).doesNotContain("Concat").contains("Conv");
        assertThat(refined.draft().plan().toString())
                .contains("it joins values whose ranges differ by more than 4 times");
    }

    @Test
    void joinsIntegersUpToAStatedRatioAndInFrontOfIntegerKernels() {
        assertThat(uneven(BOXES_AND_SCORES, 16.5f)).containsExactly("Concat", "Slice");
        assertThat(uneven(BOXES_AND_SCORES, 15.5f)).isEmpty();
        assertThat(uneven(READ_BY_CONVOLUTION, 4000)).isEmpty();
    }

    private static List<String> uneven(String text, float boxes) {
        Model model = GraphText.parse(text);
        Plan plan =
                Placement.plan(model, TypeInference.infer(model), target(VNNI.fusions()), PlacementSettings.defaults());
        Map<String, Range> ranges = Map.of("boxes", new Range(-1, boxes), "scores", new Range(-4, 0));
        return UnevenHeads.of(model.graph(), plan, ranges).stream()
                .map(node -> node.operator().type())
                .toList();
    }

    @Test
    void leavesFloatWhatCostsAnOutputItsMeaning() {
        Refined refined = refine(READ_BY_CONVOLUTION, target(VNNI.fusions()), RefinementSettings.defaults());

        assertThat(sqnr(READ_BY_CONVOLUTION, refined))
                .as("%s", refined.draft().plan())
                .isGreaterThan(20);
        assertThat(operators(refined.draft().plan())).doesNotContain("Concat").contains("Conv");
        assertThat(refined.draft().plan().notes()).singleElement().asString().contains("below 20 dB");
        assertThat(refined.draft().plan().toString()).contains("cost an output too much accuracy");
    }

    @Test
    void keepsAllWhereNobodyAsksForTheOutputs() {
        Refined refined = refine(
                READ_BY_CONVOLUTION,
                target(VNNI.fusions()),
                RefinementSettings.defaults().withFloor(Double.NEGATIVE_INFINITY));

        assertThat(sqnr(READ_BY_CONVOLUTION, refined)).isLessThan(20);
        assertThat(operators(refined.draft().plan())).contains("Concat");
    }

    /** Of two convolutions with the same error, the one that saves less time is left float. */
    @Test
    void leavesFloatWhatCostsMostErrorForItsTime() {
        String text = """
                x: float[1,4,8,8]
                K = random[4,4,1,1]; L = random[64,4,3,3]; M = random[4,64,1,1]
                c = Conv(x, K)
                d = Conv(c, K)
                e = Conv(x, L) {pads=[1,1,1,1]}
                f = Conv(e, M)
                return d, f
                """;
        Model model = GraphText.parse(text);
        Map<String, ValueType> types = TypeInference.infer(model);
        Plan plan = Placement.plan(model, types, target(VNNI.fusions()), PlacementSettings.defaults());
        Drafts drafts = new Drafts(
                model,
                plan,
                Map.of(),
                Map.of(),
                refused -> Placement.plan(
                        model, types, types, target(VNNI.fusions()), PlacementSettings.defaults(), refused));
        Relief relief = new Relief(model.graph(), drafts, Map.of("c", 0.01, "e", 0.01), Double.MAX_VALUE);

        assertThat(relief.error(plan)).isEqualTo(0.02);
        assertThat(relief.relieve(plan, 0.015, "too much error")).isTrue();
        Plan relieved = drafts.plan(List.of());
        assertThat(relieved.value("c")).isEmpty();
        assertThat(relieved.value("e")).isPresent();
        assertThat(relief.error(relieved)).isEqualTo(0.01);
    }

    @Test
    void leavesNothingFloatThatWouldTakeTooLong() {
        Model model = GraphText.parse(READ_BY_CONVOLUTION);
        Map<String, ValueType> types = TypeInference.infer(model);
        Plan plan = Placement.plan(model, types, target(VNNI.fusions()), PlacementSettings.defaults());
        Drafts drafts = new Drafts(
                model,
                plan,
                Map.of(),
                Map.of(),
                refused -> Placement.plan(
                        model, types, types, target(VNNI.fusions()), PlacementSettings.defaults(), refused));
        Relief relief = new Relief(
                model.graph(), drafts, Map.of("both", 1.0), plan.estimate().quantizedNanoseconds());

        assertThat(relief.relieve(plan, 0.5, "too much error")).isFalse();
        assertThat(drafts.plan(List.of()).estimate()).isEqualTo(plan.estimate());
    }

    private static final String CHAIN = """
            x: float[1,4,8,8]
            K, L, M, N = random[4,4,1,1]
            c = Conv(x, K)
            d = Tanh(c)
            e = Conv(d, L)
            f = Tanh(e)
            g = Conv(f, M)
            h = Tanh(g)
            y = Conv(h, N)
            return y
            """;

    @Test
    void givesAwayAsMuchOfTheSavingAsItMay() {
        RefinementSettings high = RefinementSettings.defaults().withFloor(22);

        Refined half = refine(CHAIN, target(VNNI.fusions()), high);
        Refined all = refine(CHAIN, target(VNNI.fusions()), high.withKeptSaving(0));

        assertThat(sqnr(CHAIN, half)).isLessThan(22);
        assertThat(sqnr(CHAIN, all)).isGreaterThan(22);
        assertThat(all.draft().plan().quantized())
                .hasSizeLessThan(half.draft().plan().quantized().size());
    }

    /**
     * Five outputs of which one is much worse. The sum of what all cost has to fall further than leaving the worst
     * float takes it, so another is left float too, and taken back: the worst output is good enough without.
     */
    @Test
    void takesBackWhatItNeedNotHaveLeftFloat() {
        String text = """
                x: float[1,4,8,8]
                K, L, M, N, O = random[4,4,1,1]
                wide = Tanh(x)
                a = Tanh(x)
                b = Tanh(x)
                c = Tanh(x)
                d = Tanh(x)
                s = Conv(wide, K)
                t = Conv(a, L)
                u = Conv(b, M)
                v = Conv(c, N)
                w = Conv(d, O)
                return s, t, u, v, w
                """;
        double all = sqnr(
                text,
                refine(
                        text,
                        target(VNNI.fusions()),
                        RefinementSettings.defaults().withFloor(0)));
        Refined refined = refine(
                text, target(VNNI.fusions()), RefinementSettings.defaults().withFloor(all + 6));

        assertThat(sqnr(text, refined)).isGreaterThan(all + 6);
        assertThat(operators(refined.draft().plan())).containsExactly("Conv", "Conv", "Conv", "Conv");
        assertThat(refined.draft().plan().value("wide")).isEmpty();
    }

    private static double sqnr(String text, Refined refined) {
        return OutputErrors.measure(
                        GraphText.parse(text), refined.draft().inserted().model(), samples(), LayerSettings.defaults())
                .worst()
                .orElseThrow()
                .getValue()
                .sqnr();
    }

    private static Refined refine(String text, Target target, RefinementSettings settings) {
        Model model = GraphText.parse(text);
        Map<String, ValueType> types = TypeInference.infer(model);
        PlacementSettings placement = PlacementSettings.defaults();
        Plan plan = Placement.plan(model, types, target, placement);
        Map<String, Range> ranges = new LinkedHashMap<>();
        plan.observed().forEach(name -> ranges.put(name, range(name)));
        return new Refinement(model, model, samples(), LayerSettings.defaults(), settings, Progress.NONE)
                .carryOut(
                        plan,
                        ranges,
                        Map.of(),
                        (Map<Node, LeftFloat> refused) ->
                                Placement.plan(model, types, types, target, placement, refused))
                .orElseThrow()
                .refined(Remedies.none(), false);
    }

    /** Wide enough for what random inputs give, and no wider than it has to be. */
    private static Range range(String value) {
        return switch (value) {
            case "boxes", "both", "part" -> new Range(-4000, 4000);
            case "wide" -> new Range(-20, 20);
            case "last" -> new Range(-8000, 8000);
            default -> new Range(-4, 4);
        };
    }

    private static DataSource samples() {
        return DataSource.of(
                IntStream.range(0, 4)
                        .mapToObj(seed -> Sample.of(
                                "seed " + seed,
                                Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 4, 8, 8), seed, "x"))))
                        .toList(),
                "random");
    }

    private static List<String> operators(Plan plan) {
        return plan.quantized().stream()
                .map(NodePlan::node)
                .map(node -> node.operator().toString())
                .collect(Collectors.toList());
    }
}
