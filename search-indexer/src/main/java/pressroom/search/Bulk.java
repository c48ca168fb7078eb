package pressroom.search;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import tools.jackson.core.JacksonException;

/**
 * Documents that go to Elasticsearch in one request.
 *
 * @param documents in the order of their lines
 * @param index the one that has to take them; what another one took is open
 */
record Bulk(List<BlogDocument> documents, String index) {

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final int TOO_LARGE = 413;
    private static final int LONGEST_MESSAGE = 400;

    NByteArrayEntity body() {
        int size = documents.stream().mapToInt(BlogDocument::size).sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        documents.forEach(document -> body.writeBytes(document.lines()));
        return new NByteArrayEntity(body.toByteArray(), NDJSON);
    }

    /** Reads every item; an answer that does not fit the request proves nothing, so all of it is open. */
    BulkOutcome judge(Response response) {
        try {
            List<Verdict> verdicts = BulkAnswer.read(response.getEntity().getContent(), index);
            if (verdicts.size() == documents.size()) {
                return BulkOutcome.of(documents, verdicts::get);
            }
            return all(Verdict.open(
                    "Elasticsearch answered %d items to a bulk of %d".formatted(verdicts.size(), documents.size())));
        } catch (IOException | JacksonException e) {
            return all(Verdict.open("Elasticsearch's answer cannot be read: " + e.getMessage()));
        }
    }

    /** The request as a whole failed: whatever the status, that is no document's fault, unless it is alone and too large. */
    BulkOutcome judge(Exception failure) {
        if (failure instanceof ResponseException answered) {
            int status = answered.getResponse().getStatusLine().getStatusCode();
            if (status == TOO_LARGE && documents.size() == 1) {
                return all(Verdict.refused("larger than Elasticsearch takes in one request (413)"));
            }
            BulkOutcome outcome = all(Verdict.open("Elasticsearch answered %d to a whole bulk: %s"
                    .formatted(status, excerpt(String.valueOf(answered.getMessage())))));
            return status == TOO_LARGE ? outcome.tooLarge() : outcome;
        }
        return all(Verdict.open("Elasticsearch cannot be reached: " + failure));
    }

    private BulkOutcome all(Verdict verdict) {
        Function<Integer, Verdict> same = index -> verdict;
        return BulkOutcome.of(documents, same::apply);
    }

    private static String excerpt(String message) {
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)).replace('\n', ' ');
    }
}
