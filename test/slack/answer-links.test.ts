import { expect, it } from 'vitest'
import { createAnswerLinks } from '../../src/slack/answer-links.ts'

const id = 'AbC-d_0123456789abcdEF'
const links = createAnswerLinks(
  { keep: async () => id, find: async (wanted) => (wanted === id ? 'kpi bookings' : undefined) },
  'https://revops.example.com/bot',
)

it('has an address below the public one', async () => {
  expect(await links.addressOf('kpi bookings')).toBe(`https://revops.example.com/bot/a/${id}`)
  expect(await links.questionOf(id)).toBe('kpi bookings')
})

it.each<[string, string, string | undefined]>([
  ['as it is', `https://revops.example.com/bot/a/${id}`, id],
  ['as Slack writes it', `<https://revops.example.com/bot/a/${id}>`, id],
  ['with a label', `<https://revops.example.com/bot/a/${id}|the figures>`, id],
  ['among words', `see https://revops.example.com/bot/a/${id}, please`, id],
  ['with a host in capitals', `https://RevOps.Example.com/bot/a/${id}`, id],
  ['the first of two', `https://revops.example.com/bot/a/${id} https://revops.example.com/bot/a/${'B'.repeat(22)}`, id],
  ['another path', `https://revops.example.com/a/${id}`, undefined],
  ['another host', `https://revops.example.com.evil.example/bot/a/${id}`, undefined],
  ['a host that only looks alike', `https://revopsXexample.com/bot/a/${id}`, undefined],
  ['an id that is too short', `https://revops.example.com/bot/a/${id.slice(1)}`, undefined],
  ['an id that is too long', `https://revops.example.com/bot/a/${id}x`, undefined],
  ['no link', 'kpi bookings', undefined],
])('is found in a text: %s', (_, text, expected) => {
  expect(links.idIn(text)).toBe(expected)
})
