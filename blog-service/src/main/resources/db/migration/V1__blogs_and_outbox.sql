-- What authors wrote, in its latest version. Rows are never deleted: an unpublished blog keeps its version, so that
-- publishing it again goes on counting from there.
create table blogs (
    id              uuid        not null primary key,
    author_id       text        not null,
    version         integer     not null check (version >= 1),
    live            boolean     not null,
    title           text        not null,
    body            text        not null,
    tags            text[]      not null,
    published_at    timestamptz not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    -- The author's own name for the request that made this blog, and what it asked for: the same key makes one blog.
    idempotency_key text,
    request_hash    bytea
);

create unique index blogs_idempotency on blogs (author_id, idempotency_key) where idempotency_key is not null;
create index blogs_newest on blogs (published_at desc, id desc) where live;
create index blogs_newest_of_author on blogs (author_id, published_at desc, id desc) where live;

-- The events to be sent. Written in the transaction that changes the blog, then never updated and never deleted: whole
-- partitions are dropped once they are sent and old. Partitioned by id, not by time, so that no clock matters.
create table outbox (
    id          bigint      not null generated always as identity,
    -- The transaction that wrote the row: rows become visible in commit order, ids do not.
    xid         xid8        not null default pg_current_xact_id(),
    event_id    uuid        not null,
    ce_type     text        not null,
    blog_id     uuid        not null,
    author_id   text        not null,
    occurred_at timestamptz not null,
    traceparent text,
    payload     bytea       not null
) partition by range (id);

create index outbox_relay_order on outbox (xid, id);

-- Where each event went. Tells how far a post has come, and is dropped together with the outbox partition of its range.
create table relayed (
    outbox_id       bigint  not null,
    topic_partition integer not null,
    topic_offset    bigint  not null
) partition by range (outbox_id);

create index relayed_outbox_id on relayed (outbox_id);

-- Events that Kafka refuses for what they are. Kept for a person to look at; they never hold up others.
create table outbox_refused (
    outbox_id  bigint      not null primary key,
    event_id   uuid        not null,
    blog_id    uuid        not null,
    reason     text        not null,
    refused_at timestamptz not null default now()
);

-- All rows up to here are on the topic. One row, moved by compare-and-set.
create table relay_position (
    only_row boolean not null primary key default true check (only_row),
    xid      xid8    not null,
    id       bigint  not null
) with (fillfactor = 50);

insert into relay_position (xid, id) values ('0', 0);

-- The first partitions; later ones are made ahead of time by the service. Their names tell their ranges.
create table outbox_0_1000000 partition of outbox for values from (0) to (1000000);
create table relayed_0_1000000 partition of relayed for values from (0) to (1000000);
