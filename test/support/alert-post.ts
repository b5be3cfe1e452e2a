import type { AlertPost, Told } from '../../src/define/alert.ts'

/** A message about one series, as the schedule would ask a rule for it. */
export const postOf = (told: Told, fields: Partial<AlertPost> = {}): AlertPost => ({
  key: 'key-of-the-message',
  as: 'post',
  told: [told],
  standing: [
    {
      observation: told.observation,
      since: told.since,
      ...(told.news === 'recovered' ? { over: '2026-11-16T00:00:00Z' } : {}),
    },
  ],
  handling: {},
  ...fields,
})
