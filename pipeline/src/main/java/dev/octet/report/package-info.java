/**
 * Results as JSON for other programs: versioned, the keys always in the same order, the same result in the same bytes.
 *
 * <p>Names of fields are spelled out here and not taken from classes, so that renaming a class breaks no reader. Not
 * here: what the results mean, and text for people ({@code cli}).
 */
@NullMarked
package dev.octet.report;

import org.jspecify.annotations.NullMarked;
