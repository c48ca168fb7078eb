package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RepublishCommandTest {

    private static final JsonNode SENDING = json("{\"outbox\":{\"unsent\":2,\"suspension\":null,\"fence\":null}}");

    @Test
    void whatIsInTheOutboxIsNotToldAsSent() {
        assertThat(RepublishCommand.words(SENDING, 1, false)).isEqualTo("1 post was put into the outbox again.");
        assertThat(RepublishCommand.words(SENDING, 1_200, false))
                .isEqualTo("1,200 posts were put into the outbox again.");
        assertThat(RepublishCommand.words(SENDING, 0, true)).isEqualTo("0 posts would be put into the outbox again.");
    }

    @Test
    void aSuspendedRelayIsToldWithItsReason() {
        var suspended = json("""
                {"outbox":{"suspension":{"since":"2026-02-20T10:00:00Z","reason":"blog 7 is lacking"},"fence":null}}""");

        assertThat(RepublishCommand.words(suspended, 2, false)).isEqualTo("""
                2 posts were put into the outbox again.
                The relay is suspended since 2026-02-20T10:00:00Z and sends nothing: blog 7 is lacking. \
                ./pressroom ops blog-service outbox says more.""");
    }

    @Test
    void aFenceIsToldWithItsHolder() {
        var fenced = json("""
                {"outbox":{"suspension":null,"fence":{"xid":"7","age":"PT2M","holder":"session 4711 of counter"}}}""");

        assertThat(RepublishCommand.words(fenced, 2, false))
                .endsWith("\nThe relay waits for a transaction that is open for PT2M: session 4711 of counter.");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
