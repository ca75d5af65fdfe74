-- The index of the journal by grain becomes a table of its own, which the writer fills a little later in order of grains: to enter each change
-- at once changes one page of the index for nearly every row, and cost more than the row. There is one writing process, held by a lock on the
-- file, and one connection that writes, so it is the writer that sees to it that a version is written once.
create table journal_rows (
    position integer primary key,
    grain text not null,
    version integer not null,
    at integer not null,
    kind text not null,
    body text not null,
    actor text not null,
    command blob not null
) strict;

insert into journal_rows select position, grain, version, at, kind, body, actor, command from journal order by position;
drop table journal;
alter table journal_rows rename to journal;

create table journal_key (
    grain text not null,
    version integer not null,
    position integer not null,
    primary key (grain, version)
) strict, without rowid;

insert into journal_key select grain, version, position from journal order by grain, version;

-- Every row up to this position has its key; of later ones only some.
create table journal_keyed (
    id integer primary key check (id = 1),
    position integer not null
) strict;

insert into journal_keyed select 1, coalesce(max(position), 0) from journal;
