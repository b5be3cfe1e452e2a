import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import bookings from '../../metrics/bookings.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import { rowsFollowUps } from '../kpi/follow-ups.ts'
import type { Whose } from '../people.ts'
import type { PipelineFigures } from './figures.ts'

/**
 * The deals behind what is open and what is won. `rows` lists all that the asker may see: of a part of that, picked by
 * `me` or a name, its rows would add up to more than the answer.
 */
export function pipelineFollowUps(
  context: Context,
  { scope }: Whose,
  { whole, forecast }: PipelineFigures,
  periodWords: readonly string[],
): FollowUp[] {
  if (JSON.stringify(scope) !== JSON.stringify(context.scope)) return []
  return [
    ...rowsFollowUps(context, [openPipeline], whole, { periodWords: [], where: [] }),
    ...rowsFollowUps(context, [bookings], forecast, { periodWords, where: [] }),
  ]
}
