/** Who an author is: bearer tokens for calls, a signed cookie for browsers, and how a person gets one. */
@NullMarked
package pressroom.blog.security;

import org.jspecify.annotations.NullMarked;
