/** What every group needs to compare its store with what is published: blog-service's answers, and the group's offsets. */
@NullMarked
package pressroom.consumer.audit;

import org.jspecify.annotations.NullMarked;
