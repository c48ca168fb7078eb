package pressroom.rivals.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The posts in the index, written one at a time. */
@Component
public class Posts {
    private static final int CONFLICT = 409;

    private final ElasticsearchClient elasticsearch;

    Posts(ElasticsearchClient elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * Writes a post and waits for the answer, unless the index has this version or a higher one.
     *
     * @throws IOException when Elasticsearch does not answer
     * @throws ElasticsearchException when it refuses
     */
    public void put(Post post) throws IOException {
        try {
            elasticsearch.index(index -> index.index(PostsIndex.ALIAS)
                    .requireAlias(true)
                    .id(post.id())
                    .version((long) post.version())
                    .versionType(VersionType.External)
                    .document(post));
        } catch (ElasticsearchException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
        }
    }
}
