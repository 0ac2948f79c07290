/**
 * What each value of {@code --mode} does: from the options to the library's configuration, and from its result to the
 * report and the summary. A new mode is a class here, a constant of {@link dev.octet.cli.value.Mode}, its options in
 * {@link dev.octet.cli.option.ModeOptions} and a line where {@code octet quantize} chooses.
 */
@NullMarked
package dev.octet.cli.mode;

import org.jspecify.annotations.NullMarked;
