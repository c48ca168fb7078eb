-- Headers of the record; null for posts without a key and for events of before these columns. Not in V12's
-- transaction: a writer locks blogs and outbox in either order, and one of both would end as a deadlock.
alter table outbox
    add column idempotency_hash bytea,
    add column request_hash     bytea;

-- Versions of posts that another database has sent and that gave way to this one's. Rows are never deleted.
create table recovered_texts (
    event_id     uuid        not null primary key,
    blog_id      uuid        not null,
    author_id    text        not null,
    version      integer     not null,
    title        text        not null,
    body         text        not null,
    tags         text[]      not null,
    published_at timestamptz not null,
    updated_at   timestamptz not null,
    kept_at      timestamptz not null default clock_timestamp()
);

create index recovered_texts_of_blog on recovered_texts (blog_id);
