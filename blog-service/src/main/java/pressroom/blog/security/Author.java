package pressroom.blog.security;

/**
 * Who sends a request, as the bearer token says; never taken from the request's body.
 *
 * @param id the token's subject in NFC
 */
public record Author(String id) {}
