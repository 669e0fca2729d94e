-- Where time may change a membership: by segment key, the trace context of the news that last set when. JSON.
alter table profile add column traces text;
