create table folded (
    partition int    not null,
    "offset"  bigint not null,
    key       text   not null,
    text      text   not null
);
