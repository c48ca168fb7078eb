package pressroom.counter.audit;

import java.util.UUID;

/** A row of the ledger. */
record LedgerRow(UUID blogId, String authorId, int version, boolean live) {

    PostState state() {
        return new PostState(authorId, version, live);
    }
}
