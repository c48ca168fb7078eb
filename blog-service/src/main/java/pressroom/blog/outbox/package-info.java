/** The way from a commit to the topic: the outbox and its relay. */
@NullMarked
package pressroom.blog.outbox;

import org.jspecify.annotations.NullMarked;
