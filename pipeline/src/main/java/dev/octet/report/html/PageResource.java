package dev.octet.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the page is made of, from the class path. */
final class PageResource {
    /** Where WebJars keep their files; the version is that of the dependency. */
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private PageResource() {}

    /** A file of this package. */
    static String text(String name) {
        return read(PageResource.class.getResourceAsStream(name), name);
    }

    /** The charting library. */
    static String charts() {
        return read(PageResource.class.getResourceAsStream(CHARTS), CHARTS);
    }

    private static String read(@Nullable InputStream found, String name) {
        try (InputStream stream = found) {
            if (stream == null) {
                throw new IllegalStateException("Expected %s on the class path, found nothing".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
