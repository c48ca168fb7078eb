package pressroom.blog.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import pressroom.posts.ZipLimits;

/**
 * How imports are taken and worked off.
 *
 * @param enabled whether this process works them off; true. All processes take them
 * @param maxZip largest zip, in bytes; 256 MB
 * @param maxEntries most entries of a zip; 100,000
 * @param maxExpanded most bytes of all its Markdown files together; 1 GB
 * @param maxRatio most bytes that one byte of a large zip may become; 100
 * @param uploads zips received at the same time, further ones are answered with 503; 8. A quarter of them for one author, whose
 *     further ones are answered with 429
 * @param receiveTime longest time for a whole zip to arrive, answered with 408; 5 minutes
 * @param unfinished imports of one author that are not finished, further ones are answered with 429; 5
 * @param batchPosts posts published in one transaction; 25
 * @param batchBytes bytes of heap for the texts of these, which one post more may exceed; 4 MB
 * @param turn how long an import is worked on while one of another author waits, unless one batch takes longer; 500 ms
 * @param lease how long an import belongs to an instance that gives no sign; 15 s
 * @param idlePause pause between two looks for imports of other instances; 1 s
 * @param keep how long a finished import can be looked at; 30 days
 */
@ConfigurationProperties("pressroom.imports")
record ImportSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("256MB") DataSize maxZip,
        @DefaultValue("100000") int maxEntries,
        @DefaultValue("1GB") DataSize maxExpanded,
        @DefaultValue("100") int maxRatio,
        @DefaultValue("8") int uploads,
        @DefaultValue("5m") Duration receiveTime,
        @DefaultValue("5") int unfinished,
        @DefaultValue("25") int batchPosts,
        @DefaultValue("4MB") DataSize batchBytes,
        @DefaultValue("500ms") Duration turn,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration idlePause,
        @DefaultValue("30d") Duration keep) {

    ZipLimits limits() {
        return new ZipLimits(maxEntries, maxExpanded.toBytes(), maxRatio);
    }
}
