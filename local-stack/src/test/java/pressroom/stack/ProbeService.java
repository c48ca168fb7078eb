package pressroom.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands for a packaged service: answers on its port, shows a setting and a secret, or dies when told to. */
final class ProbeService {
    private ProbeService() {}

    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("probe.dies")) {
            System.out.println("It cannot live like this");
            System.exit(3);
        }
        var address = new InetSocketAddress(
                InetAddress.getByName(System.getProperty("server.address")), Integer.getInteger("server.port"));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/told", exchange -> {
            Path secret = Path.of(System.getenv("PRESSROOM_SECRETS"), "spring.datasource.password");
            byte[] body = (System.getProperty("spring.datasource.url") + " " + Files.readString(secret))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }
}
