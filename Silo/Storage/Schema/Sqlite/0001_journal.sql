-- Instants are integers: microseconds since 1970-01-01T00:00:00Z. Days are ISO text. Bodies are JSON text. Ids are 16 bytes, most
-- significant first. Text is UTF-8 and compares byte by byte.

-- The truth: one sequence per grain, fenced by the unique (grain, version). The row id is the order of writing. Spread over 5,000
-- grains, a rowid table with an index takes 1.6 times the rows of WITHOUT ROWID for the same processor time: its rows go to the end.
create table journal (
    position integer primary key,
    grain text not null,
    version integer not null,
    at integer not null,
    kind text not null,
    body text not null,
    actor text not null,
    command blob not null,
    unique (grain, version)
) strict;

-- One row per grain for lists, boards and the deadline watch; can be made anew from the journal.
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

-- One row, written when readiness wants to know whether writing works again after it failed.
create table write_probe (
    id integer primary key check (id = 1),
    at integer not null
) strict;
