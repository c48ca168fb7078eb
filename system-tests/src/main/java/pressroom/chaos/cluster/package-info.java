/** The system under test: three servers, the services as processes of their own, and a link between each two that talk. */
@NullMarked
package pressroom.chaos.cluster;

import org.jspecify.annotations.NullMarked;
