/** The rival of the relay that lives in the application: Spring Modulith's event publication registry and externalisation. */
@NullMarked
package pressroom.rivals.modulith;

import org.jspecify.annotations.NullMarked;
