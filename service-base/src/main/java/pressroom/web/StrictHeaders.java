package pressroom.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells browsers what to refuse, with each answer, also with those that the container gives before any filter runs. An answer
 * that needs other values, such as a page, sets them itself.
 */
final class StrictHeaders extends ValveBase {

    private static final Map<String, String> HEADERS = headers();

    StrictHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        addTo(response);
        PeerAddress.note(request);
        getNext().invoke(request, response);
    }

    /** Sets them anew where an error has reset the answer. */
    static void addTo(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }

    private static Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("X-Content-Type-Options", "nosniff");
        all.put("X-Frame-Options", "DENY");
        all.put("Referrer-Policy", "same-origin");
        all.put("Cross-Origin-Opener-Policy", "same-origin");
        all.put("Cross-Origin-Resource-Policy", "same-origin");
        all.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        all.put(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        all.put("Cache-Control", "no-store");
        return all;
    }
}
