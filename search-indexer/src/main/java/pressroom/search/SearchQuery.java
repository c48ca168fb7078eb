package pressroom.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.ConstantScoreQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.DisMaxQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.MatchPhraseQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.MatchQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TermQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a question into a query, made of typed parts only.
 *
 * <p>A post is found when it has all of one or two words, or three quarters of more, in title or body, as written or with a
 * typo. Ranking goes by steps larger than any sum of word scores: all words as written, then near each other and in order,
 * then as a phrase, then as a phrase in the title. Steps are constant, since by word statistics alone a very long post that
 * contains the whole sentence scores less than a short one with half of it.
 */
final class SearchQuery {

    private static final String TITLE = "title";
    private static final String BODY = "body";

    /** With more words each one matters less, and every typo tried costs a walk through the dictionary. */
    private static final int MOST_WORDS_WITH_TYPOS = 12;

    private static final int MOST_SPELLINGS = 30;

    /** Markup between the words of a sentence, such as the address of a link, counts as so many words. */
    private static final int SLOP = 20;

    private static final float STEP = 100;

    private SearchQuery() {}

    static Query of(Question question) {
        return BoolQuery.of(bool -> {
                    bool.filter(TermQuery.of(term -> term.field("live").value(true)));
                    filter(bool, "authorId", question.author());
                    filter(bool, "tags", question.tag());
                    if (!question.words().text().isEmpty()) {
                        bool.must(words(question.words())).should(steps(question.words()));
                    }
                    return bool;
                })
                ._toQuery();
    }

    private static void filter(BoolQuery.Builder bool, String field, @Nullable String value) {
        if (value != null) {
            bool.filter(TermQuery.of(term -> term.field(field).value(value)));
        }
    }

    /** What a post must have to be found at all; also what is highlighted. */
    static Query words(Words words) {
        if (words.list().isEmpty()) {
            return Query.of(query -> query.matchNone(none -> none));
        }
        boolean typos = words.list().size() <= MOST_WORDS_WITH_TYPOS;
        List<Query> each = words.list().stream().map(word -> word(word, typos)).toList();
        return BoolQuery.of(
                        bool -> bool.should(each).minimumShouldMatch("2<75%").boost(1f / each.size()))
                ._toQuery();
    }

    private static Query word(String word, boolean typos) {
        return DisMaxQuery.of(best -> {
                    best.queries(asWritten(word));
                    return typos ? best.queries(misspelt(TITLE, word), misspelt(BODY, word)) : best;
                })
                ._toQuery();
    }

    private static Query asWritten(String word) {
        Query title =
                MatchQuery.of(match -> match.field(TITLE).query(word).boost(3f))._toQuery();
        // Underscores of Markdown's emphasis stick to their word when text is cut into words.
        String emphasised = "%1$s _%1$s _%1$s_ %1$s_ __%1$s __%1$s__ %1$s__".formatted(word);
        Query body = MatchQuery.of(match -> match.field(BODY).query(emphasised))._toQuery();
        return DisMaxQuery.of(best -> best.queries(title, body))._toQuery();
    }

    private static Query misspelt(String field, String word) {
        return MatchQuery.of(match -> match.field(field)
                        .query(word)
                        .fuzziness("AUTO")
                        .maxExpansions(MOST_SPELLINGS)
                        .boost(0.1f))
                ._toQuery();
    }

    private static List<Query> steps(Words words) {
        Query all = BoolQuery.of(bool -> bool.filter(
                        words.list().stream().map(SearchQuery::asWritten).toList()))
                ._toQuery();
        if (words.list().size() < 2) {
            return List.of(step(1, all));
        }
        return List.of(
                step(1, all),
                step(1, phrase(BODY, words, SLOP)),
                step(2, phrase(BODY, words, 0)),
                step(4, phrase(TITLE, words, 0)));
    }

    private static Query phrase(String field, Words words, int slop) {
        return MatchPhraseQuery.of(
                        phrase -> phrase.field(field).query(words.text()).slop(slop))
                ._toQuery();
    }

    private static Query step(int steps, Query query) {
        return ConstantScoreQuery.of(constant -> constant.filter(query).boost(steps * STEP))
                ._toQuery();
    }
}
