package dev.octet.cli.option;

import dev.octet.cli.value.Choice;
import dev.octet.codebook.CodebookKind;
import dev.octet.codebook.CodebookSettings;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How weights become codes into codebooks. */
public final class CodebookOptions {
    @Option(
            names = "--codebook",
            paramLabel = "KIND",
            converter = Choice.OfCodebookKind.class,
            completionCandidates = Choice.OfCodebookKind.class,
            description = "How the 16 or 256 values (--bits) are chosen: ${COMPLETION-CANDIDATES}. Without it, kmeans.")
    private Optional<CodebookKind> kind;

    @Option(
            names = "--codebook-per-channel",
            description = "A codebook for each output channel instead of one for each weight.")
    private boolean perChannel;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public CodebookOptions() {}

    public CodebookSettings settings(int bits, Set<String> excludedNodes) {
        return new CodebookSettings(kind.orElse(CodebookKind.KMEANS), bits, perChannel, excludedNodes);
    }
}
