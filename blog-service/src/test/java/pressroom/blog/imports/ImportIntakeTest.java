package pressroom.blog.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;

/** Zips that arrive slowly, or never. */
@TestPropertySource(
        properties = {
            "test.database=import_intake",
            "test.topic=blog-events.import_intake",
            "pressroom.imports.receive-time=4s"
        })
@Timeout(120)
class ImportIntakeTest extends BlogServiceTest {

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("import_intake");
    }

    @Test
    void eightDrippingZipsOfOneAuthorHoldUpItsOwnImportsOnly() throws Exception {
        String author = newAuthor();
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                dripping.add(as(author).beginToPost("/api/imports", "application/zip", 1_000_000));
            }
            await().until(() -> submit(as(author)).status() == 429);

            assertThat(submit(as(author)).header("Retry-After")).isNotEmpty();
            assertThat(submit(as(newAuthor())).status()).isEqualTo(202);
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
        await().until(() -> submit(as(author)).status() == 202);
    }

    @Test
    void aZipThatDripsIsGivenUpWhenItsTimeIsOver() throws Exception {
        try (Socket socket = as(newAuthor()).beginToPost("/api/imports", "application/zip", 1_000_000)) {
            await().until(() -> {
                socket.getOutputStream().write('x');
                return socket.getInputStream().available() > 0;
            });
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    private static Api.Answer submit(Api api) throws IOException {
        byte[] zip = new Zip().post("a.md", "", "A").bytes();
        return api.send("POST", "/api/imports", BodyPublishers.ofByteArray(zip), "Content-Type", "application/zip");
    }
}
