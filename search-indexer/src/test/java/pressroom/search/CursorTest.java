package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    @Test
    void cursorsComeBackAsTheyWereWritten() {
        Cursor scored = new Cursor(812.3046875, 1_700_000_000_000L, ID);
        Cursor byTime = new Cursor(null, -62_167_219_200_000L, ID);

        assertThat(Cursor.parse(scored.toString(), true)).isEqualTo(scored);
        assertThat(Cursor.parse(byTime.toString(), false)).isEqualTo(byTime);
        assertThat(Cursor.parse(new Cursor(1.0E-7, 0, ID).toString(), true).score())
                .isEqualTo(1.0E-7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1]",
                "[1,2]",
                "[1.0,2,\"x\"]",
                "[NaN,2,\"0f8fad5b-d9cb-469f-a165-70867728950e\"]",
                "[1.0,1e99,\"0f8fad5b-d9cb-469f-a165-70867728950e\"]",
                "[1.0,2,\"0f8fad5b-d9cb-469f-a165-70867728950e\",3]",
                "[{\"script\":\"\"},2,\"0f8fad5b-d9cb-469f-a165-70867728950e\"]",
                "[2,\"0f8fad5b-d9cb-469f-a165-70867728950e\"]"
            })
    void forgedCursorsAreRefused(String json) {
        String forged = Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8));

        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(forged, true));
    }

    @Test
    void whatIsNoBase64IsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse("%%%", true));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse("A".repeat(100_000), true));
    }

    @Test
    void aCursorOfAnotherKindOfSearchIsRefused() {
        String byTime = new Cursor(null, 5, ID).toString();

        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(byTime, true));
    }
}
