package pressroom.counter;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import pressroom.consumer.EventHandler;
import pressroom.consumer.Refusal;
import pressroom.crash.CrashPoint;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEvent;

/** Counts each author's published blogs. */
@Component
class CountBlogs implements EventHandler {

    private final Ledger ledger;

    CountBlogs(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Refusal> handle(List<CloudEvent> events) {
        List<BlogEvent> changes = events.stream().map(CloudEvent::data).toList();
        try {
            CrashPoint.reached("count.before-commit");
            ledger.enter(changes);
            CrashPoint.reached("count.after-commit");
            return List.of();
        } catch (DataAccessException e) {
            if (refusal(e) == null) {
                throw e;
            }
            return enterSingly(changes);
        }
    }

    /** One event that PostgreSQL will never take must not hold up its batch: whoever is refused alone is the offender. */
    private List<Refusal> enterSingly(List<BlogEvent> changes) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            try {
                ledger.enter(List.of(changes.get(i)));
            } catch (DataAccessException e) {
                SQLException refusal = refusal(e);
                if (refusal == null) {
                    throw e;
                }
                refusals.add(new Refusal(i, reason(refusal)));
            }
        }
        return refusals;
    }

    /** What PostgreSQL has against the data (class 22) or its constraints (class 23); null when it is an outage. */
    private static @Nullable SQLException refusal(DataAccessException e) {
        if (e.getMostSpecificCause() instanceof SQLException cause && cause.getSQLState() != null) {
            String state = cause.getSQLState();
            return state.startsWith("22") || state.startsWith("23") ? cause : null;
        }
        return null;
    }

    private static String reason(SQLException refusal) {
        String message = String.valueOf(refusal.getMessage());
        String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return "PostgreSQL refuses it (%s): %s".formatted(refusal.getSQLState(), line);
    }
}
