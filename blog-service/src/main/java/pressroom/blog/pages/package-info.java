/**
 * What people meet in a browser: writing, reading, searching, and watching a post's way. Pages are made here and need no
 * script; scripts make them live. Where another team's service does not answer, the page says so in that place.
 */
@NullMarked
package pressroom.blog.pages;

import org.jspecify.annotations.NullMarked;
