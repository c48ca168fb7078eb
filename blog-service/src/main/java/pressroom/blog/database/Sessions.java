package pressroom.blog.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** The sessions that the pool keeps. */
@Component
public class Sessions {

    private final DataSource pool;

    Sessions(DataSource pool) {
        this.pool = pool;
    }

    /** Closes all that are open: idle ones at once, others when they are given back. */
    public void discard() throws SQLException {
        if (pool.isWrapperFor(HikariDataSource.class)) {
            pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        }
    }
}
