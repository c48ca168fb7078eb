package pressroom.blog.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pressroom.http.HeapShare;

/**
 * How many may watch something at once, and for how long.
 *
 * @param most open streams of this instance; further ones are answered with 503; by default a twelfth of the heap at 64 kB
 *     each
 * @param perAddress open streams of one address; further ones are answered with 429; a quarter of all
 * @param heartbeat pause between two signs of life, by which also a reader is noticed who is gone; 15 s
 * @param longest how long a stream may be open; its reader connects again by himself; 15 min
 */
@ConfigurationProperties("pressroom.streams")
record StreamSettings(
        @Nullable Integer most,
        @Nullable Integer perAddress,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("15m") Duration longest) {

    int all() {
        return most == null ? HeapShare.STREAMS.count() : most;
    }

    int ofOneAddress() {
        return perAddress == null ? HeapShare.perCaller(all()) : perAddress;
    }
}
