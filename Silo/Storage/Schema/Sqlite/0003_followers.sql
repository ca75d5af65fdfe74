-- How far each reader that follows the journal has come. There is one writer, so the order of writing is that of commits, and the
-- transaction stands for the position. What was written before this script is not followed.
create table journal_follower (
    name text primary key,
    reached integer not null,
    position integer not null
) strict, without rowid;

insert into journal_follower select 'notices', coalesce(max(position), 0) + 1, 0 from journal;
