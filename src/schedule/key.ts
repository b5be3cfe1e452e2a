import { createHash } from 'node:crypto'
import type { RunKey } from '../state/runs.ts'

/**
 * The key of a message: the same for the same news of the same series at the same scheduled instant, so that a run which
 * is repeated after a crash writes nothing twice. Opaque, for other apps in the workspace can read it.
 */
export const deliveryKey = ({ kind, id, due }: RunKey, series = '', news = ''): string =>
  digest([kind, id, due.toString(), series, news])

/** Parts as a key that tells nothing of them. */
export const digest = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)
