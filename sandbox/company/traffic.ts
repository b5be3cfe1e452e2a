import { isoDate, isWorking } from './days.ts'
import { born, type Life } from './life.ts'
import { demand } from './market.ts'
import type { World } from './world.ts'

/** Sessions on a working day, and the share of them that engage. */
const channels = {
  organic_search: [620, 0.58],
  paid_search: [340, 0.46],
  direct: [410, 0.61],
  social: [190, 0.37],
  referral: [120, 0.55],
  email: [150, 0.66],
} as const

export function trafficLives(world: World): Life<'web_traffic'>[] {
  const random = world.random.fork('web traffic')
  const lives: Life<'web_traffic'>[] = []
  for (let day = world.first; day < world.horizon; day++) {
    for (const [channel, [usual, share]] of Object.entries(channels)) {
      const sessions = Math.round(usual * demand(world, day) * (isWorking(day) ? 1 : 0.38) * random.between(0.86, 1.14))
      const engaged = Math.round(sessions * share * random.between(0.94, 1.06))
      const set = { day: isoDate(day), channel, sessions, engaged_sessions: engaged }
      lives.push(born(world.time.at(day + 1, 3), set))
    }
  }
  return lives
}
