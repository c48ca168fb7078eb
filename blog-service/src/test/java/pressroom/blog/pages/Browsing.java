package pressroom.blog.pages;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, and sends a form with what the page has hidden in it. */
public final class Browsing {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"/?>");

    /** Also those for TLS only: this browser trusts its loopback. */
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    public Browsing(int port) {
        this.address = "http://localhost:" + port;
    }

    /** What came back. */
    public record Page(int status, String html, HttpResponse<String> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String location() {
            return header("Location").replaceFirst("http://[^/]+", "");
        }

        /** The hidden field of this name in the page's main form; the last one when there are several. */
        String hidden(String name) {
            Matcher fields = HIDDEN.matcher(html);
            return fields.results()
                    .filter(field -> field.group(1).equals(name))
                    .map(field -> field.group(2))
                    .findFirst()
                    .orElse("");
        }
    }

    public Page get(String path) {
        return send(request(path).build());
    }

    /** Sends a form of the page, with these fields filled in. */
    public Page submit(Page page, String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String hidden : List.of("_csrf", "key", "version", "then")) {
            if (!page.hidden(hidden).isEmpty()) {
                all.put(hidden, page.hidden(hidden));
            }
        }
        all.putAll(fields);
        return post(path, all);
    }

    Page post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    Page send(String method, String path, String type, String body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public Browsing signedInAs(String name) {
        Page page = submit(get("/sign-in"), "/sign-in", Map.of("name", name));
        if (page.status() != 303) {
            throw new AssertionError(page.html());
        }
        return this;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : address + path))
                .timeout(Duration.ofSeconds(30));
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        return request;
    }

    private Page send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void keep(String setCookie) {
        String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
