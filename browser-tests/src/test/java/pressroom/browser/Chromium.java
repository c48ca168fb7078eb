package pressroom.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, which ends with the JVM; nothing is downloaded. */
final class Chromium {

    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

    private final Browser browser;

    private Chromium(Path program) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program));
    }

    /** Skips the test, with words for a person, where there is no browser. */
    static Chromium started() {
        Optional<Path> program = Stream.concat(Stream.ofNullable(System.getenv("PRESSROOM_BROWSER")), USUAL.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                program.isPresent(),
                "SKIPPED: no Chromium here. Install it (apt-get install chromium), or name one in PRESSROOM_BROWSER.");
        return new Chromium(program.orElseThrow());
    }

    Browser browser() {
        return browser;
    }
}
