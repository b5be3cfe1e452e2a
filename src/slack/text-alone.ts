import type { Log } from '../log.ts'

/** What Slack says of blocks that it does not take, and of a message that is too long with them. */
const ofBlocks = /\b(invalid_blocks(_format)?|invalid_attachments|msg_blocks_too_long)\b/

/** Says something whole and, where Slack refuses its blocks, its text alone: half an answer is better than silence. */
export async function orTextAlone(whole: () => Promise<unknown>, textAlone: () => Promise<unknown>, log: Log) {
  try {
    await whole()
  } catch (error) {
    if (!(error instanceof Error && ofBlocks.test(error.message))) throw error
    log.error({ err: error }, 'Slack refused the blocks of an answer; its text was sent alone')
    await textAlone()
  }
}
