package dev.octet.cli.option;

import dev.octet.cli.value.Choice;
import dev.octet.cli.value.OverrideText;
import dev.octet.cli.value.Targets;
import dev.octet.place.PlacementOverride;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.QuantizedForm;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is quantized. */
public final class PlacementOptions {
    @Option(
            names = "--target",
            paramLabel = "TARGET",
            converter = Targets.class,
            completionCandidates = Targets.class,
            description = "What is to run the model: ${COMPLETION-CANDIDATES}. Without it, host.")
    private Optional<Target> target;

    @Option(
            names = "--prefer",
            paramLabel = "WHAT",
            converter = Choice.OfPreference.class,
            completionCandidates = Choice.OfPreference.class,
            description = "What decides where a node could be quantized: ${COMPLETION-CANDIDATES}. Without it, speed.")
    private Optional<Preference> preference;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            converter = Choice.OfForm.class,
            completionCandidates = Choice.OfForm.class,
            description = "How integer nodes are written: ${COMPLETION-CANDIDATES}: as pairs of QuantizeLinear and "
                    + "DequantizeLinear around float operators, or as operators on integers. Without it, qdq.")
    private Optional<QuantizedForm> form;

    @Option(
            names = "--exclude",
            paramLabel = "NODE",
            description = "Leave this node float. May be given several times.")
    private Set<String> nodes = new LinkedHashSet<>();

    @Option(
            names = "--exclude-operator",
            paramLabel = "OPERATOR",
            description = "Leave all nodes of this operator float, such as Add. May be given several times.")
    private Set<String> operators = new LinkedHashSet<>();

    @Option(names = "--per-tensor", description = "One scale for each weight instead of one for each of its channels.")
    private boolean perTensor;

    @Option(
            names = "--override",
            paramLabel = "YAML",
            converter = OverrideText.class,
            description = "What is different about some nodes or a tensor, as in '{tensor: x, range: mse}' or "
                    + "'{node: \"head*\", float: true}'. May be given several times.")
    private List<PlacementOverride> overrides = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public PlacementOptions() {}

    public Target target() {
        return target.orElseGet(TargetTable::host);
    }

    public PlacementSettings placement() {
        PlacementSettings settings = PlacementSettings.defaults()
                .withExcludedNodes(nodes)
                .withExcludedOperators(operators)
                .withPerChannel(!perTensor)
                .withOverrides(overrides);
        PlacementSettings formed = form.map(settings::withForm).orElse(settings);
        return preference.map(formed::withPreference).orElse(formed);
    }
}
