/** The place of a measurement: servers, services, and what they use. */
@NullMarked
package pressroom.bench.lab;

import org.jspecify.annotations.NullMarked;
