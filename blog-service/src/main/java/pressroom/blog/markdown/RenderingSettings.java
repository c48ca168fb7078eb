package pressroom.blog.markdown;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much of what was rendered is kept.
 *
 * @param cacheSize bytes of heap for the HTML of posts; 0, which stands for a sixteenth of the largest heap
 */
@ConfigurationProperties("pressroom.rendering")
record RenderingSettings(@DefaultValue("0") DataSize cacheSize) {

    private static final int PART_OF_HEAP = 16;

    RenderingSettings {
        Assert.isTrue(cacheSize.toBytes() >= 0, "pressroom.rendering.cache-size must be 0 or more");
    }

    /** What the cache may weigh, in bytes. */
    long bytes() {
        return cacheSize.toBytes() > 0
                ? cacheSize.toBytes()
                : Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }
}
