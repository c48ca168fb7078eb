-- What the relay's position is true of: the database that gave out its transaction ids, and how far the relay had
-- written the topic.
-- Null until the relay has checked them for the first time. Kept in the position's row, so that they move with it.
alter table relay_position
    add column system_identifier bigint,
    add column timeline          integer,
    add column cluster_id        text,
    add column topic_id          text,
    -- At place n + 1 the offset behind the last record that is known in partition n.
    add column topic_ends        bigint[],
    -- The process that moved the position last.
    add column leader            uuid,
    -- While these are set, nothing is sent. Only an operator clears them.
    add column suspended_since   timestamptz,
    add column suspended_reason  text;
