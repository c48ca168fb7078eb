package pressroom.rivals.index;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import pressroom.rivals.consumer.UntilItWorks;

/** Indexes with a listener for each record and a request for each: what most people write. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({IndexRecord.class, Posts.class, ElasticsearchClients.class, UntilItWorks.class})
public class RecordIndexer {}
