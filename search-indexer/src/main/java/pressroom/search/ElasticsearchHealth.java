package pressroom.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Down while Elasticsearch cannot be reached or has lost the index, with the reason. */
@Component("elasticsearchHealthIndicator")
class ElasticsearchHealth extends AbstractHealthIndicator {

    private final ElasticsearchClient elasticsearch;
    private final BlogsIndex index;
    private final IndexSettings settings;

    ElasticsearchHealth(ElasticsearchClient elasticsearch, BlogsIndex index, IndexSettings settings) {
        super("Elasticsearch cannot be reached");
        this.elasticsearch = elasticsearch;
        this.index = index;
        this.settings = settings;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        health.withDetail("alias", settings.alias());
        if (!index.aliasExists()) {
            health.down()
                    .withDetail(
                            "reason",
                            "the alias is missing; it is made, and the index built anew, when all instances are restarted");
        } else if (elasticsearch
                        .cluster()
                        .health(request -> request.index(settings.alias()).timeout(time -> time.time("1s")))
                        .status()
                == HealthStatus.Red) {
            health.down().withDetail("reason", "a primary shard of the index is not available");
        } else {
            health.up();
        }
    }
}
