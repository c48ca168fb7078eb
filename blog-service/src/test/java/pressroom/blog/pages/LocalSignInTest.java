package pressroom.blog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing.Page;

/** Names are chosen on this machine only, whatever a request says of where it comes from. */
class LocalSignInTest extends BlogServiceTest {

    @LocalServerPort
    private int port;

    /** A proxy on this machine that nobody trusts, in front of people who are elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For,203.0.113.7",
        "X-Forwarded-For,127.0.0.1",
        "Forwarded,for=203.0.113.7",
        "X-Forwarded-Host,localhost",
        "X-Real-IP,203.0.113.7",
        "Via,1.1 somewhere"
    })
    void aRequestThatWasPassedOnChoosesNoName(String header, String value) {
        Browsing person = new Browsing(port);
        String csrf = person.get("/sign-in").hidden("_csrf");

        Page refused = person.send(
                "POST", "/sign-in", "application/x-www-form-urlencoded", "name=x&_csrf=" + csrf, header, value);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(person.submit(person.get("/sign-in"), "/sign-in", Map.of("name", "x"))
                        .status())
                .isEqualTo(303);
    }
}
