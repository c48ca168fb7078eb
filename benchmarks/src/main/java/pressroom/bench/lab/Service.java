package pressroom.bench.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pressroom.stack.Home;
import pressroom.stack.Ports;
import pressroom.stack.QuickJar;
import pressroom.stack.ServiceProcess;
import pressroom.stack.StackException;
import pressroom.stack.Tokens;

/** A packaged service that runs for one round. */
public final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Pattern HANDLED =
            Pattern.compile("pressroom_consumer_records_total\\{[^}]*outcome=\"handled\"[^}]*} ([0-9.E+]+)");

    private final Lab lab;
    private final ServiceProcess process;
    private final boolean isRival;
    private final String monitor;

    private Service(Lab lab, ServiceProcess process, boolean isRival) {
        this.lab = lab;
        this.process = process;
        this.isRival = isRival;
        this.monitor = new Tokens(lab.stack().secrets().tokenSigningKey()).mint("bench", List.of(Tokens.MONITOR));
        lab.started(this);
        process.start();
    }

    /** Starts it and does not wait until it is ready. */
    public static Service start(Lab lab, String name, Map<String, String> properties) {
        return new Service(lab, asInItsImage(lab, name).withProperties(properties), false);
    }

    /** Starts a second instance of it beside the first one. */
    public static Service second(Lab lab, String name, Map<String, String> properties) {
        return new Service(lab, asInItsImage(lab, name).withName(name + "-2").withProperties(properties), false);
    }

    private static ServiceProcess asInItsImage(Lab lab, String name) {
        return ServiceProcess.of(lab.stack(), name).withPort(Ports.onePort()).asInItsImage();
    }

    /**
     * Starts a rival in a service's place, with its rights, and does not wait until it is ready.
     *
     * @param rival which one of the module {@code rivals}
     */
    public static Service rival(
            Lab lab, String service, String rival, Map<String, String> properties, String... jvmArguments) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("rival", rival);
        all.put("pressroom.home", Home.find().built().toString());
        ServiceProcess process = ServiceProcess.of(lab.stack(), service)
                .withName(rival)
                .withJar(QuickJar.extracted(ServiceProcess.packagedJar("rivals")))
                .withPort(Ports.onePort())
                .withProperties(all)
                .withJvmArguments(jvmArguments);
        return new Service(lab, process, true);
    }

    /** Waits until it is ready. */
    public Service ready() {
        process.awaitReady(PATIENCE);
        return this;
    }

    /** Waits until it ends by itself. */
    public void awaitEnd() throws InterruptedException {
        while (process.status().isRunning()) {
            Thread.sleep(100);
        }
    }

    /** @throws pressroom.stack.StackException when it does not run any more; with the end of its log */
    void mustRun() {
        process.mustRun();
    }

    void kill() {
        process.kill();
    }

    /** Its process. */
    public long pid() {
        return process.status().pid();
    }

    /** Where it answers. */
    public String url() {
        return process.url();
    }

    /** How many records this instance of a consumer has handled. */
    public long handled() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/actuator/prometheus"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + monitor)
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher handled = HANDLED.matcher(metrics);
        if (!handled.find()) {
            throw new IOException("no records are among the metrics of " + url());
        }
        return (long) Double.parseDouble(handled.group(1));
    }

    /** Stops it. A rival that does not stop within its time is killed: what is measured of it is over. */
    @Override
    public void close() {
        try {
            process.stop();
        } catch (StackException e) {
            if (!isRival) {
                throw e;
            }
            process.kill();
        }
        lab.ended(this);
    }
}
