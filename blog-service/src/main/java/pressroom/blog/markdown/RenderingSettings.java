package pressroom.blog.markdown;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much of what was rendered is kept.
 *
 * @param keep bytes of heap for the HTML of posts; 0 for an eighth of the largest heap; 0
 */
@ConfigurationProperties("pressroom.rendering")
record RenderingSettings(@DefaultValue("0") DataSize keep) {

    private static final int PART_OF_HEAP = 8;

    RenderingSettings {
        Assert.isTrue(keep.toBytes() >= 0, "pressroom.rendering.keep must be 0 or more");
    }

    /** The same in bytes, after the heap was asked. */
    long bytes() {
        return keep.toBytes() > 0 ? keep.toBytes() : Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }
}
