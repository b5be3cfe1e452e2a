export default `
-- Why somebody wants quiet, in their words.
alter table revops.alert_series add column snoozed_reason text;
`
