package pressroom.counter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import pressroom.stack.Tokens;

/** The service, asked over HTTP as anybody would. */
final class RunningCounter implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningCounter(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With settings beyond the servers' addresses, or instead of them, such as {@code pressroom.consumer.threads=1}. */
    static RunningCounter start(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Topic.STACK.propertiesFor("counter-consumer"));
        all.put("server.port", "0");
        all.put("spring.kafka.consumer.properties.heartbeat.interval.ms", "300");
        all.put("pressroom.consumer.batch-size", "200");
        all.put("pressroom.consumer.longest-pause", "500ms");
        for (String setting : settings) {
            int end = setting.indexOf('=');
            all.put(setting.substring(0, end), setting.substring(end + 1));
        }
        return new RunningCounter(new SpringApplicationBuilder(CounterConsumer.class)
                .run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** A part of it. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** As somebody with these roles. */
    HttpResponse<String> send(String method, String path, String... roles) {
        String token = new Tokens(Topic.STACK.secrets().tokenSigningKey()).mint("olga", List.of(roles));
        return send(request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));
    }

    /** Posts JSON as somebody with these roles. */
    HttpResponse<String> sendJson(String path, String json, String... roles) {
        String token = new Tokens(Topic.STACK.secrets().tokenSigningKey()).mint("olga", List.of(roles));
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
