-- The newest event of a blog, to be sent again as the same event. Null for blogs that have not changed since before
-- these columns: the outbox may still have theirs.
alter table blogs
    add column event_id      uuid,
    add column event_type    text,
    -- The version it belongs to: a process of the version before changes a blog without these.
    add column event_version integer;
