/** How far a post has come behind its commit, and how the topic flows: seen from offsets alone, asking no other service. */
@NullMarked
package pressroom.blog.progress;

import org.jspecify.annotations.NullMarked;
