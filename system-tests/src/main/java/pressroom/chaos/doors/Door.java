package pressroom.chaos.doors;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import pressroom.stack.Tokens;

/**
 * A service as a client reaches it.
 *
 * @param service its name
 * @param url where it answers: {@code http://127.0.0.1:8080}
 * @param tokens mints the tokens that it accepts
 */
public record Door(String service, String url, Tokens tokens) {

    /** Whether authors publish here. */
    public boolean isBlogService() {
        return service.equals("blog-service");
    }

    InetSocketAddress address() {
        URI uri = URI.create(url);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** The value of an author's Authorization header. */
    String bearer(String author) {
        return "Bearer " + tokens.mint(author, List.of());
    }
}
