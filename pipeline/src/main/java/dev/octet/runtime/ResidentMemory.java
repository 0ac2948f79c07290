package dev.octet.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of this process lies in memory for a model, as Linux counts it in {@code /proc/self/smaps} (proc(5)): what
 * belongs to no file, and what is mapped of files beside the model, as its weights may be. The model's own file is not
 * counted, since it is Octet that maps it; nor are programs and libraries, which all processes share.
 *
 * @param model the model's file, an absolute path
 */
record ResidentMemory(Path model) {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern HEADER = Pattern.compile("[0-9a-f]+-[0-9a-f]+ \\S+ \\S+ \\S+ \\d+ *(.*)");
    private static final Pattern AMOUNT = Pattern.compile("(Rss|Anonymous): +(\\d+) kB");

    static ResidentMemory besides(Path model) {
        return new ResidentMemory(model.toAbsolutePath());
    }

    /** Whether this system tells. */
    static boolean isKnown() {
        return Files.isReadable(MAPPINGS);
    }

    /** Bytes that lie in memory now. */
    long bytes() {
        long kibibytes = 0;
        String counted = "Anonymous";
        try {
            for (String line : Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1)) {
                Matcher header = HEADER.matcher(line);
                Matcher amount = AMOUNT.matcher(line);
                if (header.matches()) {
                    counted = isData(header.group(1)) ? "Rss" : "Anonymous";
                } else if (amount.matches() && amount.group(1).equals(counted)) {
                    kibibytes += Long.parseLong(amount.group(2));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return kibibytes << 10;
    }

    private boolean isData(String file) {
        return file.startsWith("/")
                && !file.equals(model.toString())
                && Path.of(file).equals(model.resolveSibling(Path.of(file).getFileName()));
    }
}
