/** The command line: one command for a person who runs Pressroom. */
@NullMarked
package pressroom.cli;

import org.jspecify.annotations.NullMarked;
