package dev.octet.calibrate.data;

import dev.octet.calibrate.table.LineFile;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples that are lines of files: of numbers, or of text if the model takes tokens and there is a tokenizer. */
final class Lines {
    private Lines() {}

    /** Reads a line into samples; each reader gives one of them. */
    @FunctionalInterface
    interface LineReader {
        /** The tensors by input name; a failure goes on after "Sample 'x' cannot be used: ". */
        Map<String, Tensor> read(String line) throws IOException;
    }

    /**
     * What to do with the lines of one file.
     *
     * @param hasHeader whether the first line is no sample
     * @param readers one for each sample that a line gives
     */
    record Plan(boolean hasHeader, List<LineReader> readers) {}

    static List<Sample> samples(DataKind kind, List<NamedFile> files, DataContext context) {
        LinePlans plans = LinePlans.of(kind, context);
        List<Sample> samples = new ArrayList<>();
        for (NamedFile file : files) {
            try {
                boolean quoted = DataKind.extension(file.name()).equals("csv");
                LineFile lines = LineFile.open(file.path(), quoted);
                if (lines.size() > 0) {
                    samples.addAll(samples(file, lines, plans.of(file, lines.line(0)), context));
                }
            } catch (IOException failure) {
                throw new OctetException(
                        Kind.INVALID_DATA,
                        "'%s' cannot be used: %s".formatted(file.name(), Reasons.of(failure)),
                        failure);
            }
        }
        if (samples.isEmpty()) {
            throw OctetException.invalidData(
                    "Expected one sample a line in %s, got no lines".formatted(context.folder()));
        }
        return samples;
    }

    private static List<Sample> samples(NamedFile file, LineFile lines, Plan plan, DataContext context) {
        List<Sample> samples = new ArrayList<>();
        for (int i = plan.hasHeader() ? 1 : 0; i < lines.size(); i++) {
            int index = i;
            for (int part = 0; part < plan.readers().size(); part++) {
                LineReader reader = plan.readers().get(part);
                String suffix = plan.readers().size() == 1 ? "" : "." + (part + 1);
                samples.add(new LazySample(
                        file.name() + ":" + lines.lineNumber(i) + suffix,
                        file.group(),
                        context.model(),
                        () -> reader.read(lines.line(index))));
            }
        }
        return samples;
    }
}
