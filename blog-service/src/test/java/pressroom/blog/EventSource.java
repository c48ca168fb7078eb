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
    private volatile int status;
    private String name = "";

    EventSource(HttpClient http, URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        response = http.sendAsync(request.build(), answer -> {
            status = answer.statusCode();
            return HttpResponse.BodySubscribers.fromLineSubscriber(this);
        });
    }

    /** One event, with its data. */
    public record Event(String name, JsonNode data) {}

    /** What has come so far. */
    public List<Event> events() {
        return events;
    }

    /** Whether a stream was answered that goes on. */
    public boolean isOpen() {
        return status == 200 && !response.isDone();
    }

    /** Whether nothing more comes, for whatever reason: {@link #toString} tells it. */
    public boolean isEnded() {
        return response.isDone();
    }

    /** How the stream stands, for the message of a test that waits for it in vain. */
    @Override
    public String toString() {
        String answer = status == 0 ? "not answered" : "answered with " + status;
        Throwable failure = response.isDone() ? response.handle((ok, e) -> e).join() : null;
        if (failure != null) {
            return answer + ", broken by " + failure;
        }
        return "%s, %s, %d events".formatted(answer, response.isDone() ? "ended" : "not ended", events.size());
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
        // The response is broken by the same.
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
