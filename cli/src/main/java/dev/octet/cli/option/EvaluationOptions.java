package dev.octet.cli.option;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.Comparer;
import dev.octet.compare.Comparison;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.EvaluationSet;
import dev.octet.compare.gate.Gate;
import dev.octet.error.OctetException;
import dev.octet.progress.Progress;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** What is measured of a quantized model beside its float form, what it has to meet, and where the results go. */
@Command(addMethodSubcommands = false)
public final class EvaluationOptions {
    @ArgGroup(heading = "%nWhat is measured of both models:%n", exclusive = false, validate = false)
    private MeasureOptions measures = new MeasureOptions();

    @ArgGroup(heading = "%nAccuracy:%n", exclusive = false, validate = false)
    private LabelOptions labels = new LabelOptions();

    @ArgGroup(heading = "%nMetrics of your own:%n", exclusive = false, validate = false)
    private OwnMetricOptions metrics = new OwnMetricOptions();

    @ArgGroup(heading = "%nOther forms of the comparison:%n", exclusive = false, validate = false)
    private ResultFileOptions results = new ResultFileOptions();

    @ArgGroup(
            heading = "%nWhat the quantized model has to meet; exit code 7 if it does not:%n",
            exclusive = false,
            validate = false)
    private GateOptions gate = new GateOptions();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public EvaluationOptions() {}

    /**
     * The samples with labels and metrics. What can be known to fail is refused before anything is measured.
     *
     * @param samples how many to choose; all if empty
     * @throws OctetException of kind CONFIGURATION if a criterion cannot be judged; of kind FILE if a result could not
     *     be written
     */
    public EvaluationSet open(DataSource all, Optional<Integer> samples) {
        results.requireFolders();
        Gate asked = gate.gate();
        EvaluationSet set = labels.evaluate(all, samples, metrics);
        set.requireLabels();
        asked.requireJudgeable(set.metricNames(), measures.isSpeedMeasured());
        return set;
    }

    /** Compares two models and writes what was asked for. */
    public Evaluated compare(ComparisonSettings usual, Progress progress) {
        Comparison comparison = Comparer.compare(measures.settings(usual), progress);
        Evaluated evaluated = new Evaluated(comparison, gate.gate().judge(comparison));
        results.write(evaluated);
        return evaluated;
    }
}
