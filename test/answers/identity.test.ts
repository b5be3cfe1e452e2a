import { describe, expect, it } from 'vitest'
import { personByEmail } from '../../src/answers/identity.ts'
import type { Person } from '../../src/ssot/people.ts'

const person = (id: string, rest: Partial<Person> = {}): Person => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role: 'rep',
  team: null,
  managerId: null,
  active: true,
  ...rest,
})
const people = [
  person('ann'),
  person('left', { active: false }),
  person('Rex', { role: 'ops', email: 'rex@example.com' }),
  person('none', { email: '' }),
]

describe('who asks', () => {
  it.each([
    ['as it is', 'ann@example.com'],
    ['in any case', 'Ann@Example.COM'],
    ['with blanks', ' ann@example.com '],
  ])('is known by e-mail %s', (_, email) => {
    expect(personByEmail(people, email, 'en', undefined).id).toBe('ann')
  })

  it('of two rows with one e-mail is the active one', () => {
    const twice = [person('old', { email: 'ann@example.com', active: false }), person('ann')]
    expect(personByEmail(twice, 'ann@example.com', 'en', undefined).id).toBe('ann')
  })

  it.each<[string, string | undefined, 'en' | 'ja', string | undefined, string]>([
    [
      'nobody',
      'who@example.com',
      'en',
      undefined,
      'I do not know you yet: nobody active in the company’s records has your Slack e-mail (who@example.com). Please ask RevOps (Rex) to add you.',
    ],
    [
      'somebody who left',
      'left@example.com',
      'en',
      'ops@example.com',
      'I do not know you yet: nobody active in the company’s records has your Slack e-mail (left@example.com). Please ask ops@example.com to add you.',
    ],
    [
      'without an e-mail',
      undefined,
      'en',
      undefined,
      'I do not know you yet: nobody active in the company’s records has your Slack e-mail (no e-mail). Please ask RevOps (Rex) to add you.',
    ],
    [
      'in Japanese',
      'who@example.com',
      'ja',
      undefined,
      'お使いのSlackのメールアドレス（who@example.com）が社内データに見つかりません。RevOps担当（Rex）に登録を依頼してください。',
    ],
  ])('%s is told whom to ask', (_, email, locale, contact, sentence) => {
    expect(() => personByEmail(people, email, locale, contact)).toThrow(sentence)
  })

  it('an empty e-mail is nobody’s, even where a row has none', () => {
    expect(() => personByEmail(people, '', 'en', undefined)).toThrow('no e-mail')
    expect(() => personByEmail([], undefined, 'en', undefined)).toThrow('whoever runs RevOps')
  })
})
