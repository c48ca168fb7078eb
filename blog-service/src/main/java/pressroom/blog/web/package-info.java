/** What all HTTP answers have in common: problems and limits. */
@NullMarked
package pressroom.blog.web;

import org.jspecify.annotations.NullMarked;
