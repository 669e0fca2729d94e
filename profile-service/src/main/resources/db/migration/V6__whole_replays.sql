-- How many events a portion has and, of a replay of everything, which one it is of and when that was asked for.
alter table replay_portion add column replay uuid;
alter table replay_portion add column asked_at timestamptz;
alter table replay_portion add column events int;
