import { addMonths, isoDate, monthStart } from '../days.ts'
import { born, type Change, type Life, lived } from '../life.ts'
import type { World } from '../world.ts'
import type { Customer, Span } from './customer.ts'

/** `subscriptions` and, a row a month, the `revenue` recognised from them. */
export function subscriptionRows(world: World, customers: readonly Customer[]) {
  const subscriptions: Life<'subscriptions'>[] = []
  const revenue: Life<'revenue'>[] = []
  for (const { account, spans } of customers) {
    for (const [index, span] of spans.entries()) {
      if (span.from > world.horizon) continue
      const id = `sub-${account.id.slice(4)}-${index + 1}`
      subscriptions.push(subscription(world, id, account.id, span))
      revenue.push(...recognised(world, id, account.id, span))
    }
  }
  return { subscriptions, revenue }
}

function subscription(world: World, id: string, account: string, span: Span): Life<'subscriptions'> {
  const { time } = world
  const begin = time.start(span.from)
  const terms = { term_ends_on: span.termEnds === null ? null : isoDate(span.termEnds), auto_renew: span.autoRenew }
  const ends = { ended_on: null, end_known_at: null }
  const birth = { id, account_id: account, product: span.product, started_on: isoDate(span.from), mrr: span.mrr }
  const changes: Change<'subscriptions'>[] = [{ at: begin, set: { ...birth, currency: 'JPY', ...terms, ...ends } }]
  if (span.renewedAt !== undefined) changes.push({ at: Math.max(begin, span.renewedAt), set: { auto_renew: true } })
  if (span.noticeAt !== undefined) {
    const at = Math.max(begin, span.noticeAt)
    changes.push({ at, set: { ended_on: isoDate(span.to), end_known_at: at, auto_renew: false } })
  } else if (span.to <= world.horizon) {
    const at = time.start(span.to)
    changes.push({ at, set: { ended_on: isoDate(span.to), end_known_at: at } })
  }
  return lived(changes)
}

function recognised(world: World, id: string, account: string, span: Span): Life<'revenue'>[] {
  const rows: Life<'revenue'>[] = []
  for (
    let month = monthStart(Math.max(span.from, addMonths(world.today, -25)));
    month < span.to;
    month = addMonths(month, 1)
  ) {
    const next = addMonths(month, 1)
    if (next > world.horizon) break
    const days = Math.min(next, span.to) - Math.max(month, span.from)
    const amount = Math.round((span.mrr * days) / (next - month))
    if (days <= 0 || amount === 0) continue
    const of = { id: `rev-${id.slice(4)}-${isoDate(month).slice(0, 7)}`, account_id: account, product: span.product }
    const set = { ...of, recognized_on: isoDate(next - 1), amount, currency: 'JPY' }
    rows.push(born(world.time.at(next, 5), set))
  }
  return rows
}
