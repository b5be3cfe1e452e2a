import type { Alert, Observation } from '../../src/define/alert.ts'
import type { Message } from '../../src/define/message.ts'
import type { Locale } from '../../src/define/words.ts'
import { postOf } from './alert-post.ts'
import type { Rows } from './rows.ts'
import { useWorld, type World, type WorldOptions } from './world.ts'

/** A rule over the small world of `rows.ts`. */
export interface RuleWorld {
  readonly world: World
  readonly alert: Alert
  observe(rows: Rows, at?: string): Promise<readonly Observation[]>
  /** How a series stands; the whole company's by default. */
  standing(rows: Rows, series?: string, at?: string): Promise<string>
  /** The message that its first series which fires gets. */
  message(rows: Rows, locale?: Locale): Promise<Message>
}

export async function useRule(id: string, options: WorldOptions = {}): Promise<RuleWorld> {
  const world = await useWorld(options)
  const alert = world.catalog.alerts.get(id)
  if (!alert) throw new Error(`no alert is called ${id}`)
  const observe = async (rows: Rows, at?: string) => {
    await world.fill(rows)
    return alert.observe(await world.context(at === undefined ? {} : { at }))
  }
  return {
    world,
    alert,
    observe,
    async standing(rows, series = '', at) {
      const found = (await observe(rows, at)).find((each) => each.series === series)
      return found ? standsAs(found) : 'not seen'
    },
    async message(rows, locale = 'en') {
      const observation = (await observe(rows)).find(({ breached }) => breached)
      if (!observation) throw new Error('nothing fires')
      const since = '2026-11-16T00:00:00Z'
      const told = { news: 'fired', observation, since, before: null } as const
      return alert.message(await world.context({ locale }), postOf(told))
    },
  }
}

export const standsAs = ({ enough, breached, cleared }: Observation): string =>
  !enough ? 'too little' : breached ? 'fires' : cleared ? 'is over' : 'stays'

/** `n` times the same row. */
export const times = <Row>(n: number, row: Row): Row[] => Array.from({ length: n }, () => row)
