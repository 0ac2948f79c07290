/**
 * From an image file to the numbers a model was trained on: decoding, turning upright, resizing, cropping, colour
 * order, scaling, and how all that is written down in {@code preprocessing.yaml}.
 *
 * <p>Not here: folders of images and model inputs ({@code calibrate.data}).
 */
@NullMarked
package dev.octet.calibrate.image;

import org.jspecify.annotations.NullMarked;
