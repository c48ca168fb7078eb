package pressroom.bench.legs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import pressroom.bench.lab.Contender;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Round;
import pressroom.bench.lab.Service;
import pressroom.bench.lab.Table;
import pressroom.bench.load.Posts;

/**
 * How fast the relay is beside a transaction that has been reading the database for ten minutes, as a backup does: nothing that
 * anybody wrote since then can be cleaned up.
 */
public final class SnapshotLeg implements Leg {
    private static final String SERVICE = "blog-service";
    private static final String DATABASE = "blog";
    private static final String ALONE = "relay";
    private static final String HELD = "relay beside a held snapshot";

    /** What ten minutes of full batches leave behind of the one row that they move: 10 million events. */
    private static final int BATCHES = 5_000;

    private final Lab lab;
    private final Posts posts;
    private final int events;

    /** With so many events of posts of so many bytes. */
    public SnapshotLeg(Lab lab, int bytes, int authors, int events) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.events = events;
    }

    @Override
    public Table run(int repeats) throws Exception {
        RelayLeg.fill(lab, DATABASE, posts, events);
        return new Table("snapshot", HELD, ALONE).interleaved(List.of(drain(ALONE), new Held()), repeats);
    }

    private Contender drain(String name) {
        return new RelayDrain(
                lab,
                name,
                DATABASE,
                events,
                true,
                () -> RelayLeg.rewind(lab, DATABASE),
                () -> Service.start(lab, SERVICE, Map.of()));
    }

    private final class Held implements Contender {
        private final Contender drain = new RelayDrain(
                lab, HELD, DATABASE, events, true, this::leaveBehind, () -> Service.start(lab, SERVICE, Map.of()));

        @Override
        public String name() {
            return HELD;
        }

        @Override
        public Round run() throws Exception {
            RelayLeg.rewind(lab, DATABASE);
            try (Connection reader = lab.connect(DATABASE)) {
                reader.setAutoCommit(false);
                reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try (PreparedStatement look = reader.prepareStatement("select count(*) from relay_position");
                        ResultSet row = look.executeQuery()) {
                    row.next();
                }
                return drain.run();
            }
        }

        private void leaveBehind() throws SQLException {
            lab.execute(DATABASE, """
                    do $$ begin
                        for i in 1..%d loop
                            update relay_position set id = id;
                            commit;
                        end loop;
                    end $$
                    """.formatted(BATCHES));
        }
    }
}
