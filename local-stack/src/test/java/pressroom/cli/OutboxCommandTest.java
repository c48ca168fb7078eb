package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blog-service that is not there. */
class OutboxCommandTest {

    @TempDir
    Path home;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void blogServiceIsNotThere() {
        System.setProperty("pressroom.home", home.toString());
        Addresses.of(home, Map.of("PRESSROOM_BLOG_PORT", "1")).remember(home.resolve(".pressroom"));
    }

    @AfterEach
    void forget() {
        System.clearProperty("pressroom.home");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNeverToldAsSuspended() {
        assertThat(run("ops", "blog", "outbox")).isEqualTo(2);
        assertThat(err.toString()).contains("blog-service does not answer");
    }

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
