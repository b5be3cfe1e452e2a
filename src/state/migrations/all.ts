import firstTables from './0001-first-tables.ts'
import thePast from './0002-the-past.ts'
import alertPosts from './0003-alert-posts.ts'
import subscriptions from './0004-subscriptions.ts'
import alertRules from './0005-alert-rules.ts'
import audit from './0006-audit.ts'
import snoozeReason from './0007-snooze-reason.ts'
import installations from './0008-installations.ts'
import links from './0009-links.ts'

/** In order, the first is number 1. What has been released is never changed: a correction is a further one. */
export const migrations: readonly string[] = [
  firstTables,
  thePast,
  alertPosts,
  subscriptions,
  alertRules,
  audit,
  snoozeReason,
  installations,
  links,
]
