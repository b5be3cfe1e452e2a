import { expect, it } from 'vitest'
import { lookThrough } from '../support/run-log/look-through.ts'

const line = (text: string): string => JSON.stringify({ level: 30, msg: text })

it.each([
  ['a token of Slack’s', 'invalid_auth for xoxb-12-ab'],
  ['a token of Slack’s', 'opened with xapp-1-A0'],
  ['a token of Slack’s', 'rotated to xoxe.xoxp-1'],
  ['who somebody proves to be', 'headers: Bearer abc'],
  ['a password in an address', 'cannot reach postgres://revops:secret@db/ssot'],
  ['an address to answer to', 'POST https://hooks.slack.com/commands/T0123/45/ab'],
])('%s is found by its shape: %s', (what, text) => {
  expect(lookThrough(line(text), [])).toEqual([`${what}: ${line(text)}`])
})

it('what was planted is found wherever it stands, as JSON writes it', () => {
  const log = [line('Acme'), line('ready'), line('of "Big" Ltd.'), line('株式会社大和'), line('Acm')].join('\n')
  expect(lookThrough(log, ['Acme', '"Big" Ltd', '会社大和', 'Acme'])).toEqual([
    `planted “Acme”: ${line('Acme')}`,
    `planted “${'\\"Big\\" Ltd'}”: ${line('of "Big" Ltd.')}`,
    `planted “会社大和”: ${line('株式会社大和')}`,
  ])
})

it('what tells how to configure a token, or where a database is, is no secret', () => {
  const log = ['SLACK_BOT_TOKEN: the bot token (xoxb-…) of the app', 'postgres://127.0.0.1:5432/ssot', 'ready'].map(
    line,
  )
  expect(lookThrough(log.join('\n'), ['Acme'])).toEqual([])
})
