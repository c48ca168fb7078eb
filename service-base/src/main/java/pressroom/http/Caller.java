package pressroom.http;

/**
 * The party that a request is counted for.
 *
 * @param id the subject of its token, or its address
 * @param known whether a valid token says so
 * @param exempt whether it has no share of its own, as the other services
 */
record Caller(String id, boolean known, boolean exempt) {}
