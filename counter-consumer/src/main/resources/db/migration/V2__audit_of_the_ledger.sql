-- The ledger's rows by bucket, the first byte of the SHA-256 of the blog id's 16 bytes, as blog-service has them: what an
-- audit compares. Neither version nor live is in it, so that an edit still touches no index.
--
-- Making it holds up the consumer, not the authors. On a large ledger make it before the upgrade, with the same words and
-- "concurrently"; then this does nothing.
create index if not exists ledger_audit on ledger (get_byte(sha256(uuid_send(blog_id)), 0), blog_id);
