package pressroom.search;

import java.util.concurrent.CompletableFuture;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.springframework.stereotype.Component;

/**
 * Sends bulks to the alias, and only to an alias: an index that is gone is not made anew by a write.
 *
 * <p>Uses the client's connections but not its objects: the documents are bytes already, and of the answer only the status of
 * each item and its index matter.
 */
@Component
class Bulks {

    private final RestClient connections;
    private final BulkSettings settings;
    private final String path;
    private final RequestOptions options;

    Bulks(RestClient connections, BulkSettings settings, ElasticsearchSettings elasticsearch, IndexSettings index) {
        this.connections = connections;
        this.settings = settings;
        this.path = "/" + index.alias() + "/_bulk";
        this.options = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(
                                Math.toIntExact(elasticsearch.connectTimeout().toMillis()))
                        .setConnectionRequestTimeout(
                                Math.toIntExact(settings.timeout().toMillis()))
                        .setSocketTimeout(Math.toIntExact(settings.timeout().toMillis()))
                        .build())
                .build();
    }

    /** So many documents for this index, to be sent in bulks of at most {@code longest} bytes each. */
    Flight flight(int documents, long longest, String index) {
        return new Flight(this, settings, documents, longest, index);
    }

    /** Sends one bulk. The answer never fails: what went wrong is in the outcome. */
    CompletableFuture<BulkOutcome> send(Bulk bulk) {
        Request request = new Request("POST", path);
        request.addParameter("require_alias", "true");
        // One that is set as the index's default would alter posts until the check sees it, and a version comes only
        // once.
        request.addParameter("pipeline", "_none");
        // How long a shard that is away is waited for; by default longer than we wait for the answer.
        request.addParameter("timeout", settings.timeout().toMillis() / 2 + "ms");
        request.addParameter("filter_path", BulkAnswer.FILTER);
        request.setOptions(options);
        request.setEntity(bulk.body());
        return answer(request, bulk);
    }

    private CompletableFuture<BulkOutcome> answer(Request request, Bulk bulk) {
        CompletableFuture<BulkOutcome> answer = new CompletableFuture<>();
        connections.performRequestAsync(request, new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                answer.complete(bulk.judge(response));
            }

            @Override
            public void onFailure(Exception failure) {
                answer.complete(bulk.judge(failure));
            }
        });
        return answer;
    }
}
