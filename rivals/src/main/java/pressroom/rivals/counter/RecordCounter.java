package pressroom.rivals.counter;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import pressroom.rivals.consumer.UntilItWorks;

/** Counts with a listener for each record and a transaction for each: what most people write. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CountRecord.class, UntilItWorks.class})
public class RecordCounter {}
