package pressroom.rivals.modulith;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the posts of blog-service's outbox once more, as events of this application, a hundred in each transaction. */
@ConditionalOnBooleanProperty("rivals.publish-outbox")
class PublishOutbox implements ApplicationRunner {
    private static final int TOGETHER = 100;
    private static final int READ_AHEAD = 1_000;

    private final JdbcTemplate db;
    private final TransactionTemplate reading;
    private final TransactionTemplate publishing;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    PublishOutbox(
            DataSource database,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.db = new JdbcTemplate(database);
        this.db.setFetchSize(READ_AHEAD);
        this.reading = new TransactionTemplate(transactions);
        this.publishing = new TransactionTemplate(transactions);
        this.publishing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
        this.json = json;
    }

    /** Within a transaction, since the driver reads ahead only then and would hold all rows in memory otherwise. */
    @Override
    public void run(ApplicationArguments arguments) {
        reading.executeWithoutResult(transaction -> publishAll());
    }

    private void publishAll() {
        List<PostPublished> next = new ArrayList<>(TOGETHER);
        db.query("""
                select convert_from(payload, 'UTF8') as post
                  from outbox
                 where ce_type = 'pressroom.BlogPublished.v1'
                """, row -> {
            next.add(json.readValue(row.getString("post"), PostPublished.class));
            if (next.size() == TOGETHER) {
                publish(next);
            }
        });
        publish(next);
    }

    private void publish(List<PostPublished> posts) {
        publishing.executeWithoutResult(transaction -> posts.forEach(events::publishEvent));
        posts.clear();
    }
}
