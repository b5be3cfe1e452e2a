import type { Keeper } from '../define/keeper.ts'
import type { ClaimedRun } from '../state/runs.ts'
import { conclude } from './conclude.ts'
import type { Tools } from './tools.ts'

/** Has a keeper keep what there is. It writes by itself, and so that doing it twice does no harm. */
export async function runKeeper(tools: Tools, keeper: Keeper, run: ClaimedRun): Promise<void> {
  const reason = await keeper.keep({ due: run.due, now: tools.clock.now() })
  await conclude(tools, run, { outcome: 'kept', reason })
}
