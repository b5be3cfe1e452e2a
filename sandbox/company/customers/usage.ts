import { isHoliday, isoDate, isWeekend } from '../days.ts'
import { born, type Life } from '../life.ts'
import { traits } from '../market.ts'
import type { World } from '../world.ts'
import { type Customer, mrrOn, vigour } from './customer.ts'

/** How many days before the demo's start usage was first recorded. */
const recordedDays = 200

/** A row a day for every paying customer, written in the night after. */
export function usageLives(world: World, customers: readonly Customer[]): Life<'product_usage'>[] {
  const lives: Life<'product_usage'>[] = []
  for (const customer of customers) {
    const { account } = customer
    const random = world.random.fork(`usage ${account.id}`)
    const adoption = Math.min(0.93, Math.max(0.35, random.normal(0.69, 0.1)))
    const perUser = random.between(14, 55)
    const phase = random.between(0, 2 * Math.PI)
    const since = account.customerSince ?? world.first
    for (let day = Math.max(world.today - recordedDays, since); day < world.horizon; day++) {
      const mrr = mrrOn(customer, day)
      if (mrr === 0) continue
      const seats = Math.max(3, Math.round(mrr / traits[account.segment].seatPrice))
      // People come and go in waves of some months; a new customer takes six weeks to roll out.
      const wave = 1 + 0.04 * Math.sin(phase + day / 24)
      const rollout = Math.min(1, 0.3 + (0.7 * (day - since)) / 45)
      const quiet = isWeekend(day) ? 0.12 : account.region === 'JP' && isHoliday(day) ? 0.55 : 1
      const expected = seats * adoption * wave * rollout * quiet * vigour(customer, day)
      const active = Math.min(
        seats,
        Math.max(0, Math.round(expected + random.normal(0, 0.35 * Math.sqrt(expected * 0.4)))),
      )
      const events = Math.round(active * perUser * random.between(0.8, 1.2))
      const set = { account_id: account.id, day: isoDate(day), active_users: active, events, seats }
      lives.push(born(world.time.at(day + 1, 2.5), set))
    }
  }
  return lives
}
