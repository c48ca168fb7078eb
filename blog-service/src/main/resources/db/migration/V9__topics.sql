-- Each topic that had the topic's name. What was sent to an earlier one is not on the present one: Kafka was
-- replaced, or the topic was deleted and made again.
create table relay_topics (
    cluster_id    text        not null,
    topic_id      text        not null,
    first_seen_at timestamptz not null default clock_timestamp(),
    primary key (cluster_id, topic_id)
);
