/** What is published, for services that compare their stores with it. */
@NullMarked
package pressroom.blog.audit;

import org.jspecify.annotations.NullMarked;
