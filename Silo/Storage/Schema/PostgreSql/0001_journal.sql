-- Instants are timestamptz (microseconds). Collation "C" compares bytes, so keys order the same on every server and as in SQLite.

-- The truth: one sequence per grain, fenced by the primary key. Positions are handed out in the order of writing of one process, a
-- thousand at a time; across processes they are not the order of commits. So each row says which transaction wrote it: a reader that
-- follows the journal must not step past transactions that are still open.
create table journal (
    grain text collate "C" not null,
    version bigint not null,
    position bigint generated always as identity (cache 1024),
    at timestamptz not null,
    kind text collate "C" not null,
    body json not null,
    actor text collate "C" not null,
    command uuid not null,
    tx bigint not null default txid_current(),
    primary key (grain, version)
);

-- For those who follow. Rows of one batch have one number, so a row takes some six bytes of this index.
create index journal_tx on journal (tx);

-- How far each reader has come: everything before this transaction, and in it up to this position.
create table journal_follower (
    name text collate "C" primary key,
    reached bigint not null,
    position bigint not null
);

insert into journal_follower values ('notices', 0, 0);

-- One row per grain for lists, boards, deadlines and search, written in the transaction of the change that it tells of. The free room in
-- its pages lets most updates stay on their page.
create table summary (
    grain text collate "C" primary key,
    version bigint not null,
    kind text collate "C" not null,
    region text collate "C" not null,
    starts_on date,
    due_at timestamptz,
    search text collate "C" not null,
    body json not null
) with (fillfactor = 70);

create index summary_kind_region_starts_on on summary (kind, region, starts_on);
create index summary_due_at on summary (due_at) where due_at is not null;

-- Imported facts that are nobody's decision: primary care networks, postcode districts.
create table reference (
    kind text collate "C" not null,
    code text collate "C" not null,
    body json not null,
    primary key (kind, code)
);

-- One row, written when readiness wants to know whether writing works again after it failed.
create table write_probe (
    id integer primary key check (id = 1),
    at timestamptz not null
);
