-- How far each reader of this service has folded each partition of the log.
create table log_offset (
    reader      text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (reader, topic, partition)
);

-- Messages that a committed change owes to the log; deleted when the brokers have them.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text not null,
    key         text not null,
    type        text not null,
    message_id  text not null,
    time        timestamptz,
    traceparent text,
    body        bytea
);
