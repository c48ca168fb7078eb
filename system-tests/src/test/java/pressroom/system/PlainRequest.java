package pressroom.system;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A request as simple as can be: on a kept connection if there is one, from 127.0.0.1, without redirects. */
record PlainRequest(String method, String url, Map<String, String> headers, byte[] body) {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    /** What came back. */
    record Plain(int status, String text, Map<String, String> headers) {}

    static PlainRequest get(String url) {
        return new PlainRequest("GET", url, Map.of(), new byte[0]);
    }

    static PlainRequest post(String url, String type, byte[] body) {
        return new PlainRequest("POST", url, Map.of("Content-Type", type), body);
    }

    PlainRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new PlainRequest(method, url, more, body);
    }

    PlainRequest onAFreshConnection() {
        return with("Connection", "close");
    }

    /** @throws IOException when there is no answer within 3 s */
    Plain send() throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    answered.put(name, values.get(0));
                }
            });
            return new Plain(status, text, answered);
        }
    }

    @Override
    public String toString() {
        return method + " " + url;
    }
}
