-- Publications as Spring Modulith 2.0 keeps them, one for each post in the outbox. They are sent in the order of their dates, so
-- that each gets one of its own. No more than it can read at once: with 750,000 the first statement took longer than a connection
-- waits for any.
-- docs.spring.io/spring-modulith/reference/appendix.html#schemas
truncate event_publication;

insert into event_publication
       (id, listener_id, event_type, serialized_event,
        publication_date, status, completion_attempts, last_resubmission_date)
select event_id,
       'org.springframework.modulith.events.support.DelegatingEventExternalizer.externalize(java.lang.Object)',
       'pressroom.rivals.modulith.PostPublished',
       convert_from(payload, 'UTF8'),
       occurred_at + id * interval '1 microsecond',
       'PUBLISHED',
       1,
       occurred_at
  from outbox
 where ce_type = 'pressroom.BlogPublished.v1'
 order by id
 limit 50000;

analyze event_publication;
