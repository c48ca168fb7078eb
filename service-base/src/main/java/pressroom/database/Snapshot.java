package pressroom.database;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that see one snapshot. The isolation level is part of the transaction: that of a JDBC connection is one
 * of its session, which a connection pooler gives to others before it is set back.
 */
public final class Snapshot {

    private final JdbcOperations db;
    private final TransactionTemplate reading;
    private final TransactionTemplate changing;

    /** Through the connections that {@code transactions} and {@code db} share. */
    public Snapshot(JdbcOperations db, PlatformTransactionManager transactions) {
        this.db = db;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.changing = new TransactionTemplate(transactions);
    }

    /**
     * Executes all of these reads in one read-only transaction.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    public <T> T read(Supplier<T> reads) {
        return execute(reading, reads);
    }

    /**
     * Executes all of these reads and writes in one transaction.
     *
     * @throws org.springframework.dao.ConcurrencyFailureException if a row that it locks has changed since the
     *     snapshot; nothing is written then
     */
    public <T> T change(Supplier<T> changes) {
        return execute(changing, changes);
    }

    private <T> T execute(TransactionTemplate transaction, Supplier<T> statements) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // The first statement: later ones may not change it.
            db.execute("set transaction isolation level repeatable read");
            return statements.get();
        }));
    }
}
