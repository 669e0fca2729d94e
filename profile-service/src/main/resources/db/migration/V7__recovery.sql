-- What was told on the topic of consents and was not read back yet, by the ids of the messages. What comes from there under
-- another id was told by a later life of this database, which a restore has undone.
create table consent_told (
    id      text primary key,
    profile uuid not null
);

-- Revisions up to here were told before that book was kept. A sequence may stand up to 32 ahead of what was taken from it.
create table consent_told_before (revision bigint not null);
insert into consent_told_before select greatest(last_value - 32, 0) from consent_revision;
