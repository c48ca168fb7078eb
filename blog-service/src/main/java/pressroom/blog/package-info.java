/** The authors' service: takes posts in one commit each, and sends what was committed to the topic. */
@NullMarked
package pressroom.blog;

import org.jspecify.annotations.NullMarked;
