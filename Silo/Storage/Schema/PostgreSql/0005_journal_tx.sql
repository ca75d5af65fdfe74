-- Whoever follows the journal asks every second for the rows behind its place. Summaries of stretches of pages cannot answer that while rows come fast: pages written since
-- the last summing up all match, and the server read the whole journal each time. Rows of one batch have one number, so a row takes some six bytes of this index.
create index journal_tx on journal (tx);
drop index journal_at_tx;
create index journal_at on journal using brin (at) with (pages_per_range = 32, autosummarize = on);
