package pressroom.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Security;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One port in front of all containers of a service, however many there are: each request goes to the next one, or to the one
 * after it if that is away. Nothing of a request is passed on as it came: it is read as HTTP and written anew, so that nobody
 * can hide a second one in it, and the service is told the address, name and port that it came from, here and by nobody else.
 */
public final class HttpProxy {
    private static final int WAITING_CONNECTIONS = 200;

    private final ProxiedService service;
    private final int port;

    HttpProxy(int port, ProxiedService service) {
        this.port = port;
        this.service = service;
    }

    /** @param arguments for each service the port to listen on, a host name and its port: {@code 8080=blog-service:8080} */
    public static void main(String[] arguments) throws IOException {
        // Containers come and go with their addresses.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        setLimits();
        for (String argument : arguments) {
            var parts = argument.split("[=:]");
            new HttpProxy(Integer.parseInt(parts[0]), new ProxiedService(parts[1], Integer.parseInt(parts[2]))).open();
        }
    }

    /** Before the first server and the first client: the platform's classes read them once. */
    static void setLimits() {
        // Of each port. A connection costs some 50 kB while its request is answered, and all three ports share 64 MB of
        // heap.
        System.setProperty("jdk.httpserver.maxConnections", "300");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "100");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "32768");
        // Seconds. Less than the services keep theirs, so that a request is seldom sent just when one is closed.
        System.setProperty("sun.net.httpserver.idleInterval", "30");
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        // Seconds for a whole request: a large zip on a slow line. The services have deadlines of their own before
        // that.
        System.setProperty("sun.net.httpserver.maxReqTime", "900");
    }

    /** Listens until the JVM ends or the server is stopped, and returns at once. */
    HttpServer open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), WAITING_CONNECTIONS);
        server.createContext("/", this::serve);
        server.setExecutor(threads());
        server.start();
        return server;
    }

    /** An exchange that is closed is an answer that is whole: after an exception the server closes the connection instead. */
    private void serve(HttpExchange exchange) throws IOException {
        try {
            service.answer(exchange);
            exchange.close();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException(ending);
        }
    }

    /** A stream of events holds its thread for minutes: virtual ones where the JVM has them, from 21 on. */
    private static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException beforeJava21) {
            return Executors.newCachedThreadPool();
        }
    }
}
