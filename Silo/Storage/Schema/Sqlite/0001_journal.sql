-- Instants are integers: microseconds since 1970-01-01T00:00:00Z. Days are ISO text. Bodies are JSON text. Ids are 16 bytes, most
-- significant first. Text is UTF-8 and compares byte by byte.

-- The truth: one sequence per grain, fenced by the unique (grain, version). The row id is the order of writing: rows go to the end of the
-- table, which costs less than a table without row ids that is ordered by grain.
create table journal (
    grain text not null,
    version integer not null,
    position integer primary key,
    at integer not null,
    kind text not null,
    body text not null,
    actor text not null,
    command blob not null,
    unique (grain, version)
) strict;

-- One row per grain for lists, boards, deadlines and search, written in the transaction of the change that it tells of.
create table summary (
    grain text primary key,
    version integer not null,
    kind text not null,
    region text not null,
    starts_on text,
    due_at integer,
    search text not null,
    body text not null
) strict, without rowid;

create index summary_kind_region_starts_on on summary (kind, region, starts_on);
create index summary_due_at on summary (due_at) where due_at is not null;

-- Imported facts that are nobody's decision: primary care networks, postcode districts.
create table reference (
    kind text not null,
    code text not null,
    body text not null,
    primary key (kind, code)
) strict, without rowid;

-- How far each reader that follows the journal has come. There is one writer, so the order of writing is that of commits, and a position
-- stands for a transaction.
create table journal_follower (
    name text primary key,
    reached integer not null,
    position integer not null
) strict, without rowid;

insert into journal_follower values ('notices', 1, 0);

-- One row, written when readiness wants to know whether writing works again after it failed.
create table write_probe (
    id integer primary key check (id = 1),
    at integer not null
) strict;
