package pressroom.rivals.counter;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import pressroom.rivals.consumer.UntilItWorks;

/**
 * Counts with a batch listener, {@code JdbcTemplate.batchUpdate} and a transaction for each batch: what a good engineer writes
 * first.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CountBatch.class, UntilItWorks.class})
public class BatchCounter {}
