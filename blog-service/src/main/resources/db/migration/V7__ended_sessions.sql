-- Sessions of browsers that were signed out before their end: a signed cookie would be good until then, whoever has a copy. Each
-- sign-out removes the rows whose session has ended by itself, so there are never more than were added in one session's life.
create table ended_sessions (
    jti        text        primary key,
    expires_at timestamptz not null
);

create index ended_sessions_expiry on ended_sessions (expires_at);
