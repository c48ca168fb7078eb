/**
 * Access to {@code /ops}, by tokens with the role operator, and to {@code /actuator}, by the rules that hold for every service.
 * Everything else that a consumer group answers is public.
 */
@NullMarked
package pressroom.consumer.security;

import org.jspecify.annotations.NullMarked;
