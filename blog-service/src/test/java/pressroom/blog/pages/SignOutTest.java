package pressroom.blog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import pressroom.blog.BlogServiceTest;

/** Who has signed out is signed out, whoever kept a copy of the cookie. */
class SignOutTest extends BlogServiceTest {

    private static final String COOKIE = "pressroom";

    @LocalServerPort
    private int port;

    @Test
    void aCopyOfTheCookieIsWorthNothingAfterSigningOut() {
        String name = newAuthor();
        Browsing author = new Browsing(port).signedInAs(name);
        Browsing elsewhere = new Browsing(port).signedInAs(name);
        String copy = author.cookie(COOKIE);
        assertThat(withToken(copy).post("x", "x").status()).isEqualTo(201);
        assertThat(postsWith(copy)).isEqualTo(200);

        assertThat(author.submit(author.get("/posts"), "/sign-out", Map.of()).status())
                .isEqualTo(303);

        assertThat(author.cookie(COOKIE)).isEmpty();
        assertThat(postsWith(copy)).as("the cookie's copy is a reader's").isEqualTo(302);
        assertThat(withToken(copy).post("x", "x").status())
                .as("and no bearer token any more")
                .isEqualTo(401);
        assertThat(elsewhere.get("/posts").status())
                .as("another session of the same author goes on")
                .isEqualTo(200);
        assertThat(as(name).post("x", "x").status()).as("and so do tokens").isEqualTo(201);
    }

    private int postsWith(String cookie) {
        Browsing thief = new Browsing(port);
        thief.keep(COOKIE + "=" + cookie + ";");
        return thief.get("/posts").status();
    }
}
