/**
 * Where samples come from: one interface, {@link dev.octet.calibrate.data.DataSource}, and the kinds of folders and
 * files that {@link dev.octet.calibrate.data.DataSources} recognizes.
 *
 * <p>Every sample is checked against the model's inputs when it is read; what does not fit is an error that names it.
 *
 * <p>Not here: running a model.
 */
@NullMarked
package dev.octet.calibrate.data;

import org.jspecify.annotations.NullMarked;
