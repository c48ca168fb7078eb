-- What services compare their stores with, by bucket: the first byte of the SHA-256 of the id's 16 bytes. Everything
-- that a digest needs is in the index, so that the digest of a bucket reads that part of the index and no row. Ids rise
-- with time, so new ones go to the end of each bucket's part: 256 pages take all inserts.
--
-- Making it holds up writers until it is made. On a large table make it before the upgrade, with the same words and
-- "concurrently"; then this does nothing.
create index if not exists blogs_audit
    on blogs (get_byte(sha256(uuid_send(id)), 0), id) include (version, live, author_id);
