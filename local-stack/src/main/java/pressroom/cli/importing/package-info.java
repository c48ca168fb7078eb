/** Publishes files over HTTP, each once, however often it is told to. */
@NullMarked
package pressroom.cli.importing;

import org.jspecify.annotations.NullMarked;
