import type { Row } from '../row.ts'
import { csmFor, repFor } from './people.ts'
import { dayMs, idOf, instantText, type World } from './world.ts'

export const segments = ['SMB', 'SMB', 'SMB', 'Mid-Market', 'Mid-Market', 'Enterprise']
export const areas = ['Kanto', 'Kansai', 'Chubu', 'Kyushu', 'APAC', 'EMEA']
export const industries = ['Manufacturing', 'Retail', 'Software', 'Finance', 'Logistics', 'Healthcare', 'Education']

export const accountId = (index: number): string => idOf('acc', index)

/** When an account was opened: three in ten were there before the history begins. */
export const openedAt = (world: World, index: number): number => {
  const share = index / world.size.accounts
  return share < 0.3 ? world.at(0) - Math.round((0.3 - share) * 2_000 * dayMs) : world.at((share - 0.3) / 0.7)
}

/** How many accounts there were at a share of the growth. */
export const accountsAt = ({ size }: World, share: number): number =>
  Math.max(1, Math.floor(size.accounts * (0.3 + 0.7 * share)))

export function* accounts(world: World): Generator<Row<'accounts'>> {
  for (let index = 0; index < world.size.accounts; index += 1) {
    const random = world.random(`account ${index}`)
    yield {
      id: accountId(index),
      name: `Account ${index}`,
      segment: random.pick(segments),
      industry: random.pick(industries),
      region: random.pick(areas),
      owner_id: repFor(world, index),
      csm_id: random.chance(0.9) ? csmFor(world, index) : null,
      parent_id: random.chance(0.05) ? accountId(Math.floor(index / 2)) : null,
      created_at: instantText(openedAt(world, index)),
    }
  }
}
