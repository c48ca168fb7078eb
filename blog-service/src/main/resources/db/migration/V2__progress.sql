-- When the relay knew that the event was on the topic; null for events of before this column.
alter table relayed add column relayed_at timestamptz;
alter table relayed alter column relayed_at set default clock_timestamp();

-- Finds a blog's newest event. Ids of new blogs rise with time, so nearly all inserts go to the index's last page.
create index outbox_of_blog on outbox (blog_id, id);
