-- The trace context of what decided a message; taken away with the person.
alter table decision add column traceparent text;
