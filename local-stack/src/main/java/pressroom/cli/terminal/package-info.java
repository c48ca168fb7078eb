/** What a person sees: lines, and one line of progress that is redrawn where the output is a terminal. */
@NullMarked
package pressroom.cli.terminal;

import org.jspecify.annotations.NullMarked;
