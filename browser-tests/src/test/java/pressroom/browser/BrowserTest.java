package pressroom.browser;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** One platform and one browser for all tests of this JVM; each test has authors and windows of its own. */
abstract class BrowserTest {

    static final LocatorAssertions.ContainsTextOptions LONG =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private static final int DESK_WIDTH = 1280;

    private static @Nullable Chromium startedChromium;
    private static @Nullable Pressroom startedPressroom;

    final String name = "author-" + UUID.randomUUID();

    /** Starts what does not run, also what another class has killed. */
    @BeforeAll
    static void start() {
        if (startedChromium == null) {
            startedChromium = Chromium.started();
        }
        if (startedPressroom == null) {
            startedPressroom = Pressroom.started();
        }
        startedPressroom.startWhatIsDown();
    }

    static Pressroom pressroom() {
        if (startedPressroom == null) {
            throw new IllegalStateException("not started");
        }
        return startedPressroom;
    }

    /** A reader at a desk. */
    static Person reader(ColorScheme scheme) {
        return reader(DESK_WIDTH, scheme);
    }

    static Person reader(int width, ColorScheme scheme) {
        return new Person(chromium().browser(), pressroom().address(), width, scheme);
    }

    static Person withoutScripts() {
        return Person.withoutScripts(chromium().browser(), pressroom().address());
    }

    /** This test's author, at a desk. */
    Person signedIn() {
        return reader(ColorScheme.LIGHT).signedInAs(name);
    }

    private static Chromium chromium() {
        if (startedChromium == null) {
            throw new IllegalStateException("not started");
        }
        return startedChromium;
    }
}
