package pressroom.blog.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many may watch something at once, and for how long.
 *
 * @param most open streams of this instance; further ones are answered with 503; 5,000
 * @param heartbeat pause between two signs of life, by which also a reader is noticed who is gone; 15 s
 * @param longest how long a stream may be open; its reader connects again by himself; 15 min
 */
@ConfigurationProperties("pressroom.streams")
record StreamSettings(
        @DefaultValue("5000") int most,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("15m") Duration longest) {}
