-- When the quintiles were last found to hold, which is no earlier than when they came into force.
alter table rfm_thresholds add column measured_at timestamptz;
update rfm_thresholds set measured_at = as_of;
alter table rfm_thresholds alter column measured_at set not null;
