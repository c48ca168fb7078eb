package pressroom.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no UTF-8 never become text that another store would refuse. */
class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "fe",
                "80",
                "c3",
                "c328",
                "e282",
                "e28228",
                "f09f98",
                "f8888080",
                "fc8080808080",
                "c080",
                "e08080",
                "f0808080",
                "eda080",
                "edb080",
                "edb080eda080",
                "f4908080",
                "f7bfbfbf",
                "f5808080"
            })
    void stringOfBadUtf8IsRefused(String hex) {
        assertThat(title(hex)).isEmpty();
    }

    /** Spellings that the standard forbids and Jackson reads: what comes out is sound text all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c1bf", "c181", "e080af", "f08080af", "eda0bdedb880"})
    void stringOfBadUtf8IsRefusedOrReadAsSoundText(String hex) {
        String text = title(hex).orElse("");

        assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(text).doesNotContain("\u0000");
    }

    private static Optional<String> title(String hex) {
        String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        String value = new String(Records.JSON.getBytes(UTF_8), ISO_8859_1).replace("\"T\"", "\"" + bytes + "\"");
        try {
            return Records.sound()
                    .withValue(value.getBytes(ISO_8859_1))
                    .decode()
                    .map(event -> ((BlogWritten) event.data()).title());
        } catch (MalformedEvent refused) {
            return Optional.empty();
        }
    }
}
