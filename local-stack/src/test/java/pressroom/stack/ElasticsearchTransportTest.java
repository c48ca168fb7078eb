package pressroom.stack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port on which nodes talk to each other takes no message from any other program, though that be a local one. */
class ElasticsearchTransportTest {
    private static final LocalStack STACK = TestServers.with(Server.ELASTICSEARCH);

    private static final String ACTION = "internal:tcp/handshake";
    private static final int REQUEST_AND_HANDSHAKE = 0x08;
    /** Of the handshake itself: every node of version 8 speaks it. */
    private static final int HANDSHAKE_VERSION = 7_170_099;
    /** 8,840,000 in seven bits a byte. */
    private static final byte[] OWN_VERSION = {(byte) 0xC0, (byte) 0xC6, (byte) 0x9B, 0x04};

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aForgedHandshakeWithoutTlsIsNotAnswered() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), transportPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(handshake());
            socket.getOutputStream().flush();

            assertThat(answer(socket))
                    .as("what comes back begins like a message")
                    .doesNotStartWith("ES");
        }
        assertThat(health()).contains("\"status\"");
    }

    @Test
    void aTlsClientWithoutACertificateIsRefused() throws Exception {
        assertThatThrownBy(() -> shakeHands(null)).isInstanceOf(IOException.class);
    }

    @Test
    void aTlsClientWithACertificateOfItsOwnIsRefused(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("own.p12");
        ShortRun.of(
                "keytool",
                new ProcessBuilder(
                        JavaProgram.home().resolve("bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "node",
                        "-dname",
                        "CN=pressroom-ca",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString()));
        KeyStore own = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, "password".toCharArray());

        assertThatThrownBy(() -> shakeHands(keys.getKeyManagers())).isInstanceOf(IOException.class);
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        int port = transportPort();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(SocketException.class);
        }
    }

    /** TLS 1.3 lets a client believe that it is in until it reads: so one byte is read. */
    private void shakeHands(KeyManager[] keys) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), transportPort())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            socket.getOutputStream().write(handshake());
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read()).isNotEqualTo((int) 'E');
        }
    }

    /** What a node says first, byte by byte. */
    private static byte[] handshake() throws IOException {
        var variable = new ByteArrayOutputStream();
        // No headers of the thread's context, two kinds of them, and no features.
        variable.write(new byte[3]);
        variable.write(ACTION.length());
        variable.writeBytes(ACTION.getBytes(UTF_8));
        var message = new ByteArrayOutputStream();
        var out = new DataOutputStream(message);
        out.writeLong(1);
        out.writeByte(REQUEST_AND_HANDSHAKE);
        out.writeInt(HANDSHAKE_VERSION);
        out.writeInt(variable.size());
        variable.writeTo(out);
        // No parent task.
        out.write(0);
        out.write(OWN_VERSION.length);
        out.write(OWN_VERSION);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes("ES".getBytes(UTF_8));
        new DataOutputStream(whole).writeInt(message.size());
        message.writeTo(whole);
        return whole.toByteArray();
    }

    /** What arrives until the other side closes; a reset is as good a refusal as an end. */
    private static String answer(Socket socket) throws IOException {
        byte[] answer = new byte[64];
        try {
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private int transportPort() throws Exception {
        var port = Pattern.compile("\"publish_address\":\"127\\.0\\.0\\.1:(\\d+)\"")
                .matcher(get("/_nodes/_local/transport"));
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private String health() throws Exception {
        return get("/_cluster/health");
    }

    private String get(String path) throws Exception {
        var admin = STACK.adminProperties();
        String login = admin.get("elasticsearch.username") + ":" + admin.get("elasticsearch.password");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(admin.get("elasticsearch.url") + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** The attacker does not care whose certificate the server has. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
