package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void wordsKeepTheSignsThatJoinThem() {
        assertThat(Words.of("node.js v10.0.0, 1,000 CVSS AV:N don't snake_case").list())
                .containsExactly("node.js", "v10.0.0", "1,000", "CVSS", "AV:N", "don't", "snake_case");
    }

    @Test
    void signsAroundWordsAreDropped() {
        assertThat(Words.of("_exists_: **bold** `code` (link) /(a+)+$/").list())
                .containsExactly("exists", "bold", "code", "link", "a");
    }

    @Test
    void signsAloneAreNoWords() {
        assertThat(Words.of("*:* ??? -- ∞ \"").list()).isEmpty();
    }

    @Test
    void chineseCharactersAreWordsOfTheirOwn() {
        assertThat(Words.of("新闻 Kafka的").list()).containsExactly("新", "闻", "Kafka", "的");
    }

    @Test
    void whatFollowsTheLastWordThatCountsIsCutOff() {
        Words words = Words.of("a ".repeat(Words.MOST) + "b");

        assertThat(words.list()).hasSize(Words.MOST).doesNotContain("b");
        assertThat(words.text()).doesNotContain("b");
    }
}
