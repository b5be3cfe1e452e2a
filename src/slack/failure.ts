import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { SendError } from '../errors.ts'

/** Slack could not say whether it did it. */
const unsure = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])
/** Slack asks to try again later, and did nothing. */
const later = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  // Somebody is changing tokens or permissions: what is right again in an hour must not have lost the digest.
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'missing_scope',
  'org_login_required',
  'ekm_access_denied',
])

/** What a failure on the way to a post means: nothing was posted, so it is tried again without a look. */
export function beforePost(error: unknown): SendError {
  if (error instanceof SendError && error.permanent) return error
  const { message, retryAfter } = sendErrorOf(error)
  return new SendError(message, { retryAfter, cause: error })
}

/** What a failed post means for the delivery: try again, look first, or stop. */
export function sendErrorOf(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof WebAPIRateLimitedError) {
    return new SendError(`Slack asks to wait ${error.retryAfter} s`, { retryAfter: error.retryAfter, cause: error })
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error
    if (later.has(code)) return new SendError(code, { cause: error })
    if (unsure.has(code)) return new SendError(code, { outcomeUnknown: true, cause: error })
    return new SendError(code, { permanent: true, cause: error })
  }
  if (error instanceof WebAPIHTTPError) {
    // The server failed: whether before or after it posted is unknown. Other refusals were not posted.
    return new SendError(`HTTP ${error.statusCode}`, {
      outcomeUnknown: error.statusCode >= 500,
      permanent: error.statusCode < 500,
      cause: error,
    })
  }
  if (error instanceof WebAPIRequestError) {
    return new SendError(error.original.message, { outcomeUnknown: !neverConnected(error.original), cause: error })
  }
  return new SendError(error instanceof Error ? error.message : String(error), { outcomeUnknown: true, cause: error })
}

/** No connection came about, so nothing was asked on it. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** `fetch` tells of it in the cause; of a host with several addresses there is one error for each. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverConnected)
  return ('code' in error && unconnected.has(String(error.code))) || neverConnected(error.cause)
}
