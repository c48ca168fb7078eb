package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.search.NodejsPosts.Post;

/** Somebody remembers a piece of a sentence, from the page or from its source. */
class FragmentsTest extends OnRealServers {

    private static final Logger log = LoggerFactory.getLogger(FragmentsTest.class);
    private static final int WORDS = 8;
    private static final int BATCH = 500;
    private static final int PAGE = 10;
    private static final long SEED = Long.getLong("pressroom.seed", 42);

    private record Fragment(Post post, boolean fromSource, String text) {}

    @Test
    void eightWordsOfAnyPostFindItUnlessAPageOfPostsSaysTheSame() throws Exception {
        List<Post> posts = NodejsPosts.all();
        for (int i = 0; i < posts.size(); i += BATCH) {
            List<Post> batch = posts.subList(i, Math.min(i + BATCH, posts.size()));
            assertThat(index(batch.stream().map(Post::published).toList())).isEmpty();
        }

        List<Fragment> missed = fragments(posts).parallelStream()
                .filter(fragment -> !isOnFirstPage(fragment))
                .toList();
        List<String> sources = posts.stream().map(post -> plain(post.body())).toList();
        List<String> pages = posts.stream().map(post -> plain(post.rendered())).toList();
        List<Fragment> lost = missed.stream()
                .filter(fragment -> textsSaying(fragment, fragment.fromSource() ? sources : pages) < PAGE)
                .toList();

        log.info("{} of {} posts not on the first page, {} of them lost", missed.size(), posts.size(), lost.size());
        assertThat(lost).isEmpty();
    }

    /** One of each post, by turns from its Markdown and from its page. */
    private static List<Fragment> fragments(List<Post> posts) {
        Random random = new Random(SEED);
        List<Fragment> fragments = new ArrayList<>();
        for (Post post : posts) {
            boolean fromSource = fragments.size() % 2 == 0;
            String text = fromSource ? post.body() : post.rendered();
            List<String> words = Arrays.stream(text.split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            int start = random.nextInt(Math.max(1, words.size() - WORDS));
            List<String> some = words.subList(start, Math.min(words.size(), start + WORDS));
            fragments.add(new Fragment(post, fromSource, String.join(" ", some)));
        }
        return fragments;
    }

    private boolean isOnFirstPage(Fragment fragment) {
        Question question = Question.of(fragment.text(), null, null, null, null);
        try {
            return elasticsearch
                    .search(
                            search -> search.index("blogs")
                                    .query(SearchQuery.of(question))
                                    .size(PAGE)
                                    .source(source -> source.fetch(false)),
                            Void.class)
                    .hits()
                    .hits()
                    .stream()
                    .anyMatch(hit -> fragment.post().id().toString().equals(hit.id()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long textsSaying(Fragment fragment, List<String> texts) {
        String words = plain(fragment.text());
        return texts.stream().filter(text -> text.contains(words)).count();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                .strip();
    }
}
