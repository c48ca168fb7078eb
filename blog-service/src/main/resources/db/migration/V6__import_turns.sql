-- An import that ends the process that works on it goes on file by file, so that only the file which does it fails.
-- imports.attempts counts claims since a file was last dealt with, the one that goes on included.
alter table imports
    -- Files below this number are tried one by one.
    add column alone_until integer not null default 0,
    -- The file that a worker has begun alone and not finished.
    add column alone_file  integer,
    -- Files that have ended their worker and were failed for it.
    add column ended_files integer not null default 0;

-- When an import of this author was last taken up: authors take turns.
create table import_turns (
    author text        not null primary key,
    at     timestamptz not null
);
