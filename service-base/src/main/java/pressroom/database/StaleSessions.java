package pressroom.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Takes connections out of the pool whose server cannot be used through them any more, a demoted one included:
 * HikariCP by itself knows a few codes only, and would keep such connections until the end of their lives. Named in
 * each application.yaml of a service that has a database.
 */
public class StaleSessions implements SQLExceptionOverride {

    /** Called by HikariCP for each exception of the driver. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return SqlStates.endsSession(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
