package pressroom.blog.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost.
 *
 * @param maxBody longest JSON body, in bytes; 1,900,000. Less than an event may have, since the event repeats it
 * @param bodyTimeout how long a JSON body may take to arrive; 30 s
 * @param maxHeld how many bytes of such bodies are kept at once, of all clients; 64 MB
 * @param bodyReaders how many bodies that are read as they come (forms, zips) hold a thread at once; 50
 */
@ConfigurationProperties("pressroom.http")
record HttpSettings(
        @DefaultValue("1900000B") DataSize maxBody,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("64MB") DataSize maxHeld,
        @DefaultValue("50") int bodyReaders) {}
