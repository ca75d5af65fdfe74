-- Readers that follow the journal must not step past transactions that are still open, and positions do not tell: each connection draws
-- them by the thousand. So each row says which transaction wrote it. Rows older than this script have none, and nobody follows them.
alter table journal add column tx bigint;
alter table journal alter column tx set default txid_current();

drop index journal_at;
create index journal_at_tx on journal using brin (at, tx) with (pages_per_range = 32, autosummarize = on);

-- How far each reader has come: everything before this transaction, and in it up to this position.
create table journal_follower (
    name text collate "C" primary key,
    reached bigint not null,
    position bigint not null
);

insert into journal_follower values ('notices', 0, 0);
