package dev.octet.testing;

import dev.octet.graph.Model;
import java.util.Set;

/**
 * What a text says.
 *
 * @param model the model; parts that the text leaves out have defaults
 * @param openInitializers initializers given by type and shape alone, whose elements do not matter
 * @param givenHeaders the header lines that the text has: {@code ir}, {@code opset}, {@code opset com.microsoft} ...
 */
record ParsedText(Model model, Set<String> openInitializers, Set<String> givenHeaders) {}
