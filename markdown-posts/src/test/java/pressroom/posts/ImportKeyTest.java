package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportKeyTest {

    @Test
    void isTheAuthorsFileAtItsPlace() {
        assertThat(ImportKey.of("ann", "a/b.md"))
                .isNotEqualTo(ImportKey.of("ann", "a/c.md"))
                .isNotEqualTo(ImportKey.of("bob", "a/b.md"));
    }

    /** A key that changes with a release would publish everything again. */
    @Test
    void staysTheSameFromReleaseToRelease() {
        assertThat(ImportKey.of("ann", "a/b.md")).isEqualTo("import-b239e444d6b295a1ad415c3f196dae650dfac02f");
    }
}
