package pressroom.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pressroom.chaos.check.Databases;
import pressroom.stack.LocalStack;

/**
 * Where an operator types: {@code ./pressroom} of this checkout, and PostgreSQL as its superuser. Each question is
 * answered with yes.
 */
final class OperatorsShell {

    private static final Pattern PSQL = Pattern.compile("psql (\\w+) -c \"(.*)\"");

    private final Map<String, String> environment = new HashMap<>();
    private final Databases databases;

    OperatorsShell(Processes processes) {
        LocalStack stack = processes.stack;
        databases = new Databases(stack);
        environment.putAll(Map.of(
                "PRESSROOM_STATE", stack.stateDirectory().toString(),
                "PRESSROOM_POSTGRES_PORT", String.valueOf(stack.ports().postgres()),
                "PRESSROOM_KAFKA_PORT", String.valueOf(stack.ports().kafka()),
                "PRESSROOM_ELASTICSEARCH_PORT", String.valueOf(stack.ports().elasticsearch()),
                "JAVA_HOME", System.getProperty("java.home")));
        for (String service : Platform.SERVICES) {
            String variable = service.substring(0, service.indexOf('-')).toUpperCase(Locale.ROOT);
            String url = processes.url(service);
            environment.put("PRESSROOM_%s_PORT".formatted(variable), url.substring(url.lastIndexOf(':') + 1));
        }
        runFromTheCheckout(stack.stateDirectory().resolve("run"));
    }

    /** To a command the system seems to have been started from what is built here: it builds and copies nothing. */
    private static void runFromTheCheckout(Path run) {
        try {
            Files.createDirectories(run);
            Files.createSymbolicLink(run.resolve("checkout"), Compose.HOME);
            Files.writeString(run.resolve("current"), "checkout\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program.Said type(OperationsPage.Command command) {
        Matcher psql = PSQL.matcher(command.text());
        if (command.isSql() || psql.matches()) {
            return command.isSql() ? sql("postgres", command.text()) : sql(psql.group(1), psql.group(2));
        }
        return Program.run(List.of("bash", "-c", command.text()), environment, "yes\n");
    }

    /** As psql does it: exit code 1 and the server's words if the statement fails. */
    private Program.Said sql(String database, String sql) {
        try (Connection connection = databases.connect(database);
                Statement statement = connection.createStatement()) {
            StringBuilder rows = new StringBuilder();
            if (statement.execute(sql)) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        rows.append(result.getString(column)).append(" | ");
                    }
                    rows.append('\n');
                }
            }
            return new Program.Said(0, rows.toString());
        } catch (SQLException refused) {
            return new Program.Said(1, refused.getMessage());
        }
    }
}
