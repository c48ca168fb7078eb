/** Who is let in: bearer tokens, checked alike by every service, and the answers to whoever has none that will do. */
@NullMarked
package pressroom.tokens;

import org.jspecify.annotations.NullMarked;
