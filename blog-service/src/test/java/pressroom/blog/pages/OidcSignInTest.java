package pressroom.blog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing.Page;
import pressroom.stack.Ports;

/** Signing in at an issuer that comes up only after the service has. */
class OidcSignInTest extends BlogServiceTest {

    private static final int ISSUER_PORT = Ports.onePort();
    private static final String COOKIE = "__Host-pressroom";

    @LocalServerPort
    private int port;

    private Issuer issuer;

    @DynamicPropertySource
    static void signInAtTheIssuer(DynamicPropertyRegistry registry) {
        registry.add("test.pressroom.sign-in.local-key", () -> "");
        registry.add("pressroom.sign-in.issuer", () -> Issuer.address(ISSUER_PORT));
        registry.add("pressroom.sign-in.client-id", () -> "pressroom-pages");
        registry.add("pressroom.sign-in.client-secret", () -> "a secret");
        registry.add("pressroom.sign-in.cookie-key", () -> "0123456789abcdef0123456789abcdef");
    }

    @BeforeEach
    void startTheIssuer() throws Exception {
        issuer = new Issuer(ISSUER_PORT);
    }

    @AfterEach
    void stopTheIssuer() {
        issuer.close();
    }

    @Test
    void whoTheIssuerKnowsIsTheAuthorByHisSubject() {
        Browsing author = new Browsing(port);
        assertThat(author.get("/sign-in").html()).contains("/oauth2/authorization/oidc");

        Page back = author.get(fromTheIssuer(author));

        assertThat(back.html()).contains("You are signed in");
        assertThat(back.header("Set-Cookie")).isNotEmpty();
        assertThat(back.response().headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite="));
        assertThat(author.get("/posts").html()).contains("Signed in as", "https-idp|42");
        Page published = author.submit(author.get("/write"), "/write", Map.of("title", "x", "tags", "", "body", "x"));
        assertThat(published.status()).isEqualTo(303);
        assertThat(author.get(published.location().replace("?way", "")).html()).contains("https-idp|42");
        assertThat(author.get("/ops/outbox").status())
                .as("with the role that the issuer gives")
                .isEqualTo(200);
        assertThat(withToken(author.cookie(COOKIE)).post("x", "x").status())
                .as("the cookie as a bearer token")
                .isEqualTo(401);
    }

    @Test
    void anAnswerThatNobodyAskedForSignsNobodyIn() {
        Browsing victim = new Browsing(port);
        String answerToAnother = fromTheIssuer(new Browsing(port));

        assertThat(victim.get(answerToAnother).location()).isEqualTo("/sign-in?failed");
        fromTheIssuer(victim);
        assertThat(victim.get(answerToAnother).location()).isEqualTo("/sign-in?failed");
        assertThat(victim.get("/posts").status()).isEqualTo(302);
    }

    @Test
    void aTokenForAnotherSignInIsRefused() {
        issuer.nonceIsForged = true;
        Browsing author = new Browsing(port);

        assertThat(author.get(fromTheIssuer(author)).location()).isEqualTo("/sign-in?failed");
        assertThat(author.cookie(COOKIE)).isEmpty();
    }

    @Test
    void aSubjectThatCannotBeAnAuthorIdIsRefused() {
        issuer.person = "x".repeat(256);
        Browsing author = new Browsing(port);

        assertThat(author.get(fromTheIssuer(author)).location()).isEqualTo("/sign-in?failed");
    }

    @Test
    void nobodyChoosesANameHere() {
        Browsing somebody = new Browsing(port);
        somebody.get(fromTheIssuer(somebody));
        String token = somebody.get("/write").hidden("_csrf");

        assertThat(somebody.post("/sign-in", Map.of("name", "ada", "_csrf", token))
                        .status())
                .isEqualTo(403);
    }

    /** The address that the issuer sends the browser back to. */
    private static String fromTheIssuer(Browsing browser) {
        Page there = browser.get("/oauth2/authorization/oidc");
        assertThat(there.status()).isEqualTo(302);
        return browser.get(there.header("Location")).header("Location");
    }
}
