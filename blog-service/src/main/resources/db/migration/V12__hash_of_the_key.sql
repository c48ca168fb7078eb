-- SHA-256 of the author id, a zero byte and the Idempotency-Key. The events carry it, so that a post can be taken
-- back from the topic with its key, of which the topic does not have more. Null for posts of before this column.
-- Its index is V15: made here, it would hold up all writers for as long as it takes.
alter table blogs add column idempotency_hash bytea;

create function hash_of_key(author text, key text) returns bytea
    language sql stable strict parallel safe
    return sha256(convert_to(author, 'UTF8') || decode('00', 'hex') || convert_to(key, 'UTF8'));
