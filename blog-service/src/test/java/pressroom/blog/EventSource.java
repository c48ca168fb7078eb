package pressroom.blog;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reader of server-sent events. */
public final class EventSource implements AutoCloseable, Flow.Subscriber<String> {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> response;
    private volatile Flow.Subscription lines;
    private String name = "";

    EventSource(HttpClient http, URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    /** One event, with its data. */
    public record Event(String name, JsonNode data) {}

    /** What has come so far. */
    public List<Event> events() {
        return events;
    }

    public boolean isEnded() {
        return response.isDone();
    }

    public JsonNode last(String name) {
        return events.stream()
                .filter(event -> event.name.equals(name))
                .reduce((earlier, later) -> later)
                .map(Event::data)
                .orElse(JSON.nullNode());
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        lines = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            events.add(new Event(name, JSON.readTree(line.substring(6))));
        }
    }

    @Override
    public void onError(Throwable e) {
        // The test sees that nothing more comes.
    }

    @Override
    public void onComplete() {
        // The response is done then.
    }

    /** Goes away without a word. */
    @Override
    public void close() {
        if (lines != null) {
            lines.cancel();
        }
        response.cancel(true);
    }
}
