package pressroom.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The index this service makes when there is none.
 *
 * @param alias what all reads and writes go to; blogs
 * @param name the index behind the alias; blogs-v1
 * @param shards primary shards; 1. Cannot be changed later
 * @param replicas copies of each shard; 0, which suits one node only
 * @param refresh how long a written post may stay unfound; 1 s
 * @param analyzer how text is cut into words: an analyzer the cluster has; standard. Checked at start, against the cluster
 *     and against the index that exists
 * @param checkEvery how often the alias and the index are looked at after the start, since others can change them; 5 s
 */
@ConfigurationProperties("pressroom.index")
record IndexSettings(
        @DefaultValue("blogs") String alias,
        @DefaultValue("blogs-v1") String name,
        @DefaultValue("1") int shards,
        @DefaultValue("0") int replicas,
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("standard") String analyzer,
        @DefaultValue("5s") Duration checkEvery) {

    IndexSettings {
        Assert.hasText(alias, "pressroom.index.alias must not be empty");
        Assert.hasText(name, "pressroom.index.name must not be empty");
        Assert.isTrue(!alias.equals(name), "pressroom.index.name must differ from pressroom.index.alias");
        Assert.isTrue(shards >= 1, "pressroom.index.shards must be 1 or more");
        Assert.isTrue(replicas >= 0, "pressroom.index.replicas must be 0 or more");
        Assert.isTrue(refresh.toMillis() >= 2, "pressroom.index.refresh must be 2 ms or more");
        Assert.isTrue(checkEvery.toMillis() >= 1, "pressroom.index.check-every must be 1 ms or more");
        Assert.hasText(analyzer, "pressroom.index.analyzer must name an analyzer, such as standard");
    }

    /**
     * What Elasticsearch is told. It begins a refresh so long after the end of the last one, and under load one takes some tenths
     * of a second: a post that has just missed one waits for its end, for the pause, and for the next one.
     */
    Duration betweenRefreshes() {
        return refresh.dividedBy(2);
    }
}
