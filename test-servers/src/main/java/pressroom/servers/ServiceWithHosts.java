package pressroom.servers;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import pressroom.stack.Ports;
import pressroom.stack.Tokens;

/** A service as a process of its own, for which the name of Kafka's broker can be resolved from {@link #resolve} on. */
public final class ServiceWithHosts implements AutoCloseable {

    private static final String NAME = "kafka.test";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final String brokerHost;
    private final int port = Ports.onePort();
    private final String token;
    private final Process process;

    private ServiceWithHosts(Class<?> main, RealServers servers, String service) throws IOException {
        this.folder = Files.createTempDirectory(Path.of("target"), "service-with-hosts-");
        this.token = new Tokens(servers.secrets().tokenSigningKey()).mint("olga", List.of("monitor"));
        Map<String, String> properties = servers.propertiesFor(service);
        String[] broker =
                String.valueOf(properties.get("spring.kafka.bootstrap-servers")).split(":", 2);
        this.brokerHost = broker[0];
        Properties all = new Properties();
        all.putAll(properties);
        all.put("spring.kafka.bootstrap-servers", NAME + ":" + broker[1]);
        all.put("server.port", Integer.toString(port));
        Path settings = folder.resolve("service.properties");
        try (OutputStream out = Files.newOutputStream(settings)) {
            all.store(out, null);
        }
        writeHosts("");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m",
                        "-Djdk.net.hosts.file=" + folder.resolve("hosts").toAbsolutePath(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(),
                        "--spring.config.additional-location=" + settings.toUri())
                .redirectErrorStream(true)
                .redirectOutput(log())
                .start();
    }

    /** Starts the class's {@code main} with what the service has to be told to find these servers. */
    public static ServiceWithHosts start(Class<?> main, RealServers servers, String service) throws IOException {
        return new ServiceWithHosts(main, servers, service);
    }

    private File log() {
        return folder.resolve("service.log").toFile();
    }

    /** From now on the name of the broker can be resolved. */
    public void resolve() throws IOException {
        writeHosts(InetAddress.getByName(brokerHost).getHostAddress() + " " + NAME + "\n");
    }

    private void writeHosts(String more) throws IOException {
        Path next = folder.resolve("hosts.next");
        Files.writeString(next, "127.0.0.1 localhost\n" + more);
        Files.move(next, folder.resolve("hosts"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The answer of the health endpoint, with details; what it logged if it does not answer. */
    public String health(String group) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return notYet + "\n" + Files.readString(log().toPath());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
