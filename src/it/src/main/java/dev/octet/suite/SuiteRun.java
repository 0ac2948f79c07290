package dev.octet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.octet.place.PlacementSettings.Preference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries every model under a folder; the exit code is 1 where one of them shows a defect. */
@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description = "Quantize every .onnx file under a folder with the defaults, and tabulate what came of each.")
final class SuiteRun implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "The folder, searched with its subfolders.")
    private Path folder;

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "60", description = "Time for one model.")
    private int limit;

    @Option(names = "--prefer", paramLabel = "WHAT", defaultValue = "SPEED", description = "SPEED, SIZE.")
    private Preference preference;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all verdicts as JSON.")
    private Optional<Path> json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SuiteRun() {}

    /** Starts the run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SuiteRun())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        try (WorkerProcess worker = new WorkerProcess(folder, preference, Duration.ofSeconds(limit))) {
            for (Path file : models()) {
                Verdict verdict = worker.ask(file);
                verdicts.add(verdict);
                System.err.printf(
                        "%d %s: %s, %s%n",
                        verdicts.size(), verdict.model(), verdict.outcome(), SuiteTable.seconds(verdict.seconds()));
            }
        }
        if (json.isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.get().toFile(), verdicts);
        }
        System.out.print(SuiteTable.of(verdicts));
        return verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.DEFECT) ? 1 : 0;
    }

    private List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
