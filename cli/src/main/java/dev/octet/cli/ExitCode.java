package dev.octet.cli;

import dev.octet.error.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of the {@code octet} command. Scripts rely on them: a number never changes its meaning. */
enum ExitCode {
    /** Done. */
    OK(0, "done"),
    /** A defect of Octet. */
    INTERNAL(1, "a defect of octet itself; please report it"),
    /** The arguments or the configuration cannot be honoured. */
    USAGE(2, "wrong arguments or preprocessing.yaml"),
    /** The model is not ONNX, damaged, or breaks the format. */
    INVALID_MODEL(3, "the model is damaged or no ONNX model"),
    /** The calibration or evaluation data does not fit. */
    INVALID_DATA(4, "the data is missing, unreadable or does not fit the model"),
    /** ONNX Runtime refused or failed. */
    RUNTIME(5, "ONNX Runtime refused the model or failed"),
    /** A file could not be read or written. */
    FILE(6, "a file could not be read or written"),
    /** A gate or strict mode is not met. */
    UNMET(7, "the result is not what was demanded"),
    /** The heap or the machine is too small. */
    MEMORY(8, "not enough memory"),
    /** The launcher script could not build or start the command. It is here to be documented; Java never gives it. */
    LAUNCHER(69, "the launcher found no Java or Maven, or its build failed"),
    /** Stopped by Ctrl-C: 128 + SIGINT. */
    CANCELLED(130, "stopped by Ctrl-C"),
    /** Stopped by a termination signal: 128 + SIGTERM. */
    TERMINATED(143, "stopped by a termination signal");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The exit code for a kind of failure. */
    static ExitCode of(Kind kind) {
        return switch (kind) {
            case INVALID_MODEL -> INVALID_MODEL;
            case INVALID_DATA -> INVALID_DATA;
            case CONFIGURATION -> USAGE;
            case RUNTIME -> RUNTIME;
            case FILE -> FILE;
            case UNMET -> UNMET;
            case CANCELLED -> CANCELLED;
            case INTERNAL -> INTERNAL;
        };
    }

    /** The number that the process ends with. */
    int code() {
        return code;
    }

    /** What it means, for people. */
    String meaning() {
        return meaning;
    }

    /** Numbers and meanings for {@code --help}. */
    static Map<String, String> helpLines() {
        Map<String, String> lines = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(exit -> lines.put(Integer.toString(exit.code), exit.meaning));
        return lines;
    }
}
