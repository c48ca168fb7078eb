-- SHA-256 of the author id, a zero byte and the Idempotency-Key. The events carry it, so that a post can be taken
-- back from the topic with its key, of which the topic does not have more. Null for posts of before this column.
alter table blogs add column idempotency_hash bytea;

create unique index blogs_idempotency_hash on blogs (idempotency_hash) where idempotency_hash is not null;

create function hash_of_key(author text, key text) returns bytea
    language sql stable strict parallel safe
    return sha256(convert_to(author, 'UTF8') || decode('00', 'hex') || convert_to(key, 'UTF8'));

-- Headers of the record; null for posts without a key and for events of before these columns.
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
