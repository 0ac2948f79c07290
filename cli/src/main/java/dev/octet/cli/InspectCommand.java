package dev.octet.cli;

import dev.octet.cli.text.InspectionText;
import dev.octet.cli.text.RuntimeText;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.inspect.Inspection;
import dev.octet.report.InspectionJson;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code octet inspect}: what is in a model. */
@Command(
        name = "inspect",
        addMethodSubcommands = false,
        description = "Show a model's inputs, outputs, opset, operators and size, and whether it is quantized.")
final class InspectCommand implements Runnable {
    @Parameters(paramLabel = "MODEL", description = "The ONNX file.")
    private Path model;

    @Option(names = "--json", description = "Print JSON, with more detail.")
    private boolean json;

    @Option(
            names = "--runtime",
            description = "Also load the model into ONNX Runtime and show which nodes it runs on integers.")
    private boolean runtime;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    InspectCommand() {}

    @Override
    public void run() {
        Model read = OnnxReader.read(model);
        Inspection inspection = Inspection.of(read);
        long bytes = size(model);
        Optional<FusionReport> fusion =
                runtime ? Optional.of(FusionReport.of(read, SessionSettings.defaults())) : Optional.empty();
        PrintWriter standardOutput = spec.commandLine().getOut();
        standardOutput.print(
                json
                        ? InspectionJson.of(inspection, model.toString(), bytes, fusion)
                        : InspectionText.of(inspection, model.toString(), bytes)
                                + fusion.map(RuntimeText::of).orElse(""));
        standardOutput.flush();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "%s cannot be read: %s".formatted(file, failure.getMessage()), failure);
        }
    }
}
