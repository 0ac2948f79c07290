/**
 * Text to the numbers a language model takes: tokenizers in Hugging Face's form and which input takes which of their
 * results.
 *
 * <p>Not here: files of text ({@code calibrate.data}).
 */
@NullMarked
package dev.octet.calibrate.text;

import org.jspecify.annotations.NullMarked;
