package dev.octet.report.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A report of one run.
 *
 * @param file where it was read
 * @param format what kind of report it is
 * @param content all of it
 */
public record RunFile(Path file, Format format, JsonNode content) {
    /** Kinds of reports. */
    public enum Format {
        /** Of {@code octet compare}. */
        COMPARISON("octet-comparison"),
        /** Of {@code octet quantize}. */
        QUANTIZATION("octet-quantization");

        private static final int VERSION = 1;

        private final String fieldValue;

        Format(String fieldValue) {
            this.fieldValue = fieldValue;
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a report.
     *
     * @throws OctetException of kind FILE if the file cannot be read; of kind INVALID_DATA if it is no report of Octet
     *     or one of a later version
     */
    public static RunFile read(Path file) {
        JsonNode content = parse(file);
        String found = content.path("format").asText("");
        for (Format format : Format.values()) {
            if (format.fieldValue.equals(found)) {
                requireKnownVersion(file, content);
                return new RunFile(file, format, content);
            }
        }
        throw OctetException.invalidData(
                "%s: expected a report that octet compare or octet quantize wrote with --report, found JSON of format '%s'"
                        .formatted(file, found));
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode content = JSON.readTree(Files.readAllBytes(file));
            return content == null ? JSON.createObjectNode() : content;
        } catch (JsonProcessingException failure) {
            throw OctetException.invalidData(
                    "%s: expected JSON, found something else: %s".formatted(file, failure.getOriginalMessage()));
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
        }
    }

    private static void requireKnownVersion(Path file, JsonNode content) {
        int version = content.path("version").asInt();
        if (version != Format.VERSION) {
            throw OctetException.invalidData(
                    "%s: expected version %d of the report, found %d; read it with the octet that wrote it"
                            .formatted(file, Format.VERSION, version));
        }
    }
}
