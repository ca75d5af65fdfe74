-- Up to when each running writer has brought all summaries up: what was decided later may be owed. A writer that ends in order owes
-- nothing and takes its row away; one that was killed leaves it, for the look at start.
create table summary_mark (
    writer text collate "C" primary key,
    at timestamptz not null
);

-- For the look at start: rows lie in the order of time, so a few words for each stretch of pages will do.
create index journal_at on journal using brin (at) with (pages_per_range = 32, autosummarize = on);
