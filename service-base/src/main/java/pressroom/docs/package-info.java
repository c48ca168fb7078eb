/** The description of a service's HTTP interface: what code and comments do not say to OpenAPI by themselves. */
@NullMarked
package pressroom.docs;

import org.jspecify.annotations.NullMarked;
