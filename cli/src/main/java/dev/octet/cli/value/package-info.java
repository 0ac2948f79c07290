/** How the text of one option becomes a value: choices, counts, pairs, overrides. */
@NullMarked
package dev.octet.cli.value;

import org.jspecify.annotations.NullMarked;
