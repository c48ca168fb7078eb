-- Where the events of each round of the relay went, one row for a round: what a row and an index entry for each event cost the
-- relay does not grow with the round's length. Rounds follow one another in the relay's order and never overlap, so an event lies
-- in the first round that does not end before it. Takes the place of "relayed", which processes of the version before this one
-- still write, and is dropped by a later one.
create table relay_rounds (
    -- The position to which the round moved the relay.
    last_xid         xid8        not null,
    last_id          bigint      not null,
    -- Ids are not in the order of transactions. A row is dropped with the outbox partition of its highest id, none of its events
    -- outlives it.
    highest_id       bigint      not null,
    -- Three arrays of the same length, an event at the same place in each.
    outbox_ids       bigint[]    not null,
    topic_partitions integer[]   not null,
    topic_offsets    bigint[]    not null,
    relayed_at       timestamptz not null default clock_timestamp()
) partition by range (highest_id);

create index relay_rounds_order on relay_rounds (last_xid, last_id);

-- Compressing them takes longer than writing them.
alter table relay_rounds
    alter column outbox_ids set storage external,
    alter column topic_partitions set storage external,
    alter column topic_offsets set storage external;

do $$
declare
    part record;
begin
    for part in
        select replace(relname, 'outbox', 'relay_rounds') as name, pg_get_expr(relpartbound, oid) as bounds
        from pg_class join pg_inherits on inhrelid = oid
        where inhparent = 'outbox'::regclass
    loop
        execute format('create table %I partition of relay_rounds %s with (autovacuum_vacuum_insert_threshold = -1)',
                       part.name, part.bounds);
    end loop;
end
$$;
