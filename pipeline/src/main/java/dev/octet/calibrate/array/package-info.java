/**
 * Files that hold plain arrays: NumPy's {@code .npy} and {@code .npz}, and the idx files of MNIST, which are only read.
 *
 * <p>Not here: what an array means to a model ({@code calibrate.data}).
 */
@NullMarked
package dev.octet.calibrate.array;

import org.jspecify.annotations.NullMarked;
