-- What people wrote, in pieces of at most 64 KB, written in the transaction of the change that refers to it by id and SHA-256. Deleting rows
-- erases a text and rewrites no history.
create table texts (
    id blob not null,
    chunk integer not null,
    subject text not null,
    purpose text not null,
    retention text not null,
    at integer not null,
    body text not null,
    primary key (id, chunk)
) strict, without rowid;

create index texts_subject on texts (subject);
create index texts_retention_at on texts (retention, at);
