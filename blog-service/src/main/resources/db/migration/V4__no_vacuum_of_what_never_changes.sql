-- Rows of these are never changed, and go with their partition: a vacuum because rows were inserted writes all of their pages
-- once more, and nobody ever needs what it has found out. Partitions of later are made with the same setting.
do $$
declare
    part regclass;
begin
    for part in
        select inhrelid::regclass from pg_inherits where inhparent in ('outbox'::regclass, 'relayed'::regclass)
    loop
        execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1)', part);
    end loop;
end
$$;
