/**
 * Sound to the numbers a model takes: uncompressed WAV files.
 *
 * <p>Not here: folders of recordings ({@code calibrate.data}), resampling, spectrograms.
 */
@NullMarked
package dev.octet.calibrate.audio;

import org.jspecify.annotations.NullMarked;
