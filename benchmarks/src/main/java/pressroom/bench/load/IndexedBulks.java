package pressroom.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pressroom.bench.lab.Index;
import tools.jackson.databind.JsonNode;

/** The documents that the indexer has written, read back and made ready to be written again: byte for byte the same work. */
public final class IndexedBulks {
    private static final int PAGE = 2_000;

    private IndexedBulks() {}

    /** All documents of the index, in bulks of so many. */
    public static List<byte[]> read(Index index, int documentsInOne) throws IOException, InterruptedException {
        index.refresh();
        String view = index.openView();
        try {
            return read(index, view, documentsInOne);
        } finally {
            index.closeView(view);
        }
    }

    private static List<byte[]> read(Index index, String view, int documentsInOne)
            throws IOException, InterruptedException {
        List<byte[]> bulks = new ArrayList<>();
        ByteArrayOutputStream bulk = new ByteArrayOutputStream();
        int inBulk = 0;
        JsonNode hits = page(index, view, "");
        while (!hits.isEmpty()) {
            for (JsonNode hit : hits) {
                bulk.writeBytes(lines(hit).getBytes(UTF_8));
                if (++inBulk == documentsInOne) {
                    bulks.add(bulk.toByteArray());
                    bulk.reset();
                    inBulk = 0;
                }
            }
            hits = page(
                    index,
                    view,
                    ", \"search_after\": " + hits.get(hits.size() - 1).get("sort"));
        }
        if (inBulk > 0) {
            bulks.add(bulk.toByteArray());
        }
        return bulks;
    }

    private static JsonNode page(Index index, String view, String after) throws IOException, InterruptedException {
        return index.searchView("""
                        {"size": %d, "version": true, "pit": {"id": "%s", "keep_alive": "10m"},
                         "sort": [{"_shard_doc": "asc"}], "track_total_hits": false%s}
                        """.formatted(PAGE, view, after)).at("/hits/hits");
    }

    private static String lines(JsonNode hit) {
        return "{\"index\":{\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}%n%s%n"
                .formatted(hit.get("_id").asString(), hit.get("_version").asLong(), hit.get("_source"));
    }
}
