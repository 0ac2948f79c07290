package dev.octet.weightonly;

import dev.octet.affine.block.BlockQuantized;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.compare.layers.OutputNoise;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the products whose weights are worth 8 bits: those that change the model's outputs most for their size when
 * they alone are rounded.
 *
 * <p>Each product in turn gets weights rounded without samples, in the float model; the effect is the error at the
 * outputs as a share of their power, at the output where it is largest. Most effect for the size goes first, as long as
 * the share lasts.
 */
final class EightBitChoice {
    /** Enough to rank effects that differ by factors; each is run as often as there are products. */
    private static final int SAMPLES = 32;

    private final Model model;
    private final WeightOnlySettings settings;
    private final List<Sample> samples = new ArrayList<>();

    private EightBitChoice(Model model, WeightOnlySettings settings, DataSource data) {
        this.model = model;
        this.settings = settings;
        DataSource some = SampleChoice.spread(data, SAMPLES, SampleRequest.DEFAULT_SEED);
        some.forEach(samples::add);
        if (samples.isEmpty()) {
            throw OctetException.invalidData("No samples to quantize with in " + data.description());
        }
    }

    /**
     * The names of the chosen nodes, those of {@link WeightOnlySettings#eightBitNodes} among them.
     *
     * @throws OctetException of kind INVALID_DATA if there is no sample or one does not fit the model; of kind RUNTIME
     *     if ONNX Runtime fails
     */
    static Set<String> choose(
            Model model, List<Product> products, WeightOnlySettings settings, DataSource data, Progress progress) {
        if (settings.eightBitShare() == 0) {
            return settings.eightBitNodes();
        }
        EightBitChoice choice = new EightBitChoice(model, settings, data);
        List<Effect> effects = new ArrayList<>();
        progress.started("choosing weights of 8 bits", products.size());
        try {
            for (Product product : products) {
                effects.add(choice.effect(product));
                progress.advanced(effects.size());
            }
        } finally {
            progress.finished();
        }
        return choice.within(effects);
    }

    /**
     * What rounding one weight does.
     *
     * @param share error at the outputs, as a share of their power
     * @param elements of the weight
     */
    private record Effect(Node node, double share, long elements) {
        double ofAnElement() {
            return share / elements;
        }
    }

    private Set<String> within(List<Effect> effects) {
        double left = settings.eightBitShare()
                * effects.stream().mapToLong(Effect::elements).sum();
        Set<String> chosen = new LinkedHashSet<>(settings.eightBitNodes());
        List<Effect> strongestFirst = effects.stream()
                .filter(effect -> effect.share() > 0 && !chosen.contains(WeightOnlySettings.nameOf(effect.node())))
                .sorted(Comparator.comparingDouble(Effect::ofAnElement).reversed())
                .toList();
        for (Effect effect : strongestFirst) {
            if (effect.elements() <= left) {
                left -= effect.elements();
                chosen.add(WeightOnlySettings.nameOf(effect.node()));
            }
        }
        return chosen;
    }

    private Effect effect(Product product) {
        OutputNoise noise = new OutputNoise(Map.of());
        // A thread for each sample; sums are taken in their order, so that they are the same on any number.
        SessionSettings single = SessionSettings.defaults().withThreads(1);
        try (Session exact = Session.open(model, single);
                Session rounded = Session.open(rounded(product), single)) {
            List<OutputNoise> ofSamples = samples.parallelStream()
                    .map(sample -> OutputNoise.between(exact.run(sample.inputs()), rounded.run(sample.inputs())))
                    .toList();
            for (OutputNoise ofSample : ofSamples) {
                noise = noise.plus(ofSample);
            }
        }
        long elements = (long) product.lines().count() * product.lines().length();
        return new Effect(product.node(), noise.share(), elements);
    }

    private Model rounded(Product product) {
        BlockQuantized matrix = new BlockQuantized(
                product.lines(), settings.scheme(product.lines().length()), settings.method());
        return product.on(matrix.meant(), model, Names.of(model));
    }
}
