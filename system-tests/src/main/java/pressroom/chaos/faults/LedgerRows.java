package pressroom.chaos.faults;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ledger rows as a fault has left them. An event may mend one at any time; one that is as it was left after an audit has
 * been so while the audit ran.
 *
 * @param left blog id to the row
 */
record LedgerRows(Map<String, String> left) {
    private static final String NO_ROW = "none";

    /** Reads them in the transaction that has changed them, before any event can. */
    static LedgerRows of(Connection counter, Collection<String> blogIds) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        Array ids = counter.createArrayOf("uuid", blogIds.toArray());
        try (PreparedStatement statement = counter.prepareStatement("""
                select changed.id::text, coalesce(l.version::text || ' ' || l.live::text, ?)
                from unnest(?) as changed (id) left join ledger l on l.blog_id = changed.id
                """)) {
            statement.setString(1, NO_ROW);
            statement.setArray(2, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString(1), row.getString(2));
                }
            }
        }
        return new LedgerRows(rows);
    }

    /** Those that are still as they were left. */
    Set<String> stillWrong(Connection counter) throws SQLException {
        return unchanged(of(counter, left.keySet()));
    }

    Set<String> unchanged(LedgerRows now) {
        Set<String> unchanged = new TreeSet<>(left.keySet());
        unchanged.removeIf(
                id -> !left.getOrDefault(id, NO_ROW).equals(now.left().getOrDefault(id, NO_ROW)));
        return unchanged;
    }
}
