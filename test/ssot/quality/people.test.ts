import { expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Row } from '../../support/rows.ts'

const { found } = await useLooked()
const person = (id: string, rest: Row<'users'> = {}): Row<'users'> => ({
  id,
  email: `${id}@example.com`,
  role: 'rep',
  manager_id: null,
  ...rest,
})

it.each<[string, string[], Row<'users'>[]]>([
  [
    'a tree of managers, an e-mail of somebody who left, a role in capitals',
    [],
    [
      person('a', { role: ' Executive ' }),
      person('b', { manager_id: 'a' }),
      person('c', { manager_id: 'b' }),
      person('left', { email: 'c@example.com', active: false }),
    ],
  ],
  ['their own manager', ['warning users manager_circle 1 a'], [person('a', { manager_id: 'a' })]],
  [
    'a circle of three, and somebody below it who is not in it',
    ['warning users manager_circle 3 b'],
    [
      person('b', { manager_id: 'd' }),
      person('c', { manager_id: 'b' }),
      person('d', { manager_id: 'c' }),
      person('a', { manager_id: 'b' }),
    ],
  ],
  [
    'an e-mail of two, however it is written',
    ['warning users shared_email 2 a'],
    [
      person('a'),
      person('b', { email: ' A@Example.com' }),
      person('c'),
      person('d', { email: '' }),
      person('e', { email: '' }),
    ],
  ],
  [
    'roles of another company, and none',
    ['warning users unknown_role 2 a'],
    [person('a', { role: 'account executive' }), person('b', { role: null }), person('c')],
  ],
])('%s', async (_, findings, users) => {
  expect(await found({ users, accounts: [] })).toEqual(findings)
})
