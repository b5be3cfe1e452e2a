import { expect, test } from 'vitest'
import { withIds } from '../../sandbox/server/mentions.ts'
import { createSlackSandbox } from '../../sandbox/server/sandbox.ts'
import { asTyped } from '../../src/slack/as-typed.ts'

const emails: Readonly<Record<string, string>> = { U1: 'ann@x.example', U2: 'bob+sales@x.example' }
const read = (text: string) => asTyped(text, async (id) => emails[id])

test.each([
  ['pipeline <@U1|ann>', 'pipeline @ann@x.example'],
  ['pipeline <@U1>@x.example', 'pipeline @ann@x.example'],
  ['pipeline <@U1> and <@U2>, <@U1>', 'pipeline @ann@x.example and @bob+sales@x.example, @ann@x.example'],
  ['pipeline <@U9>', 'pipeline @U9'],
  ['subscribe mrr <#C1|sales>', 'subscribe mrr #C1'],
  ['accounts <mailto:ann@x.com|ann@x.com>', 'accounts ann@x.com'],
  ['pipeline @<mailto:ann@x.com|ann@x.com>', 'pipeline @ann@x.com'],
  ['accounts <mailto:ann@x.com>', 'accounts ann@x.com'],
  ['kpi mrr where region=<http://region.eu|region.eu>', 'kpi mrr where region=region.eu'],
  ['accounts <https://acme.com/a|acme.com/a>', 'accounts acme.com/a'],
  ['<https://r.example/a/1>', 'https://r.example/a/1'],
  ['<https://r.example/a/1|last week>', 'https://r.example/a/1'],
  ['accounts R&amp;D &lt;x&gt;', 'accounts R&D <x>'],
])('%s is %s', async (text, expected) => {
  expect(await read(text)).toBe(expected)
})

test('five people are looked up, each once; who cannot be stays an id', async () => {
  const asked: string[] = []
  const slow = async (id: string) => {
    asked.push(id)
    if (id === 'U2') throw new Error('Slack does not answer')
    return `${id.toLowerCase()}@x.example`
  }
  const text = [1, 2, 3, 1, 2, 4, 5, 6, 7].map((n) => `<@U${n}>`).join(' ')
  expect(await asTyped(text, slow)).toBe(
    '@u1@x.example @U2 @u3@x.example @u1@x.example @U2 @u4@x.example @u5@x.example @U6 @U7',
  )
  expect(asked).toEqual(['U1', 'U2', 'U3', 'U4', 'U5'])
})

test('nobody is looked up for what is too long to be a question', async () => {
  const long = `<@U1> ${'x'.repeat(7_995)}`
  expect(long).toHaveLength(8_001)
  expect(await read(long)).toBe(long)
  expect(await read(long.slice(0, 8_000))).toMatch(/^@ann@x\.example x/)
})

test('what people type comes back from the sandbox’s Slack as they typed it', async () => {
  const sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    people: [{ id: 'U1', email: 'ann@x.example', name: 'Ann', role: 'rep' }],
    channels: [],
  })
  try {
    const sent = withIds(
      sandbox.workspace,
      'pipeline @ann@x.com, ann@x.com acme.com R&D https://r.example/a/1 weekly.csv 1.5',
    )
    expect(sent).toBe(
      'pipeline @<mailto:ann@x.com|ann@x.com>, <mailto:ann@x.com|ann@x.com> <http://acme.com|acme.com> R&amp;D <https://r.example/a/1> weekly.csv 1.5',
    )
    expect(await read(sent)).toBe('pipeline @ann@x.com, ann@x.com acme.com R&D https://r.example/a/1 weekly.csv 1.5')
    expect(await read(withIds(sandbox.workspace, 'pipeline @ann'))).toBe('pipeline @ann@x.example')
  } finally {
    await sandbox.close()
  }
})
