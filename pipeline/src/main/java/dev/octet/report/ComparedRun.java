package dev.octet.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a comparison into the report of the quantization that it judges. */
public final class ComparedRun {
    private static final JsonMapper JSON = new JsonMapper();

    private ComparedRun() {}

    /**
     * Adds the field {@code comparison} to a report. That is there already, so that what was quantized is told even
     * where comparing fails.
     *
     * @throws OctetException of kind FILE if the report cannot be read or written
     */
    public static void add(Path report, ObjectNode comparison) {
        try {
            ObjectNode run = (ObjectNode) JSON.readTree(Files.readAllBytes(report));
            run.set("comparison", comparison);
            WholeFile.write(report, Json.print(run).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot add to %s: %s".formatted(report, failure), failure);
        }
    }
}
