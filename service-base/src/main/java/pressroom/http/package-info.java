/** What callers may make a service hold: admission control for bodies, connections and streams, in bytes of heap. */
@NullMarked
package pressroom.http;

import org.jspecify.annotations.NullMarked;
