package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the HTTP interface lies in the repository, so that a change of it is seen before it is released. */
class ApiDescriptionTest {

    private static final Path KEPT = Path.of("../docs/api/counter-consumer.json");

    private static RunningCounter counter;

    @BeforeAll
    static void start() {
        counter = RunningCounter.start();
    }

    @AfterAll
    static void stop() {
        counter.close();
    }

    @Test
    void theDescriptionIsTheOneThatIsKept() throws IOException {
        String now = counter.get("/v3/api-docs").body() + "\n";
        if (Boolean.getBoolean("pressroom.api.write")) {
            Files.createDirectories(KEPT.getParent());
            Files.writeString(KEPT, now);
        }
        assertThat(now).contains("\"openapi\" : \"3.1");
        assertThat(KEPT)
                .as("written by this test with -Dpressroom.api.write=true")
                .exists();
        assertThat(now).as("""
                        The HTTP interface is not as docs/api/counter-consumer.json says. If that is meant:
                          mvn -pl counter-consumer -am test -Dtest=ApiDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false \
                        -Dpressroom.api.write=true
                        Look at the difference with git, and commit it. v1 takes additions only.""").isEqualTo(Files.readString(KEPT));
    }
}
