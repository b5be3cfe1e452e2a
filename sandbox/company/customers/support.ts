import { type Day, type Instant, isWeekend } from '../days.ts'
import { type Change, type Life, lived } from '../life.ts'
import { traits } from '../market.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { type Customer, distress, mrrOn } from './customer.ts'

export interface Ticket {
  readonly account: string
  readonly priority: string
  readonly opened: Instant
  /** Null while nobody solves it. */
  readonly solved: Instant | null
  /** Opened again and solved again. */
  readonly again?: readonly [Instant, Instant]
}

const anHour = 3_600_000
const medianHours: Readonly<Record<string, number>> = { urgent: 2.5, high: 6, normal: 10, low: 22 }

/** Tickets by size and mood of the customer; the planted ones get theirs by script for the last months. */
export function createTickets(world: World, customers: readonly Customer[]): Ticket[] {
  const tickets: Ticket[] = []
  for (const customer of customers) {
    const { account } = customer
    const random = world.random.fork(`tickets ${account.id}`)
    const decline = account.planted?.decline
    const scriptFrom = decline ? world.today - 110 : world.horizon
    const first = Math.max(account.customerSince ?? world.first, world.first)
    for (let day: Day = first; day < Math.min(world.horizon, scriptFrom); day++) {
      if (mrrOn(customer, day) === 0) continue
      const mood = distress(customer, day)
      const chance = (traits[account.segment].ticketsAMonth / 30) * (1 + 4 * mood) * (isWeekend(day) ? 0.2 : 1.3)
      if (random.chance(chance)) tickets.push(openTicket(world, random, account.id, day, mood))
    }
    for (const { day, priority, solvedAfter } of decline?.tickets ?? []) {
      const opened = world.time.at(weekdayFrom(world.today + day), random.between(10, 16))
      const solved = solvedAfter === null ? null : opened + solvedAfter * 24 * anHour
      tickets.push({ account: account.id, priority, opened, solved })
    }
  }
  return tickets.sort((a, b) => a.opened - b.opened)
}

export function weekdayFrom(day: Day): Day {
  while (isWeekend(day)) day++
  return day
}

function openTicket(world: World, random: Random, account: string, day: Day, mood: number): Ticket {
  const { time } = world
  const weights = { low: 25, normal: 45, high: 22 + 15 * mood, urgent: 8 + 14 * mood }
  const priority = random.weighted(weights)
  const opened = time.at(day, random.between(8.5, 20))
  const hours = Math.min(600, random.lognormal(medianHours[priority] ?? 24, 0.85) * (1 + 15 * mood ** 2))
  const solved = time.settle(random, opened + hours * anHour)
  if (!random.chance(0.07 + 0.08 * mood)) return { account, priority, opened, solved }
  const back = time.settle(random, solved + random.between(4, 90) * anHour)
  return {
    account,
    priority,
    opened,
    solved,
    again: [back, time.settle(random, back + random.lognormal(20, 0.7) * anHour)],
  }
}

export function ticketLives(tickets: readonly Ticket[]): Life<'tickets'>[] {
  return tickets.map(({ account, priority, opened, solved, again }, index) => {
    const id = `tkt-${String(index + 1).padStart(5, '0')}`
    const open = { first_solved_at: null, solved_at: null, reopens: 0 }
    const changes: Change<'tickets'>[] = [
      { at: opened, set: { id, account_id: account, priority, opened_at: opened, ...open } },
    ]
    if (solved !== null) changes.push({ at: solved, set: { first_solved_at: solved, solved_at: solved } })
    if (again) {
      const [back, done] = again
      changes.push({ at: back, set: { solved_at: null, reopens: 1 } }, { at: done, set: { solved_at: done } })
    }
    return lived(changes)
  })
}
