-- The trace context of the event that brought a transition about.
alter table transition add column traceparent text;
