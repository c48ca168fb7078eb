package pressroom.search;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/** What a hit tells of its document: all but the body. */
@JsonIgnoreProperties(ignoreUnknown = true)
record IndexedPost(String title, String authorId, List<String> tags, Instant publishedAt) {

    static final List<String> FIELDS = List.of("title", "authorId", "tags", "publishedAt");
}
