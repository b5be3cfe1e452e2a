/** A mistake of the asker, or a limit they should know: the text is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** Words that were not understood, told with the whole question that may be meant by them, if there is one. */
export class NotUnderstood extends UserError {
  /** As it would be typed after `/revops`. */
  readonly suggested: string | undefined
  /** The same sentence without the suggestion. */
  readonly plain: string

  constructor(message: string, { suggested, plain }: { readonly suggested?: string; readonly plain: string }) {
    super(message)
    this.suggested = suggested
    this.plain = plain
  }
}

/** The asker is nobody in ssot.users: told whom to ask, and those are told of them. */
export class UnknownPerson extends UserError {}

/** A UserError raised where nobody knows who asks: whoever does tells it in their language. */
export class SpokenError extends Error {
  override readonly name = 'SpokenError'
  readonly words: { readonly en: string; readonly ja: string }

  constructor(words: { readonly en: string; readonly ja: string }) {
    super(words.en)
    this.words = words
  }
}

/** A send that Slack did not take. Permanent ones are not tried again. */
export class SendError extends Error {
  override readonly name = 'SendError'
  readonly permanent: boolean
  /** Seconds to wait before the next try, where Slack said so. */
  readonly retryAfter: number | undefined
  /** The message may have been posted all the same: look before sending again. */
  readonly outcomeUnknown: boolean

  constructor(
    message: string,
    about: { permanent?: boolean; retryAfter?: number | undefined; outcomeUnknown?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: about.cause })
    this.permanent = about.permanent ?? false
    this.retryAfter = about.retryAfter
    this.outcomeUnknown = about.outcomeUnknown ?? false
  }
}

/** The SSOT could not be reached, or did not answer in time. */
export class SourceUnavailable extends Error {
  override readonly name = 'SourceUnavailable'
  readonly kind: 'down' | 'slow'

  constructor(kind: 'down' | 'slow', cause: unknown) {
    super(kind === 'down' ? 'the SSOT cannot be reached' : 'the SSOT did not answer in time', { cause })
    this.kind = kind
  }
}
