/** The rival of blog-service: everything is done within the request. */
@NullMarked
package pressroom.rivals.publish;

import org.jspecify.annotations.NullMarked;
