/**
 * What can stand on a command line or in a configuration file, in groups that commands share, and what each group means
 * to the library.
 */
@NullMarked
package dev.octet.cli.option;

import org.jspecify.annotations.NullMarked;
