package pressroom.cli.importing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pressroom.posts.Reading;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The blog service's imports, for an operator. What the network does is thrown as an IOException and passes. */
public final class ImportClient {

    private static final JsonMapper JSON = new JsonMapper();
    /** What blog-service takes unless told otherwise; a larger one would end in a broken connection. */
    private static final long MAX_ZIP_BYTES = 256L << 20;

    private static final Duration UPLOAD = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI blogService;
    private final String token;

    /** @param token an operator's bearer token */
    public ImportClient(URI blogService, String token) {
        this.blogService = blogService;
        this.token = token;
    }

    /**
     * Hands a zip over.
     *
     * @param fallbackAuthor the author id of files that name none; null for nobody
     * @throws ImportRefusedException when the service will not have it, however often it is asked
     * @throws IOException when it may be asked again
     */
    public ImportStatus submit(Path zip, @Nullable String fallbackAuthor) throws IOException, InterruptedException {
        var query =
                fallbackAuthor == null ? "" : "?author=" + URLEncoder.encode(fallbackAuthor, StandardCharsets.UTF_8);
        return ImportStatus.of(send("POST", "/api/imports" + query, zip(zip), UPLOAD));
    }

    /** Looks how far it is. */
    public ImportStatus look(String id) throws IOException, InterruptedException {
        return ImportStatus.of(send("GET", "/api/imports/" + id, BodyPublishers.noBody(), LOOK));
    }

    /** Ends it where it is. */
    public ImportStatus cancel(String id) throws IOException, InterruptedException {
        return ImportStatus.of(send("DELETE", "/api/imports/" + id, BodyPublishers.noBody(), LOOK));
    }

    /** All files that could not be published. */
    public List<Reading.Failed> failures(String id) throws IOException, InterruptedException {
        var failures = new ArrayList<Reading.Failed>();
        String cursor = "";
        do {
            var path = "/api/imports/" + id + "/failures" + (cursor.isEmpty() ? "" : "?cursor=" + cursor);
            var page = send("GET", path, BodyPublishers.noBody(), LOOK);
            for (var file : page.path("failures")) {
                failures.add(new Reading.Failed(
                        file.path("file").asString(""), file.path("reason").asString("")));
            }
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return failures;
    }

    private static BodyPublisher zip(Path zip) throws IOException {
        try {
            if (Files.size(zip) > MAX_ZIP_BYTES) {
                throw new ImportRefusedException("%s packs to %,d bytes; blog-service takes %,d: import it in parts."
                        .formatted(zip, Files.size(zip), MAX_ZIP_BYTES));
            }
            return BodyPublishers.ofFile(zip);
        } catch (FileNotFoundException | NoSuchFileException gone) {
            throw new ImportRefusedException("There is no file " + zip + ".");
        }
    }

    private JsonNode send(String method, String path, BodyPublisher body, Duration timeout)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(blogService.resolve(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/zip")
                .method(method, body)
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() < 300) {
            return tree(response);
        }
        var words = tree(response).path("detail").asString("HTTP " + response.statusCode());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException(words);
        }
        throw new ImportRefusedException(words);
    }

    private static JsonNode tree(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
