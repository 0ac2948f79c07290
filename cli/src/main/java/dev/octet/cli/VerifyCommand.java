package dev.octet.cli;

import dev.octet.cli.option.RecipeOptions;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.provenance.Provenance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code octet verify}: makes a quantized model again from what its metadata says, and compares bytes. */
@Command(
        name = "verify",
        addMethodSubcommands = false,
        description = "Make a quantized model again from what its metadata says, and compare byte for byte.",
        customSynopsis = "octet verify [--data=PATH] [OPTIONS] MODEL",
        footer = {"", "Example:", "  octet verify model.int8.onnx --data images"})
final class VerifyCommand implements Runnable {
    @Parameters(paramLabel = "MODEL", description = "The quantized model, as octet quantize wrote it.")
    private Path model;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "The samples that it was calibrated with, unless it was without any.")
    private Optional<Path> data;

    @Option(
            names = "--float",
            paramLabel = "FILE",
            description = "The float model. Without it the ONNX file with the right SHA-256 in the folder of MODEL.")
    private Optional<Path> floatModel;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress and no result; the exit code tells.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    VerifyCommand() {}

    @Override
    public void run() {
        Provenance said = Provenance.of(OnnxReader.read(model))
                .orElseThrow(() -> OctetException.invalidModel(
                        "%s does not say what it was made from: expected metadata that octet quantize writes into quantized models, found none"
                                .formatted(model)));
        Path original = FloatModels.find(model, floatModel, said.model());
        try (RepeatedModel repeated = RepeatedModel.in(model)) {
            quantize(original, said).repeat(original, repeated.file(), data, said.recipe());
            repeated.requireSameAs(model, said);
        }
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            String sources =
                    data.map(samples -> original + " and " + samples + " give").orElse(original + " gives");
            standardOutput.printf("%s is what %s, byte for byte.%n", model, sources);
            standardOutput.flush();
        }
    }

    private QuantizeCommand quantize(Path original, Provenance said) {
        CommandLine quantize =
                Objects.requireNonNull(spec.parent().subcommands().get("quantize"));
        List<String> arguments = new ArrayList<>(RecipeOptions.arguments(said.recipe()));
        if (quiet) {
            arguments.add("--quiet");
        }
        data.ifPresent(samples -> arguments.addAll(List.of("--data", samples.toString())));
        arguments.add(original.toString());
        quantize.parseArgs(arguments.toArray(String[]::new));
        return quantize.getCommand();
    }
}
