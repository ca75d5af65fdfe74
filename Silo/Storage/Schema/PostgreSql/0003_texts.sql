-- What people wrote, in pieces of at most 64 KB, written in the transaction of the change that refers to it by id and SHA-256. Deleting rows
-- erases a text and rewrites no history.
create table texts (
    id uuid not null,
    chunk integer not null,
    subject text collate "C" not null,
    purpose text collate "C" not null,
    retention text collate "C" not null,
    at timestamptz not null,
    body text not null,
    primary key (id, chunk)
);

create index texts_subject on texts (subject);
create index texts_retention_at on texts (retention, at);
