package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import pressroom.stack.Tokens;

/** Signs in on the page, and imports a zip with one post. */
final class PoliteVisitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final PoliteClients clients;
    private final String blogService;
    private final Tokens tokens;

    PoliteVisitor(PoliteClients clients, String blogService, Tokens tokens) {
        this.clients = clients;
        this.blogService = blogService;
        this.tokens = tokens;
    }

    /** Everything it does. */
    List<Runnable> questions() {
        return List.of(this::signIn, this::importOnePost);
    }

    private void signIn() {
        clients.ask("sign-in", 303, () -> {
            PlainRequest.Plain page = PlainRequest.get(blogService + "/sign-in")
                    .onAFreshConnection()
                    .send();
            var token = TOKEN.matcher(page.text());
            if (!token.find()) {
                return page.status();
            }
            String cookie = page.headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
            byte[] form = ("name=visitor&_csrf=" + token.group(1)).getBytes(UTF_8);
            return PlainRequest.post(blogService + "/sign-in", "application/x-www-form-urlencoded", form)
                    .with("Cookie", cookie)
                    .onAFreshConnection()
                    .send()
                    .status();
        });
    }

    private void importOnePost() {
        String author = "visitor-" + UUID.randomUUID().toString().substring(0, 8);
        clients.ask("import", 202, () -> PlainRequest.post(blogService + "/api/imports", "application/zip", zip())
                .with("Authorization", "Bearer " + tokens.mint(author, List.of()))
                .onAFreshConnection()
                .send()
                .status());
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("2020-02-20-visit.md"));
            zip.write("---\ntitle: Visit\n---\nIn no hurry.\n".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
