alter table relay_position
    -- When an operator last ended a suspension, and the last id that the outbox had given out then.
    add column resumed_at       timestamptz,
    add column resumed_id       bigint,
    -- Where a recovery begins: the ends that were known of this topic when an operator forced the end of a suspension
    -- though the topic had what the database lacks. Null if nothing is left to recover.
    add column recover_topic_id text,
    add column recover_from     bigint[];
