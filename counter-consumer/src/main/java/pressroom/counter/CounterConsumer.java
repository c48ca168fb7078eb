package pressroom.counter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The consumer group {@code counter-consumer} and the HTTP API that answers from its counts. */
@SpringBootApplication
public class CounterConsumer {

    /** Starts the service; see application.yaml for its settings. */
    public static void main(String[] args) {
        SpringApplication.run(CounterConsumer.class, args);
    }
}
