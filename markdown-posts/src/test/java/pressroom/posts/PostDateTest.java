package pressroom.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostDateTest {

    @ParameterizedTest
    @CsvSource({
        "2020-02-20T10:00:00Z, 2020-02-20T10:00:00Z",
        "2020-02-20t10:00:00.123456Z, 2020-02-20T10:00:00.123456Z",
        "2020-02-20T10:00:00+01:00, 2020-02-20T09:00:00Z",
        "2020-02-20 10:00:00 +0100, 2020-02-20T09:00:00Z",
        "2020-02-20 10:00:00 -5, 2020-02-20T15:00:00Z",
        "2020-02-20 10:00:00 UTC, 2020-02-20T10:00:00Z",
        "2020-02-20T10:00:00, 2020-02-20T10:00:00Z",
        "2020-02-20 9:05, 2020-02-20T09:05:00Z",
        "2020-2-5, 2020-02-05T00:00:00Z",
        "2020/02/20 10:00:00, 2020-02-20T10:00:00Z",
        "'Thu, 20 Feb 2020 10:00:00 GMT', 2020-02-20T10:00:00Z",
        "'February 20, 2020', 2020-02-20T00:00:00Z",
        "Feb 02 2020, 2020-02-02T00:00:00Z",
        "20 february 2020, 2020-02-20T00:00:00Z",
    })
    void readsTheDatesThatBlogsUse(String text, Instant date) {
        assertThat(PostDate.parse(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2020-13-01", "2020-02-30", "20-02-2020", "2020-02-20 25:00", "2020-02/20"})
    void refusesWhatIsNoDate(String text) {
        assertThat(PostDate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02-20-title.md, 2020-02-20T00:00:00Z",
        "_posts/2020-02-20-title.md, 2020-02-20T00:00:00Z",
        "2020/02/20/title.md, 2020-02-20T00:00:00Z",
        "blog/2020-02-20-title/index.md, 2020-02-20T00:00:00Z",
        "2019/01/01/2020-02-20-title.md, 2020-02-20T00:00:00Z",
    })
    void findsTheDateInThePath(String path, Instant date) {
        assertThat(PostDate.inPath(path)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title.md", "release-2020-02-20x/title.md", "2020-99-99-title.md", "v12020-02-20-x.md"})
    void findsNoDateInOtherPaths(String path) {
        assertThat(PostDate.inPath(path)).isEmpty();
    }
}
