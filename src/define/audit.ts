/** Somebody asked or shared something. What came of it in figures or rows is not part of it. */
export interface AuditEntry {
  readonly act: 'asked' | 'shared'
  readonly slackUser: string
  /** As Slack knows it; undefined where it tells none. */
  readonly email: string | undefined
  /** As typed, or as a button carried it. */
  readonly question: string
  /** A Slack id: where it was asked, or shared into. */
  readonly channel: string | undefined
  /** How far the asker saw; undefined where it did not come to an answer. */
  readonly scope: 'everything' | 'aggregates' | 'people' | undefined
  /** `refused`: a sentence instead; `unknown`: nobody in ssot.users; `failed`: a mistake of ours, or a source that was down. */
  readonly outcome: 'answered' | 'refused' | 'unknown' | 'failed'
  readonly ms: number
}

/** Who asked what is written down beside the answers: nobody waits for it, and nothing fails by it. */
export interface Audit {
  note(entry: AuditEntry): void
}
