package pressroom.servers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that all end at once, right after one of them has committed for the nth time, as they do when a server is killed
 * at that moment. From then on there are no others.
 */
final class CutOffDataSource {

    private final DataSource server;
    private final int lastCommit;
    private final List<Connection> open = new ArrayList<>();
    private int commits;

    /** @param lastCommit after which commit the connections end: 1 is the first */
    CutOffDataSource(DataSource server, int lastCommit) {
        this.server = server;
        this.lastCommit = lastCommit;
    }

    /** What gives the connections. */
    DataSource asDataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return connect();
        });
    }

    /** Whether they have ended. */
    synchronized boolean isCutOff() {
        return commits >= lastCommit;
    }

    private synchronized Connection connect() throws SQLException {
        if (isCutOff()) {
            throw new SQLException("Connection refused: it is cut off");
        }
        Connection connection = server.getConnection();
        open.add(connection);
        return proxy(Connection.class, (method, arguments) -> {
            boolean isCommit = isCommit(connection, method, arguments);
            Object answer = method.invoke(connection, arguments);
            if (isCommit) {
                committed();
            }
            return answer;
        });
    }

    private static boolean isCommit(Connection connection, Method method, Object[] arguments) throws SQLException {
        return switch (method.getName()) {
            case "commit" -> true;
            // Commits what is open, as JDBC asks for.
            case "setAutoCommit" ->
                Boolean.TRUE.equals(arguments[0]) && !connection.isClosed() && !connection.getAutoCommit();
            default -> false;
        };
    }

    private synchronized void committed() throws SQLException {
        commits++;
        if (isCutOff()) {
            for (Connection connection : open) {
                connection.abort(Runnable::run);
            }
            throw new SQLException("The connection was cut off after its commit", "08006");
        }
    }

    @FunctionalInterface
    private interface Calls {
        @Nullable
        Object call(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        Object proxy = Proxy.newProxyInstance(
                CutOffDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return calls.call(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        return type.cast(proxy);
    }
}
