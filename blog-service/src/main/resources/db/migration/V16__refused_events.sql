-- After the sequence was set back, one id of the outbox is given out to two events. A process of the version before
-- cannot keep that an event was refused: its round fails, and a process of this version sends it.
alter table outbox_refused
    drop constraint outbox_refused_pkey,
    add primary key (outbox_id, event_id);
