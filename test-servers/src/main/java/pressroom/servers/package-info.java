/** Where the modules' tests get their servers from. */
@NullMarked
package pressroom.servers;

import org.jspecify.annotations.NullMarked;
