/**
 * The other teams' services, asked so that a page can show what they know. Each question has a short time, and no answer is
 * an answer: pages are shown without it.
 */
@NullMarked
package pressroom.blog.neighbours;

import org.jspecify.annotations.NullMarked;
