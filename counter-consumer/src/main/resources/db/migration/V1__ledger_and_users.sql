-- What is known of each blog. It is what makes the count idempotent: an event counts only if its version is higher than the
-- one kept here, so that a duplicate, a replay from the first offset or an older version changes nothing.
create table ledger (
    blog_id   uuid    not null primary key,
    -- Bytewise order: cheaper than a language's, and the same on every machine.
    author_id text    collate "C" not null,
    version   integer not null,
    live      boolean not null
) with (
    -- Room on the page for the next version of a row, so that an edit touches no index.
    fillfactor = 90
);

-- How many of an author's blogs are live; always the number of live rows in the ledger. A row is written when the author is
-- first heard of, even if nothing of his is live, so that the answer does not depend on how events fell into batches.
--
-- No index on total_blogs for the list of authors: with 1,000,000 authors the list takes 0.2 s without one, but with one
-- each new total would have to touch the indexes too (no heap-only update), which halved the events counted per second.
--
-- No check (total_blogs >= 0): PostgreSQL tests it on the row proposed for insertion, which holds the difference and may well be
-- negative, before it finds that the author exists.
create table users (
    id          text   collate "C" not null primary key,
    total_blogs bigint not null
) with (
    -- Half of each page is kept free: an author's row is updated with nearly every batch that holds one of his blogs.
    fillfactor = 50
);
