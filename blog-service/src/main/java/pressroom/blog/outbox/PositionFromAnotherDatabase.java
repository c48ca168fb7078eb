package pressroom.blog.outbox;

/** The relay's position lies ahead of the database's own transactions: trusted, it would skip all that comes before it. */
class PositionFromAnotherDatabase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PositionFromAnotherDatabase(RelayPosition position) {
        super(("the relay's position %s lies ahead of this database's transactions, as after a restore from a dump;"
                        + " nothing is sent until it is set back: update relay_position set xid = '0', id = 0;"
                        + " and, for rows that came with the dump, update outbox set xid = '1'; truncate relay_rounds;"
                        + " events are then sent again, which readers ignore")
                .formatted(position));
    }
}
