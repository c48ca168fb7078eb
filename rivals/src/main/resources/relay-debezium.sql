-- Before the outbox is filled, by a superuser in the database of blog-service, with wal_level = logical. What is written from now
-- on is kept in the write-ahead log until the connector has read it; when it is over:
--   select pg_drop_replication_slot('rival_outbox'); drop publication rival_outbox;
-- debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-publication-and-replication-slot-management
create publication rival_outbox for table outbox with (publish = 'insert', publish_via_partition_root = true);
select pg_create_logical_replication_slot('rival_outbox', 'pgoutput');
