/**
 * What can stand on a command line or in a configuration file, in groups that commands share, and what each group means
 * to the library.
 *
 * <p>A group only has a heading in the help. It is declared as not exclusive, which without validation it is anyway:
 * picocli would word a message about that, for each group and at every start, and show it to nobody. In the same way
 * mixins say that none of their methods is a command, or picocli would look for one.
 */
@NullMarked
package dev.octet.cli.option;

import org.jspecify.annotations.NullMarked;
