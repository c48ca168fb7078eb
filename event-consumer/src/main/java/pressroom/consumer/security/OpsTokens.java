package pressroom.consumer.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * How tokens are checked here, once for all that look at them.
 *
 * @param decoder null without a key: then no token is accepted
 */
record OpsTokens(@Nullable JwtDecoder decoder) {}
