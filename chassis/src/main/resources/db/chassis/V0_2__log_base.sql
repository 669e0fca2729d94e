-- Offsets here go on where a topic is made anew, as after the loss of all brokers: base is what its own offsets lack.
alter table log_offset add column base bigint not null default 0;
