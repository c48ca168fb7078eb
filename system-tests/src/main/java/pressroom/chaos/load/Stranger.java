package pressroom.chaos.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** C9: somebody who sends nonsense to every service while things break, and reads what he is told. */
final class Stranger {
    private static final long PAUSE_MILLIS = 300;

    /** What would tell of the inside: a stack frame, a class, a connection string, a secret. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |\\.java:\\d|Exception|org\\.springframework|jdbc:|password|ScramLogin|PRIVATE KEY|select \\w+ from");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<HttpRequest> nonsense;
    private final Books books;
    private final Random random;

    Stranger(Cluster cluster, Books books, Random random) {
        this.books = books;
        this.random = random;
        String blog = cluster.instances(Role.BLOG).get(0).url();
        String counter = cluster.instances(Role.COUNTER).get(0).url();
        String search = cluster.instances(Role.INDEXER).get(0).url();
        String token = "Bearer " + cluster.tokens().mint("stranger", List.of());
        this.nonsense = List.of(
                post(blog, "{\"title\":", token),
                post(blog, "[1,2,3]", token),
                post(blog, "{\"title\":\"\",\"body\":\"b\"}", token),
                post(blog, "{\"title\":\"t\",\"body\":\"a\\u0000b\"}", token),
                post(blog, "{\"title\":\"%s\",\"body\":\"b\"}".formatted("t".repeat(301)), token),
                post(blog, "[".repeat(50_000), token),
                post(blog, "{\"title\":\"t\",\"body\":\"b\"}", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."),
                post(blog, "{\"title\":\"t\",\"body\":\"b\"}", "Basic YTpi"),
                get(blog + "/api/blogs/not-an-id"),
                get(blog + "/api/blogs?limit=1000000000"),
                get(blog + "/api/blogs?cursor=forged"),
                get(blog + "/ops/outbox"),
                get(counter + "/api/users?limit=1000000000"),
                get(search + "/api/search?limit=1000000000&q=x"),
                get(search + "/api/search?q=x&cursor=forged"));
    }

    void run(Patience patience) {
        while (patience.lasts()) {
            HttpRequest request = nonsense.get(random.nextInt(nonsense.size()));
            try {
                judge(request, http.send(request, HttpResponse.BodyHandlers.ofString()));
            } catch (IOException nobodyThere) {
                // Services are among the things that break.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Sleep.millis(PAUSE_MILLIS);
        }
    }

    private void judge(HttpRequest request, HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean overloaded = status == 503 || status == 429;
        if (overloaded && answer.headers().firstValue("Retry-After").isEmpty()) {
            wrong(request, answer, "without Retry-After");
        } else if (!overloaded && (status < 400 || status > 499)) {
            wrong(request, answer, "though it is nonsense");
        }
        if (INSIDE.matcher(answer.body()).find()) {
            wrong(request, answer, "which tells of the inside");
        }
    }

    private void wrong(HttpRequest request, HttpResponse<String> answer, String why) {
        books.wrong("%s was answered %d %s: %s".formatted(request, answer.statusCode(), why, answer.body()));
    }

    private static HttpRequest post(String service, String body, String authorization) {
        return HttpRequest.newBuilder(URI.create(service + "/api/blogs"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
