package pressroom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;

/** A form that has been received: its fields are parameters beside those of the address. */
final class ReceivedForm extends ReceivedBody {

    /** The largest form of ours has six. */
    private static final int MAX_FIELDS = 100;

    private final Map<String, String[]> parameters;

    /**
     * Reads the fields with the container's own parser. The bytes are let go of.
     *
     * @throws InvalidParameterException when there are too many, or one is not encoded as a form's
     */
    ReceivedForm(HttpServletRequest request, byte[] body) {
        super(request, new byte[0]);
        Parameters fields = new Parameters();
        fields.setLimit(MAX_FIELDS);
        // As browsers send them, which do not say so.
        fields.setCharset(UTF_8);
        fields.processParameters(body, 0, body.length);
        Map<String, String[]> all = new LinkedHashMap<>(request.getParameterMap());
        for (String name : Collections.list(fields.getParameterNames())) {
            // What the address says comes first, as in the container's own parameters.
            all.merge(name, fields.getParameterValues(name), ReceivedForm::append);
        }
        this.parameters = Collections.unmodifiableMap(all);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    private static String[] append(String[] first, String[] second) {
        String[] both = new String[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
