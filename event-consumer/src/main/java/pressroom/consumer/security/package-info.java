/**
 * Who may call {@code /ops}: whoever has a token with the role operator, by the rules that hold for blog-service's tokens.
 * Everything else that a consumer group answers is public, and is not touched.
 */
@NullMarked
package pressroom.consumer.security;

import org.jspecify.annotations.NullMarked;
