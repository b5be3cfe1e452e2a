import { expect, test } from 'vitest'
import { kept } from '../../../sandbox/server/kept.ts'

test('a payload is kept whole, without what proves who somebody is', () => {
  expect(
    kept({ type: 'block_actions', token: 'xoxb-1', user: { id: 'U1', access_token: 'xoxp-2' }, code: 'bad' }),
  ).toBe('{"type":"block_actions","token":"…","user":{"id":"U1","access_token":"…"},"code":"bad"}')
  expect(kept(undefined)).toBe('')
})

test('a very long one is cut, and says how long it was', () => {
  // Two quotation marks stand around the words.
  const cut = kept('x'.repeat(30_000))
  expect(cut).toMatch(/^"x{19999}… \(30002 characters\)$/)
})
