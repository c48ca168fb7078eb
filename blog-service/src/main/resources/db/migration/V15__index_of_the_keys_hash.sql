-- Beside writers, and so not in a transaction. An attempt that was cut off leaves an index that is not valid: it is made
-- again from the start.
drop index concurrently if exists blogs_idempotency_hash;

create unique index concurrently blogs_idempotency_hash on blogs (idempotency_hash) where idempotency_hash is not null;
