-- Trees of posts that wait to be published, are being published, or were. Any instance may work on one: the one that holds
-- the lease. Each batch of posts is published, and counted here, in one transaction.
create table imports (
    id              uuid        not null primary key,
    submitted_by    text        not null,
    -- An operator imports everybody's posts; anybody else his own.
    operator        boolean     not null,
    -- Whose posts those are that name nobody.
    fallback_author text,
    state           text        not null check (state in ('receiving', 'waiting', 'running', 'done', 'cancelled', 'failed')),
    -- Why the whole of it failed.
    reason          text,
    submitted_at    timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz,
    total           integer     not null,
    next_file       integer     not null default 0,
    published       integer     not null default 0,
    already_there   integer     not null default 0,
    failed          integer     not null default 0,
    skipped         integer     not null default 0,
    worker          uuid,
    lease_until     timestamptz,
    -- Claims since the last batch: an import that ends every process that tries it must not go on doing so.
    attempts        integer     not null default 0
) with (fillfactor = 50);

create index imports_unfinished on imports (submitted_at) where finished_at is null;

-- The zip, in pieces, until the import is finished.
create table import_chunks (
    import_id uuid    not null references imports on delete cascade,
    number    integer not null,
    bytes     bytea   not null,
    primary key (import_id, number)
);

-- It is packed already.
alter table import_chunks alter column bytes set storage external;

create table import_failures (
    import_id uuid    not null references imports on delete cascade,
    -- The file's place in the tree.
    number    integer not null,
    file      text    not null,
    reason    text    not null,
    primary key (import_id, number)
);
