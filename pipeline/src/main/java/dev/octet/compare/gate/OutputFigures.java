package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.compare.OutputFidelity;
import dev.octet.compare.fidelity.Fidelity;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Figures of an output; of the worst one where none is named. */
final class OutputFigures {
    private OutputFigures() {}

    static Measured sqnr(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of("dB"));
        return worst(comparison, criterion, fidelity -> OptionalDouble.of(fidelity.sqnr()), "dB");
    }

    static Measured cosine(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of());
        return worst(comparison, criterion, fidelity -> OptionalDouble.of(fidelity.cosine()), "");
    }

    static Measured agreement(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of("%"));
        if (criterion.limit().unit().isEmpty()) {
            return worst(comparison, criterion, Fidelity::agreement, "");
        }
        return worst(comparison, criterion, OutputFigures::agreementInPercent, "%");
    }

    private static OptionalDouble agreementInPercent(Fidelity fidelity) {
        return fidelity.agreement().isPresent()
                ? OptionalDouble.of(100 * fidelity.agreement().getAsDouble())
                : OptionalDouble.empty();
    }

    static Measured maxError(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of());
        return worst(comparison, criterion, fidelity -> OptionalDouble.of(fidelity.maxError()), "");
    }

    static Measured divergence(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of("nats"));
        return worst(comparison, criterion, Fidelity::divergence, "nats");
    }

    private static Measured worst(
            Comparison comparison, Criterion criterion, Function<Fidelity, OptionalDouble> figure, String unit) {
        Comparator<Measured> ascending = Comparator.comparingDouble(Measured::value);
        return outputs(comparison, criterion).stream()
                .flatMap(output -> measured(output, criterion, figure, unit).stream())
                .min(criterion.rule().bound() == Bound.AT_LEAST ? ascending : ascending.reversed())
                .orElseThrow(() -> OctetException.configuration(
                        "'%s' cannot be judged: no output has such a figure".formatted(criterion)));
    }

    private static Optional<Measured> measured(
            OutputFidelity output, Criterion criterion, Function<Fidelity, OptionalDouble> figure, String unit) {
        if (output.mismatched() > 0) {
            throw OctetException.configuration(
                    "'%s' cannot be judged: for %d samples the models gave output '%s' different shapes. Name another output"
                            .formatted(criterion, output.mismatched(), output.name()));
        }
        OptionalDouble found = output.fidelity().map(figure).orElse(OptionalDouble.empty());
        return found.isPresent()
                ? Optional.of(new Measured(output.name(), found.getAsDouble(), Optional.empty(), unit))
                : Optional.empty();
    }

    private static List<OutputFidelity> outputs(Comparison comparison, Criterion criterion) {
        if (criterion.subject().isEmpty()) {
            return comparison.outputs();
        }
        String name = criterion.subject().get();
        List<String> names =
                comparison.outputs().stream().map(OutputFidelity::name).toList();
        if (!names.contains(name)) {
            throw OctetException.configuration("'%s' cannot be judged: there is no output '%s', only %s%s"
                    .formatted(criterion, name, names, NearestName.hint(name, names)));
        }
        return List.of(comparison.outputs().get(names.indexOf(name)));
    }
}
