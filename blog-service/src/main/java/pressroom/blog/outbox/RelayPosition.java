package pressroom.blog.outbox;

/**
 * How far the relay has come: all rows up to this one, in the order of their transactions, are on the topic.
 *
 * @param xid the transaction id in decimal; PostgreSQL's xid8 has 64 unsigned bits
 * @param id the row's id within the transaction
 */
record RelayPosition(String xid, long id) {

    /** Before all rows. */
    static final RelayPosition BEGINNING = new RelayPosition("0", 0);

    /** Whether it comes before the other one in the order in which rows are sent. */
    boolean isBefore(RelayPosition other) {
        int order = Long.compareUnsigned(Long.parseUnsignedLong(xid), Long.parseUnsignedLong(other.xid));
        return order < 0 || (order == 0 && id < other.id);
    }

    /** As in {@code 1894/12}. */
    String text() {
        return xid + "/" + id;
    }
}
