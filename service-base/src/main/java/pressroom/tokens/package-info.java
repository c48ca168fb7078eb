/** Bearer tokens, checked alike by every service, and the answers to requests without one that will do. */
@NullMarked
package pressroom.tokens;

import org.jspecify.annotations.NullMarked;
