import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mail, type SmallBot, startSmallBot } from '../support/bot.ts'

/** Links to answers, over HTTP: who copies one, who pastes it where, and what stands below it. */

const user = (id: string, role: string, manager_id: string | null = null) => ({
  id,
  name: id,
  email: mail(id),
  role,
  manager_id,
})
const won = (id: string, owner_id: string, amount: number, account_id: string) => ({
  id,
  owner_id,
  account_id,
  amount,
  stage_id: 'won',
  closed_at: '2026-11-10T09:00',
})
const roles = {
  eve: 'executive',
  rex: 'ops',
  mia: 'manager',
  ann: 'rep',
  bob: 'rep',
  cleo: 'cs',
  max: 'marketing',
} as const
type Name = keyof typeof roles | 'nobody'
const members = (...names: Name[]) => names.map(mail)

let bot: SmallBot
beforeAll(async () => {
  bot = await startSmallBot({
    at: '2026-11-16T00:00:00Z',
    rows: {
      users: [
        user('eve', 'executive'),
        user('rex', 'ops'),
        user('mia', 'manager'),
        user('ann', 'rep', 'mia'),
        user('bob', 'rep', 'mia'),
        user('cleo', 'cs'),
        user('max', 'marketing'),
      ],
      // Ann's 100 with Acme, which Cleo looks after; Bob's 20 with Globex. The company has 120, which is also Mia's.
      opportunities: [won('a', 'ann', 100, 'acme'), won('b', 'bob', 20, 'globex')],
    },
    people: [
      ...Object.entries(roles).map(([name, role]) => ({ name, role, ...(name === 'rex' && { locale: 'ja' }) })),
      { name: 'nobody', role: 'rep' },
    ],
    channels: [
      { name: 'board', members: members('eve', 'rex') },
      { name: 'team', members: members('mia', 'ann', 'bob') },
      { name: 'pair', members: members('ann', 'mia') },
      { name: 'totals', members: members('eve', 'max') },
      { name: 'care', members: members('cleo', 'eve') },
      { name: 'lone', members: members('ann') },
      { name: 'everybody' },
      { name: 'hidden', isPrivate: true, botIsMember: false, members: members('eve', 'rex') },
      { name: 'partners', isExtShared: true, members: members('eve', 'rex') },
    ],
    business: { questionsPerMinute: null },
    environment: { REVOPS_PUBLIC_URL: 'https://revops.example.com' },
  })
}, 90_000)
afterAll(() => bot?.stop(), 60_000)

const command = (name: Name, text: string, channel = 'everybody') =>
  bot.control('command', { user: mail(name), channel, text })
const press = (name: Name, where: { channel: string; ts: string; action_id: string; value?: string }) =>
  bot.control('click', { user: mail(name), ...where })
const messageAt = (ts: string) => bot.sandbox.messages().find((message) => message.ts === ts)

/** The link of an answer, as its button gives it. */
async function linkTo(question: string, name: Name = 'eve'): Promise<string> {
  const [answer] = (await command(name, question)).messages
  const pressed = await press(name, { channel: 'everybody', ts: answer?.ts ?? '', action_id: 'copy_link' })
  const [said] = pressed.messages
  expect(said?.ephemeral).toBe(true)
  return /<(https:[^>]+)>/.exec(said?.text ?? '')?.[1] ?? ''
}

async function paste(name: Name, channel: string, text: string): Promise<string> {
  const said = await bot.control('say', { user: mail(name), channel, text })
  return (said as unknown as { ts: string }).ts
}

/** What stands below a message by and by. */
async function belowOf(ts: string) {
  await expect.poll(() => messageAt(ts)?.unfurls, { timeout: 20_000 }).toBeDefined()
  const calls = bot.sandbox.log().filter(({ kind, method }) => kind === 'api' && method === 'chat.unfurl')
  expect(calls.filter(({ ok }) => !ok)).toEqual([])
  return messageAt(ts)?.unfurls ?? []
}

/** Nothing does: a link that was pasted later has been seen to, and what was asked before it has been answered. */
async function nothingBelow(ts: string): Promise<void> {
  await belowOf(await paste('eve', 'board', await linkTo('kpi bookings')))
  await command('eve', 'help')
  expect(messageAt(ts)?.unfurls).toBeUndefined()
}

const open = 'Open for me'
const shut = 'shown here only where everybody'

describe('below a pasted link', () => {
  it.each<[string, Name, string, string, string | undefined]>([
    ['an executive among such as see everything', 'eve', 'board', 'kpi bookings', '¥120'],
    ['a rep beside who manages them', 'ann', 'pair', 'kpi bookings', '¥100'],
    ['a rep alone', 'ann', 'lone', 'kpi bookings', '¥100'],
    ['marketing among totals', 'max', 'totals', 'kpi bookings', '¥120'],
    ['an executive beside marketing: totals are open to both', 'eve', 'totals', 'kpi bookings', '¥120'],
    ['a CSM beside an executive', 'cleo', 'care', 'kpi bookings', '¥100'],
    ['operations, in Japanese', 'rex', 'board', 'kpi bookings', '¥120'],
    ['a manager beside their people, who see less', 'mia', 'team', 'kpi bookings', undefined],
    ['a manager beside one of them', 'mia', 'pair', 'kpi bookings', undefined],
    ['a rep beside a colleague', 'ann', 'team', 'kpi bookings', undefined],
    ['an executive among everybody', 'eve', 'everybody', 'kpi bookings', undefined],
    ['people apart, beside who sees totals', 'eve', 'totals', 'kpi bookings by owner', undefined],
    ['an executive beside a CSM', 'eve', 'care', 'kpi bookings', undefined],
    ['who has no row', 'nobody', 'everybody', 'kpi bookings', undefined],
    ['where the bot cannot look', 'eve', 'hidden', 'kpi bookings', undefined],
  ])('%s', async (_, name, channel, question, figure) => {
    const link = await linkTo(question)
    const below = await belowOf(await paste(name, channel, `See ${link} please`))
    expect(below.map(({ url }) => url)).toEqual([link])
    const seen = JSON.stringify(below)
    if (figure === undefined) {
      expect(seen).toContain(shut)
      expect(seen).toContain(open)
      // Neither figures nor what was asked, which may name a customer.
      expect(seen).not.toMatch(/¥|bookings/i)
    } else {
      expect(seen).toContain(figure)
      expect(seen).toContain(name === 'rex' ? '自分用に開く' : open)
      expect(seen).toContain(`/revops ${question}`)
      expect(seen).not.toContain(shut)
    }
  })

  it('nothing at all stands where another company reads along', async () => {
    await nothingBelow(await paste('eve', 'partners', await linkTo('kpi bookings')))
  })

  it('nothing stands for a link that was never made', async () => {
    const never = `https://revops.example.com/a/${'A'.repeat(22)}`
    await nothingBelow(await paste('eve', 'board', never))
  })

  it('words stand there, and tables and charts are a press away', async () => {
    const below = await belowOf(await paste('eve', 'board', await linkTo('kpi bookings by owner')))
    const types = below.flatMap(({ blocks }) => blocks.map((block) => (block as { type: string }).type))
    expect(new Set(types)).toEqual(new Set(['header', 'section', 'context', 'actions']))
  })

  it('what changed since is asked anew', async () => {
    const link = await linkTo('kpi bookings')
    await bot.ssot.query(`update ssot.opportunities set amount = 700 where id = 'a'`)
    expect(JSON.stringify(await belowOf(await paste('eve', 'board', link)))).toContain('¥720')
    await bot.ssot.query(`update ssot.opportunities set amount = 100 where id = 'a'`)
  })

  it('the same question has the same link, whoever copies it', async () => {
    expect(await linkTo('kpi bookings', 'ann')).toBe(await linkTo('kpi bookings', 'eve'))
  })

  it('in the composer nobody knows who will read it', async () => {
    const link = await linkTo('kpi bookings')
    const calls = () => bot.sandbox.log().filter(({ method }) => method === 'chat.unfurl').length
    const before = calls()
    await bot.control('event', {
      type: 'link_shared',
      channel: 'COMPOSER',
      user: bot.sandbox.workspace.findPerson(mail('eve'))?.id,
      message_ts: '7d8b-4f',
      source: 'composer',
      links: [{ url: link, domain: 'revops.example.com' }],
    })
    await belowOf(await paste('eve', 'board', link))
    expect(calls()).toBe(before + 1)
  })
})

describe('opened', () => {
  it.each<[Name, string]>([
    ['eve', '¥120'],
    ['rex', '¥120'],
    ['mia', '¥120'],
    ['ann', '¥100'],
    ['bob', '¥20'],
    ['cleo', '¥100'],
    ['max', '¥120'],
    ['nobody', 'I do not know you yet'],
  ])('%s alone is answered, with what they may see', async (name, expected) => {
    const link = await linkTo('kpi bookings')
    const ts = await paste('eve', 'everybody', link)
    await belowOf(ts)
    const { messages } = await press(name, { channel: 'everybody', ts, action_id: 'open_link', value: link.slice(-22) })
    expect(messages).toMatchObject([{ ephemeral: true, user: bot.sandbox.workspace.findPerson(mail(name))?.id }])
    expect(messages[0]?.text).toContain(expected)
  })

  it('after the command it is the question', async () => {
    const link = await linkTo('kpi bookings')
    const typed = await command('bob', link)
    expect(typed.messages[0]?.text).toBe((await command('bob', 'kpi bookings')).messages[0]?.text)
    // What its buttons carry is the question, not the address.
    expect(JSON.stringify(typed.messages[0]?.blocks)).not.toContain('revops.example.com')
  })

  it('in the bot’s direct messages it is answered, and not shown a second time', async () => {
    const link = await linkTo('kpi bookings')
    const said = (await bot.control('say', { user: mail('ann'), channel: 'dm', text: link })) as unknown as {
      ts: string
    }
    const replies = () =>
      bot.sandbox.messages().filter((message) => 'thread_ts' in message && message.thread_ts === said.ts)
    await expect.poll(replies, { timeout: 20_000 }).toHaveLength(1)
    expect(replies()[0]?.text).toContain('¥100')
    await nothingBelow(said.ts)
  })

  it('one that is forgotten says so', async () => {
    const { messages } = await command('ann', `https://revops.example.com/a/${'B'.repeat(22)}`)
    expect(messages[0]?.text).toContain('its question is forgotten')
  })

  it('in a browser there is no figure and no question', async () => {
    const link = await linkTo('kpi bookings')
    const page = await fetch(link.replace('https://revops.example.com', bot.base))
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain('It opens in Slack')
    expect(text).not.toMatch(/bookings|¥/)
  })
})

it('what is one’s own business has no link', async () => {
  expect(JSON.stringify(await command('ann', 'subscriptions'))).not.toContain('Copy link')
  expect(JSON.stringify(await command('ann', 'kpi bookings'))).toContain('Copy link')
})

it('who pasted what where is written down, with the question', async () => {
  await belowOf(await paste('ann', 'pair', await linkTo('kpi bookings last month')))
  const rows = async () =>
    (
      await bot.own.query(
        `select act, outcome from revops.audit where question = 'kpi bookings last month' and act = 'shared'`,
      )
    ).rows
  await expect.poll(rows, { timeout: 20_000 }).toEqual([{ act: 'shared', outcome: 'answered' }])
})
