/** What a person reads on standard out: results as facts and tables, amounts with units, names made safe to print. */
@NullMarked
package dev.octet.cli.text;

import org.jspecify.annotations.NullMarked;
