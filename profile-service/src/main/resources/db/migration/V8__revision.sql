-- The revision after this one: later than any that was told before, also by a life of this database which a restore has undone.
-- Milliseconds since 1970, or one more than before, so that a clock that goes back takes none back.
create function next_revision(revision bigint) returns bigint language sql
    return greatest(revision + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint);
