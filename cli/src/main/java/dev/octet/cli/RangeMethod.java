package dev.octet.cli;

import dev.octet.error.NearestName;
import dev.octet.observe.MinMaxEstimator;
import dev.octet.observe.MovingAverageEstimator;
import dev.octet.observe.RangeEstimator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The ways to choose ranges that {@code --range} takes. */
final class RangeMethod implements ITypeConverter<RangeEstimator>, Iterable<String> {
    private static final List<String> NAMES = List.of("min-max", "moving-average");

    @Override
    public RangeEstimator convert(String text) {
        String[] parts = text.split(":", 2);
        Optional<String> constant = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        if (parts[0].equals("moving-average")) {
            return constant.map(RangeMethod::movingAverage).orElse(MovingAverageEstimator.DEFAULT);
        }
        if (parts[0].equals("min-max") && constant.isEmpty()) {
            return new MinMaxEstimator();
        }
        throw new TypeConversionException("expected one of %s, got '%s'%s"
                .formatted(String.join(", ", NAMES), text, NearestName.hint(text, NAMES)));
    }

    private static MovingAverageEstimator movingAverage(String constant) {
        try {
            return new MovingAverageEstimator(Double.parseDouble(constant));
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException(
                    "expected a number behind 'moving-average:', got '%s'".formatted(constant));
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException(String.valueOf(outOfRange.getMessage()));
        }
    }

    @Override
    public Iterator<String> iterator() {
        return NAMES.iterator();
    }
}
