package pressroom.counter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service, asked over HTTP as anybody would. */
final class RunningCounter implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningCounter(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningCounter start() {
        Stream<String> stack = Topic.STACK.propertiesFor("counter-consumer").entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        return new RunningCounter(new SpringApplicationBuilder(CounterConsumer.class)
                .run(Stream.concat(
                                stack,
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.kafka.consumer.properties.heartbeat.interval.ms=300",
                                        "--pressroom.consumer.batch-size=200",
                                        "--pressroom.consumer.longest-pause=500ms"))
                        .toArray(String[]::new)));
    }

    HttpResponse<String> get(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
