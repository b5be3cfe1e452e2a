import { afterAll, beforeAll, expect, test } from 'vitest'
import { mail, type SmallBot, startSmallBot } from '../support/bot.ts'

/** Whatever people get done by typing or pressing: how often they may, and what is written down of it. */

let bot: SmallBot
beforeAll(async () => {
  bot = await startSmallBot({
    at: '2026-11-16T00:00:00Z',
    rows: {},
    people: [
      { name: 'mia', role: 'manager' },
      { name: 'rex', role: 'ops', locale: 'ja' },
      { name: 'bob', role: 'rep' },
      { name: 'nobody', role: 'rep' },
    ],
    channels: [{ id: 'C0TEAM001', name: 'team' }],
    business: { questionsPerMinute: 3 },
    environment: { REVOPS_PUBLIC_URL: 'https://revops.example.com' },
  })
}, 90_000)
afterAll(() => bot?.stop(), 60_000)

const command = (name: string, text: string) => bot.control('command', { user: mail(name), channel: 'team', text })
const shownIn = (id: string | undefined) => JSON.stringify(bot.sandbox.workspace.view(id ?? '')?.view)
const press = (name: string, ts: string | undefined, action_id: string) =>
  bot.control('click', { user: mail(name), channel: 'team', ts, action_id })
const noted = async (name: string) => {
  const found = await bot.own.query(
    'select question, outcome, channel from revops.audit where email = $1 order by position',
    [mail(name)],
  )
  return found.rows.map(({ question, outcome, channel }) => [question, outcome, channel])
}

test('forms that are opened and sent, and links that are copied, are written down as questions are', async () => {
  const { view } = await command('mia', 'subscribe')
  await expect.poll(() => shownIn(view?.id)).toContain('"block_id":"what"')
  const chosen = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } })
  const typed = (value: string) => ({ value: { type: 'plain_text_input', value } })
  const values = {
    what: chosen('report:daily_standup'),
    every: chosen('usual'),
    zone: typed('Mars/Olympus'),
    place: chosen('dm'),
    language: chosen('en'),
    changes: chosen('always'),
  }
  const sent = await bot.control('submit', { user: mail('mia'), view_id: view?.id, values })
  expect(sent.errors).toHaveProperty('zone')
  const rule = await command('nobody', 'alerts new')
  await expect.poll(() => shownIn(rule.view?.id)).toContain('nobody@example.com')
  const [answer] = (await command('mia', 'kpi bookings')).messages
  await press('mia', answer?.ts, 'copy_link').catch(() => undefined)
  await expect
    .poll(() => noted('mia'), { timeout: 20_000 })
    .toEqual([
      ['subscribe', 'answered', 'C0TEAM001'],
      ['subscribe save report:daily_standup', 'refused', null],
      ['kpi bookings', 'answered', 'C0TEAM001'],
      ['link: kpi bookings', 'refused', 'C0TEAM001'],
    ])
  expect(await noted('nobody')).toEqual([['alerts new', 'unknown', 'C0TEAM001']])
  const strangers = `select from revops.deliveries where source = 'link_request'`
  await expect.poll(async () => (await bot.own.query(strangers)).rowCount).toBeGreaterThan(0)
}, 60_000)

test('who asks a lot waits for a form as for an answer', async () => {
  for (let asked = 0; asked < 3; asked += 1) await command('rex', 'help')
  for (const text of ['subscribe', 'alerts new']) {
    const { view } = await command('rex', text)
    await expect.poll(() => shownIn(view?.id)).toContain('短時間に多くの質問を受け付けました。')
  }
}, 60_000)

test('and for a link', async () => {
  const [answer] = (await command('bob', 'kpi bookings')).messages
  const said = async () => (await press('bob', answer?.ts, 'copy_link')).messages.map(({ text }) => text).join()
  expect(await said()).toContain('https://revops.example.com/a/')
  await said()
  expect(await said()).toMatch(/^That is a lot of questions at once\. Please wait \d+ seconds and ask again\.$/)
}, 60_000)
