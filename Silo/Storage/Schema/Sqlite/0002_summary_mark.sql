-- Up to when each running writer has brought all summaries up: what was decided later may be owed. A writer that ends in order owes
-- nothing and takes its row away; one that was killed leaves it, for the look at start.
create table summary_mark (
    writer text primary key,
    at integer not null
) strict, without rowid;
