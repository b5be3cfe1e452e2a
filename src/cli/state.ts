import type { Config } from '../config.ts'
import type { BotState } from '../define/state.ts'

/** The bot's own database, for a command of the CLI; without one, it knows of nothing that fires. */
export function openState(_config: Config): { readonly view: BotState; close(): Promise<void> } {
  const view: BotState = { firing: async () => [], runs: async () => [], deliveries: async () => [] }
  return { view, close: async () => undefined }
}
