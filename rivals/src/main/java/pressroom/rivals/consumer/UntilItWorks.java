package pressroom.rivals.consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tries again for as long as it takes, with the services' pauses: the default gives up after ten tries without a pause, and
 * then skips the record.
 *
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html">Handling exceptions</a>
 */
@Configuration(proxyBeanMethods = false)
public class UntilItWorks {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    @Bean
    CommonErrorHandler retries() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MILLIS);
        return new DefaultErrorHandler(pauses);
    }
}
