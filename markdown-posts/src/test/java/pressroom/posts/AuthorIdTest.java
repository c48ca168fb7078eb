package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorIdTest {

    @ParameterizedTest
    @CsvSource({
        "The Node.js Project, the-node-js-project",
        "Michaël Zasso, michaël-zasso",
        "Michae\u0308l Zasso, michaël-zasso",
        "'  (@bnb) & friends! ', bnb-friends",
        "Backend team, backend-team",
        "हिन्दी लेखक, हिन्दी-लेखक",
        "山田 太郎, 山田-太郎",
        "'Agent 007', agent-007",
        "already-an-id, already-an-id",
        "'!!!', ''",
    })
    void keepsLettersAndDigitsOfAnyScript(String name, String id) {
        assertThat(AuthorId.of(name)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"Straße", "ÅNGSTRÖM", "İstanbul", "a--b"})
    void givesTheSameIdForAnId(String name) {
        assertThat(AuthorId.of(AuthorId.of(name))).isEqualTo(AuthorId.of(name));
    }
}
