package pressroom.chaos.mutants;

import static pressroom.chaos.mutants.Edit.edit;

import java.util.List;
import java.util.Set;

/** A known fault, written as changes to a service's source, or to that of the library in it. */
public enum Mutant {
    /** The offset is committed before the bulk. */
    OFFSET_BEFORE_BULK(
            "search-indexer",
            Set.of(4, 17),
            edit("search/IndexBlogs", "public List<Refusal> handle(List<CloudEvent> events) throws Exception {", """
                public List<Refusal> handle(List<CloudEvent> events) {
                    new Thread(() -> {
                        try {
                            Thread.sleep(500);
                            inBackground(events);
                        } catch (Exception e) {
                            log.error("too late to say so", e);
                        }
                    }).start();
                    return List.of();
                }

                private List<Refusal> inBackground(List<CloudEvent> events) throws Exception {\
                """)),
    /** The ledger counts every event, whether it was seen before or not. */
    NO_DEDUP(
            "counter-consumer",
            Set.of(3, 20),
            edit("counter/Ledger", "where known.version < excluded.version", ""),
            edit("counter/Ledger", "new.live::int - coalesce(old.live, false)::int", "new.live::int")),
    /** The relay reads by {@code id > last}. */
    ID_CURSOR(
            "blog-service",
            Set.of(8),
            edit("blog/outbox/Relay", "if (!outbox.hasWork()) {", "if (false) {"),
            edit("blog/outbox/Outbox", "where (o.xid, o.id) > (cast(:xid as xid8), :id)", "where o.id > :id"),
            edit(
                    "blog/outbox/Outbox",
                    "sum(octet_length(payload)) over (order by o.xid, o.id)",
                    "sum(octet_length(payload)) over (order by o.id)"),
            edit(
                    "blog/outbox/Outbox",
                    "and o.xid < pg_snapshot_xmin(pg_current_snapshot())\n"
                            + "                              order by o.xid, o.id\n"
                            + "                              limit :rows",
                    "and cast(:xid as text) is not null order by o.id limit :rows")),
    /** The relay's position advances before the acknowledgements. */
    MARK_BEFORE_ACK(
            "blog-service",
            Set.of(2),
            edit("blog/outbox/Relay", "    private final Outbox outbox;", """
                private final List<List<OutboxRow>> later = new java.util.ArrayList<>();
                private final Outbox outbox;\
                """),
            edit("blog/outbox/Relay", "return transaction.execute(", "Round round = transaction.execute("),
            edit("blog/outbox/Relay", "delivery.send(part);", "later.add(part);"),
            // The only crash points of this name are then those behind the commit.
            edit("blog/outbox/Relay", "CrashPoint.reached(\"relay.after-acks\");", ""),
            edit("blog/outbox/Relay", "                return batch.round();\n            }\n        });", """
                        return batch.round();
                    }
                });
                transaction.executeWithoutResult(status -> {
                    try (Delivery delivery = sender.begin()) {
                        later.forEach(delivery::send);
                        delivery.awaitAll();
                        CrashPoint.reached("relay.after-acks");
                        RelayPosition there = outbox.becomeActive().orElseThrow();
                        outbox.advance(there, there, delivery.relayed());
                        outbox.setAside(delivery.refused());
                    }
                });
                later.clear();
                return round;\
                """)),
    /** A bulk's answer is taken for success, whatever it says of its items. */
    IGNORE_BULK_ERRORS(
            "search-indexer",
            Set.of(18),
            edit("search/Bulk", "return BulkOutcome.of(documents, verdicts::get);", "return BulkOutcome.NOTHING;")),
    /** Every process relays, and nobody looks whether another has moved the position. */
    TWO_RELAYS(
            "blog-service",
            Set.of(14),
            edit("blog/outbox/Outbox", "select pg_try_advisory_xact_lock(?)", "select cast(? as bigint) is not null"),
            edit(
                    "blog/outbox/Outbox",
                    "where xid = cast(:fromXid as xid8) and id = :fromId",
                    "where cast(:fromXid as text) is not null and :fromId is not null"),
            edit("blog/outbox/Outbox", "if (moved != 1) {", "if (moved > 1) {")),
    /** The relay looks afresh in each round whether its position is ahead of the database, and a suspension is not kept. */
    GUARD_NOT_LATCHED(
            "blog-service",
            Set.of(36),
            edit("blog/outbox/RelayCheck", "            standings.suspend(reason.get());\n", ""),
            edit("blog/outbox/Standing", "if (stored != null && !isLogged) {", "if (false) {")),
    /** A group goes on behind records that were deleted, and tells nobody. */
    GAP_UNNOTICED(
            "counter-consumer",
            Set.of(37),
            edit(
                    "consumer/Positions",
                    "gaps.merge(partition, Gaps.NONE.with(gap), (known, more) -> known.with(gap));",
                    "")),
    /** The totals change in a transaction of their own. */
    SPLIT_TRANSACTION(
            "counter-consumer",
            Set.of(3),
            // The only crash point of this name is then the one between the two transactions.
            edit("counter/CountBlogs", "CrashPoint.reached(\"count.before-commit\");", ""),
            edit("counter/Ledger", "        jdbc.sql(\"\"\"", "        var differences = jdbc.sql(\"\"\""),
            edit(
                    "counter/Ledger",
                    "        insert into users as known (id, total_blogs)\n                        select",
                    "        select"),
            edit(
                    "counter/Ledger",
                    "sum(difference)\n                          from changed",
                    "sum(difference) as difference\n                          from changed"),
            edit(
                    "counter/Ledger",
                    "on conflict (id) do update\n"
                            + "                           set total_blogs = known.total_blogs + excluded.total_blogs\n"
                            + "                         where excluded.total_blogs <> 0\n",
                    ""),
            edit("counter/Ledger", ".param(\"lives\", lives(events))\n                .update();", """
                .param("lives", lives(events))
                        .query()
                        .listOfRows();
                pressroom.crash.CrashPoint.reached("count.before-commit");
                differences.forEach(row -> jdbc.sql(
                                "insert into users as known (id, total_blogs) values (:id, :difference)"
                                        + " on conflict (id) do update set total_blogs = known.total_blogs + :difference")
                        .param("id", row.get("author_id"))
                        .param("difference", row.get("difference"))
                        .update());\
                """));

    private final String service;
    private final Set<Integer> rows;
    private final List<Edit> edits;

    Mutant(String service, Set<Integer> rows, Edit... edits) {
        this.service = service;
        this.rows = rows;
        this.edits = List.of(edits);
    }

    /** The service that has the fault. */
    public String service() {
        return service;
    }

    /** The rows of the catalogue whose faults bring it to light. */
    public Set<Integer> rows() {
        return rows;
    }

    List<Edit> edits() {
        return edits;
    }

    /** Its name as the catalogue has it: {@code offset-before-bulk}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The mutant of that name.
     *
     * @throws IllegalArgumentException when there is none; says which there are
     */
    public static Mutant named(String label) {
        return List.of(values()).stream()
                .filter(mutant -> mutant.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mutant %s, but these: %s"
                        .formatted(
                                label,
                                List.of(values()).stream().map(Mutant::label).toList())));
    }
}
