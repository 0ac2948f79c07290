package dev.octet;

import dev.octet.codebook.CodebookSettings;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;

/**
 * Which model's weights become codes into codebooks, and how.
 *
 * @param model the float model's file
 * @param output where the smaller model goes; never the float model's own file
 * @param settings how codebooks are found, and what stays float
 * @param recipe the options that led to this, for the metadata of the result
 */
public record CodebookQuantizationConfiguration(Path model, Path output, CodebookSettings settings, Recipe recipe) {
    /** A configuration that no options led to. */
    public CodebookQuantizationConfiguration(Path model, Path output, CodebookSettings settings) {
        this(model, output, settings, Recipe.DEFAULTS);
    }
}
