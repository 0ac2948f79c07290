package dev.octet.cli.option;

import dev.octet.calibrate.data.DataKind;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.cli.value.Assignment;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Counts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From files to a model's inputs: which files, what texts, tables and sound become, inputs that no file gives. */
final class SampleOptions {
    @Option(
            names = "--data-kind",
            paramLabel = "KIND",
            converter = Choice.OfDataKind.class,
            completionCandidates = Choice.OfDataKind.class,
            description = "What to take from a folder that holds several kinds: ${COMPLETION-CANDIDATES}.")
    private Optional<DataKind> kind;

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            converter = Assignment.Converter.class,
            description =
                    "Set this input of the model to the same for all samples, such as sr=16000; several numbers are "
                            + "separated by commas. May be given several times.")
    private List<Assignment> constants = List.of();

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description =
                    "A Hugging Face tokenizer.json that turns texts into tokens; without it the one beside the data.")
    private Optional<Path> tokenizer;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description = "Cut texts at N tokens; without it where the tokenizer says.")
    private Optional<Integer> maxLength;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns of tables, or keys of JSON Lines, to take: names, numbers from 1, or 2-785. "
                    + "Several columns of text are several samples.")
    private List<String> columns = List.of();

    @Option(names = "--text-pairs", description = "Two columns of text are one sample together.")
    private boolean pairs;

    @Option(
            names = "--sample-rate",
            paramLabel = "HERTZ",
            description = "Refuse recordings of another rate than the model was trained with.")
    private Optional<Integer> sampleRate;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description =
                    "Cut recordings into samples of N values each; without it what the model takes, or the whole.")
    private Optional<Integer> chunk;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SampleOptions() {}

    /** Numbers by the name of the input that they fill. */
    Map<String, String> constants() {
        return Assignment.byName(constants);
    }

    /** Settings with what was said. */
    DataSettings applyTo(DataSettings defaults) {
        DataSettings settings = defaults.withColumns(columns).withPairs(pairs);
        settings = kind.map(settings::withKind).orElse(settings);
        settings = tokenizer.map(settings::withTokenizer).orElse(settings);
        if (maxLength.isPresent()) {
            settings = settings.withMaxLength(Counts.atLeastOne("--max-length", maxLength.get()));
        }
        if (sampleRate.isPresent()) {
            settings = settings.withSampleRate(Counts.atLeastOne("--sample-rate", sampleRate.get()));
        }
        if (chunk.isPresent()) {
            settings = settings.withChunk(Counts.atLeastOne("--chunk", chunk.get()));
        }
        return settings;
    }
}
