import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mail, type SmallBot, startSmallBot } from '../support/bot.ts'

/** The form of a subscription, over HTTP: opened, redrawn, refused and saved as Slack does it. */

let bot: SmallBot
beforeAll(async () => {
  bot = await startSmallBot({
    at: '2026-11-16T00:00:00Z',
    // Won on Friday: the stand-up has something to say.
    rows: { opportunities: [{ id: 'w', stage_id: 'won', closed_at: '2026-11-13T15:00', created_at: '2026-10-02' }] },
    people: [
      { name: 'mia', role: 'manager' },
      { name: 'rex', role: 'ops', locale: 'ja' },
      { name: 'nobody', role: 'rep' },
    ],
    channels: [
      { id: 'C0TEAM001', name: 'team' },
      { id: 'C0SECRET1', name: 'secret', isPrivate: true, botIsMember: false },
      { id: 'C0CLOSED1', name: 'closed', isPrivate: true, members: [mail('rex')] },
      { id: 'C0INNER01', name: 'inner', isPrivate: true, members: [mail('mia')] },
      { id: 'C0PARTNER', name: 'partners', isExtShared: true },
      { id: 'C0OLD0001', name: 'old', isArchived: true },
    ],
  })
}, 90_000)
afterAll(() => bot?.stop(), 60_000)
beforeEach(async () => {
  await bot.own.query('delete from revops.subscriptions')
})

interface View {
  readonly id: string
  readonly callback_id: string
  readonly blocks: readonly { readonly type: string; readonly block_id?: string; readonly text?: { text: string } }[]
}
const viewOf = (id: string | undefined) => bot.sandbox.workspace.view(id ?? '')?.view as unknown as View | undefined
const wordsOf = (id: string | undefined) => JSON.stringify(viewOf(id))
const command = (name: string, text: string, channel = 'team') =>
  bot.control('command', { user: mail(name), channel, text })
const fieldsOf = (id: string | undefined) =>
  viewOf(id)?.blocks.flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : []))

/** Opens it by the command, and waits until it has taken the place of the view that says it is on its way. */
async function opened(name = 'mia', text = 'subscribe'): Promise<string> {
  const { view } = await command(name, text)
  await expect.poll(() => fieldsOf(view?.id)).toContain('what')
  return view?.id ?? ''
}

const chosen = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } })
const typed = (value: string) => ({ value: { type: 'plain_text_input', value } })
const values = (fields: Readonly<Record<string, object>> = {}) => ({
  what: chosen('report:daily_standup'),
  every: chosen('usual'),
  zone: typed('Asia/Tokyo'),
  place: chosen('dm'),
  language: chosen('en'),
  changes: chosen('always'),
  ...fields,
})
/** Chooses in a menu, and waits for what it asks for. */
async function choose(view_id: string, menu: 'what' | 'every' | 'place', value: string, field: string, name = 'mia') {
  const fields = { [menu]: chosen(value) }
  await bot.control('click', {
    user: mail(name),
    view_id,
    action_id: `subscribe_${menu}`,
    value,
    values: values(fields),
  })
  await expect.poll(() => fieldsOf(view_id)).toContain(field)
}
const submit = (view_id: string, fields: Readonly<Record<string, object>> = {}, name = 'mia') =>
  bot.control('submit', { user: mail(name), view_id, values: values(fields) })
const kept = async () =>
  (await bot.own.query('select id, kind, topic, channel, schedule, zone from revops.subscriptions order by position'))
    .rows

describe('the form', () => {
  it('opens for the command without what, in the language of who typed it', async () => {
    expect(wordsOf(await opened('mia', 'subscribe'))).toContain('"text":"Subscribe"')
    expect(wordsOf(await opened('rex', '購読'))).toContain('定期配信の設定')
  })

  it('follows what is chosen in it', async () => {
    const view_id = await opened()
    await choose(view_id, 'what', 'kpi', 'question')
    await choose(view_id, 'what', 'account', 'account')
    expect(fieldsOf(view_id)).not.toContain('question')
    await choose(view_id, 'every', 'weekly', 'weekday')
    await choose(view_id, 'every', 'words', 'schedule')
    await choose(view_id, 'place', 'channel', 'channel')
  })

  it('says what is wrong beside each field, and is taken once it is right', async () => {
    const view_id = await opened()
    await choose(view_id, 'every', 'daily', 'time')
    const wrong = await submit(view_id, { every: chosen('daily'), time: typed('25:00'), zone: typed('Mars') })
    expect(wrong).toMatchObject({
      ok: true,
      response_action: 'errors',
      errors: { time: '“25:00” is no time of day. For example 09:00.', zone: expect.stringContaining('“Mars”') },
    })
    expect(await kept()).toEqual([])
    const right = await submit(view_id, { every: chosen('daily'), time: typed('9'), place: chosen('here') })
    expect(right).toMatchObject({ ok: true, response_action: 'update' })
    expect(wordsOf(view_id)).toContain('Subscribed: *Daily stand-up*, daily at 09:00 (Asia/Tokyo), in <#C0TEAM001>.')
    expect(await kept()).toMatchObject([{ topic: 'daily_standup', channel: 'C0TEAM001', schedule: 'daily at 9' }])
  })

  it('a stranger is told whom to ask, in its place', async () => {
    const { view } = await command('nobody', 'subscribe')
    await expect.poll(() => wordsOf(view?.id)).toContain('I do not know you yet')
  })

  it('in words after a mention it is the sentence that says what there is', async () => {
    const said = (await bot.control('say', { user: mail('mia'), channel: 'dm', text: 'subscribe' })) as unknown as {
      ts: string
    }
    const replies = () =>
      bot.sandbox.messages().filter((message) => 'thread_ts' in message && message.thread_ts === said.ts)
    await expect.poll(replies, { timeout: 20_000 }).toHaveLength(1)
    expect(replies()[0]?.text).toContain('Which report?')
  })
})

describe('where', () => {
  const channel = (id: string) => ({
    place: chosen('channel'),
    channel: { value: { type: 'conversations_select', selected_conversation: id } },
  })
  it.each<[string, string, string | undefined]>([
    ['a channel that everybody may join', 'C0TEAM001', undefined],
    ['a private one that both are in', 'C0INNER01', undefined],
    ['a private one that the bot is not in', 'C0SECRET1', '/invite @RevOps'],
    ['a private one that they are not in', 'C0CLOSED1', 'You are not in that channel'],
    ['one shared with another company', 'C0PARTNER', 'shared with another company'],
    ['an archive', 'C0OLD0001', 'archived'],
  ])('%s', async (_, id, refusal) => {
    const view_id = await opened()
    await choose(view_id, 'place', 'channel', 'channel')
    const answer = await submit(view_id, channel(id))
    if (refusal === undefined) expect(answer.response_action).toBe('update')
    else expect(answer.errors?.channel).toContain(refusal)
    expect((await kept()).map((row) => row.channel)).toEqual(refusal === undefined ? [id] : [])
    // The command says the same.
    const said = (await command('mia', `subscribe standup weekdays at 10 #${id}`)).messages[0]?.text
    if (refusal === undefined) expect(said).toMatch(/^Changed:/)
    else expect(said?.replaceAll('`', '')).toBe(answer.errors?.channel)
  })
})

describe('changing one', () => {
  const list = async () => (await command('mia', 'subscriptions')).messages[0]
  const press = async (action_id: string, value?: string) => {
    const message = await list()
    const answer = await bot.control('click', {
      user: mail('mia'),
      channel: 'team',
      ts: message?.ts,
      action_id,
      ...(value !== undefined && { value }),
    })
    await expect.poll(() => fieldsOf(answer.view?.id)).toContain('what')
    return answer.view?.id ?? ''
  }

  it('from the list: the form holds what it is, and it stays the same one', async () => {
    await command('mia', 'subscribe kpi bookings by segment mondays at 8')
    const [before] = await kept()
    const view_id = await press('subscribe_edit')
    expect(wordsOf(view_id)).toContain('Change subscription')
    expect(wordsOf(view_id)).toContain('"initial_value":"by segment"')
    const answer = await submit(view_id, {
      what: chosen('kpi'),
      metric: chosen('win_rate'),
      question: typed(''),
      every: chosen('weekly'),
      weekday: chosen('Tuesday'),
      time: typed('8'),
      place: chosen('here'),
    })
    // Mia's team is not the company.
    expect(answer.errors?.place).toContain('only executives and RevOps')
    const right = await submit(view_id, {
      what: chosen('kpi'),
      metric: chosen('win_rate'),
      question: typed(''),
      every: chosen('weekly'),
      weekday: chosen('Tuesday'),
      time: typed('8'),
    })
    expect(right.response_action).toBe('update')
    expect(await kept()).toMatchObject([{ id: before?.id, topic: 'win_rate', schedule: 'tuesdays at 8' }])
  })

  it('a new one from the list, from a digest and from the home tab', async () => {
    expect(fieldsOf(await press('subscribe_new'))).toContain('what')
    const [digest] = (await command('mia', 'digest daily-standup')).messages
    const pressed = await bot.control('click', {
      user: mail('mia'),
      channel: 'team',
      ts: digest?.ts,
      action_id: 'subscribe_new',
    })
    await expect
      .poll(() => wordsOf(pressed.view?.id))
      .toMatch(/"initial_option":\{"text":\{[^}]*\},"value":"report:daily_standup"/)
    await bot.control('home', { user: mail('mia') })
    const home = () => bot.sandbox.workspace.homeOf(bot.sandbox.workspace.findPerson(mail('mia'))?.id ?? '')
    await expect.poll(home, { timeout: 20_000 }).toBeDefined()
    const from = await bot.control('click', { user: mail('mia'), view_id: home()?.id, action_id: 'subscribe_new' })
    await expect.poll(() => fieldsOf(from.view?.id)).toContain('what')
    // From there, no channel is "this one".
    expect(wordsOf(from.view?.id)).not.toContain('"here"')
  })
})
