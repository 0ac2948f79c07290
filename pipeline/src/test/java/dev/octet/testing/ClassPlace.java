package dev.octet.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes were loaded from, for the class path of another compiler or process. */
public final class ClassPlace {
    private ClassPlace() {}

    /** The folder or jar that a class lies in. */
    public static String of(Class<?> found) {
        try {
            return Path.of(found.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
