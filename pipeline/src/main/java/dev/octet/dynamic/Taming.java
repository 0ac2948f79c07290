package dev.octet.dynamic;

import dev.octet.calibrate.data.DataSource;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.Scope;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.smooth.Outliers;
import dev.octet.smooth.Smoothing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes channels harmless that would take the steps from all others: one range serves a whole value here. Which
 * channels these are shows in a few runs on random input.
 */
public final class Taming {
    private Taming() {}

    /**
     * The model with its products' values smoothed, and outliers multiplied apart; it computes the same. Where it
     * cannot be run on random input it is left as it is, with a note. The trace gets a line for each value and product.
     */
    public static Tamed of(Prepared prepared, DynamicSettings settings) {
        Model model = prepared.model();
        if (products(model, settings).isEmpty()) {
            return Tamed.unchanged(model);
        }
        try {
            DataSource probe = RandomProbe.of(model.graph());
            requireRuns(model, probe);
            Prepared smooth = Smoothing.smooth(prepared, probe, Map.of(), () -> products(model, settings));
            Prepared split = Outliers.split(smooth, probe, Map.of(), products(smooth.model(), settings));
            return Tamed.of(model, smooth.model(), split.model());
        } catch (OctetException failure) {
            if (failure.kind() != Kind.CONFIGURATION && failure.kind() != Kind.RUNTIME) {
                throw failure;
            }
            return Tamed.unchanged(model)
                    .noting("outliers were not looked for, since random input fails: " + failure.getMessage());
        }
    }

    /** Samples that fail later would only be left out. */
    private static void requireRuns(Model model, DataSource probe) {
        try (Session session = Session.open(model, SessionSettings.defaults())) {
            session.run(probe.iterator().next().inputs());
        }
    }

    /** The nodes that become integer products if their weights allow. */
    private static Set<Node> products(Model model, DynamicSettings settings) {
        WeightNoise any = new WeightNoise(Set.of());
        List<ProductRule> rules = List.of(new QuantizeMatMul(settings, any), new QuantizeGemm(settings, any));
        Scope scope = new Scope(model.graph(), model.opsetImports(), Names.of(model), Map::of);
        return model.graph().nodes().stream()
                .filter(node -> rules.stream().anyMatch(rule -> rule.fits(scope, node)))
                .collect(Collectors.toSet());
    }
}
