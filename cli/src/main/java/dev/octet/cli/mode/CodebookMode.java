package dev.octet.cli.mode;

import dev.octet.CodebookQuantization;
import dev.octet.CodebookQuantizationConfiguration;
import dev.octet.CodebookQuantizationReport;
import dev.octet.CodebookQuantizationResult;
import dev.octet.cli.option.CodebookOptions;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.WeightOptions;
import dev.octet.cli.text.CodebookQuantizationText;
import dev.octet.codebook.CodebookSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Weights become codes into lists of values, everything else stays float.
 *
 * @param codebooks how the values are chosen
 * @param weights bits of a code
 * @param placement which weights stay float
 */
public record CodebookMode(CodebookOptions codebooks, WeightOptions weights, PlacementOptions placement)
        implements QuantizationMode<CodebookQuantizationResult> {
    @Override
    public String word() {
        return "codebook" + weights.bits();
    }

    @Override
    public CodebookQuantizationResult quantize(RunRequest request) {
        CodebookSettings settings =
                codebooks.settings(weights.bits(), placement.placement().excludedNodes());
        CodebookQuantizationConfiguration configuration =
                new CodebookQuantizationConfiguration(request.model(), request.output(), settings, request.recipe());
        return CodebookQuantization.quantize(configuration, request.progress(), request.cancellation());
    }

    @Override
    public void write(CodebookQuantizationResult result, Optional<Path> report) {
        report.ifPresent(file -> CodebookQuantizationReport.write(result, file));
    }

    @Override
    public String summary(CodebookQuantizationResult result, Optional<Path> report) {
        return CodebookQuantizationText.of(result, report);
    }
}
