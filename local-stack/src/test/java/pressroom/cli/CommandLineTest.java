package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up --detac            | --detach",
                "statu                 | status",
                "kill printer          | choose one of postgres, kafka, elasticsearch, blog-service",
                "kill s3               | choose one of",
                "import                | DIR|ZIP",
                "import x --give-up-after soon | 30s, 10m or 2h",
                "ops                   | SERVICE",
                "ops counter           | ops counter dead-letters",
                "ops blog-service dead-letters | choose counter-consumer or search-indexer",
                "ops search dead-letters show 7 | 0/17",
                "ops counter outbox    | only blog-service has one",
                "ops blog-service      | ops blog-service outbox",
                "ops blog-service gaps | choose counter-consumer or search-indexer",
                "ops counter gaps close | --reason",
                "ops blog resume       | --reason",
                "ops blog recover --reason x | --do",
                "ops blog recover --reason x --do forget | take-back",
                "ops blog republish --all | --reason",
                "ops blog republish --all --reason x --rate 5000 | from 1 to 1,000 posts a second",
                "ops blog republish --all --reason x --rate 0 | from 1 to 1,000 posts a second",
                "ops search dead-letters redriv | redrive",
                "''                    | ./pressroom demo",
            })
    void saysWhatItDoesNotUnderstandAndExitsWithTwo(String arguments, String words) {
        assertThat(run(
                        arguments.strip().isEmpty()
                                ? new String[0]
                                : arguments.strip().split(" +")))
                .isEqualTo(2);
        assertThat(err.toString()).contains(words.strip()).doesNotContain("\tat ");
    }

    @Test
    void saysWhatFailedInALineOrTwoAndExitsWithOne() {
        assertThat(run("import", "/no/such/directory")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("There is no directory or zip /no/such/directory.");
    }

    @Test
    void namesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "demo", "up", "down", "status", "logs", "kill", "start", "token", "publish", "import", "count",
                        "search", "ops");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }
}
