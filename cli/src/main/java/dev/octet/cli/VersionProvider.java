package dev.octet.cli;

import dev.octet.runtime.RuntimeVersion;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The versions of octet, of ONNX Runtime and of Java that are running. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "octet " + octet(),
            "ONNX Runtime " + RuntimeVersion.get(),
            "Java %s (%s, %s)"
                    .formatted(Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
        };
    }

    /** From the manifest of the jar, which classes in a folder do not have. */
    static String octet() {
        return Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
