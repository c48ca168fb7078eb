package pressroom.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;

/** The other end of the TCP connection, whatever a forwarded header says of the client behind it. */
public final class PeerAddress {

    private static final String ATTRIBUTE = PeerAddress.class.getName();

    private PeerAddress() {}

    /** The address of a request's connection; empty when it did not come through the container. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String address ? address : "";
    }

    static void note(Request request) {
        request.setAttribute(ATTRIBUTE, String.valueOf(request.getPeerAddr()));
    }
}
