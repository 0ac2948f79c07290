package dev.octet.cli.option;

import dev.octet.affine.Range;
import dev.octet.calibrate.ranges.RangeFiles;
import dev.octet.calibrate.ranges.RangeFormat;
import dev.octet.cli.value.Choice;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Ranges that come from a file or go to one. */
public final class RangeFileOptions {
    @Option(
            names = "--import-ranges",
            paramLabel = "FILE",
            description = "Take ranges from this file instead of observing them: Octet's own JSON, ONNX Runtime's "
                    + "calibration cache or tensor overrides, or TensorRT's calibration table. Where it has all, no data "
                    + "is needed.")
    private Optional<Path> source;

    @Option(
            names = "--export-ranges",
            paramLabel = "FILE",
            description = "Also write the ranges of all observed values.")
    private Optional<Path> destination;

    @Option(
            names = "--export-format",
            paramLabel = "FORM",
            converter = Choice.OfRangeFormat.class,
            completionCandidates = Choice.OfRangeFormat.class,
            description = "The form of that file: ${COMPLETION-CANDIDATES}. Without it, octet.")
    private Optional<RangeFormat> format;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public RangeFileOptions() {}

    /** The ranges of the file, by the names of values; empty without one. */
    public Map<String, Range> imported() {
        return source.map(RangeFiles::read).orElse(Map.of());
    }

    public boolean isImport() {
        return source.isPresent();
    }

    /** Refuses a file that cannot be written before any work is done. */
    public void check() {
        destination.ifPresent(OutputFiles::requireFolder);
    }

    /** Writes the ranges where the user wants them, if at all. */
    public void export(Map<String, Range> ranges) {
        destination.ifPresent(file -> RangeFiles.write(ranges, format.orElse(RangeFormat.OCTET), file));
    }
}
