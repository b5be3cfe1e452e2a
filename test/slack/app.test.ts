import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { create, type RevOps } from '../../src/main.ts'
import { createCompanyDatabase } from '../support/company.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { runLog } from '../support/run-log/log.ts'
import { plantRows, plantSecrets } from '../support/run-log/plant.ts'

const secret = 'test-signing-secret'

/** A wire to PostgreSQL that can be cut and made to hang. */
interface Wire {
  readonly url: string
  cut(): void
  hang(): void
  mend(): void
  close(): void
}

async function wireTo(url: string): Promise<Wire> {
  const target = new URL(url)
  const open = new Set<Socket>()
  let mode: 'flows' | 'cut' | 'hangs' = 'flows'
  const server: Server = createServer()
  server.removeAllListeners('connection')
  server.on('connection', (from: Socket) => {
    from.on('error', () => undefined)
    if (mode === 'cut') return from.destroy()
    open.add(from)
    const to = connect(Number(target.port), target.hostname)
    to.on('error', () => from.destroy())
    to.on('close', () => from.destroy())
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
    from.on('data', (chunk) => {
      if (mode !== 'hangs') to.write(chunk)
    })
    to.on('data', (chunk) => from.write(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: url.replace(`:${target.port}/`, `:${port}/`),
    cut() {
      mode = 'cut'
      for (const socket of open) socket.destroy()
    },
    hang() {
      mode = 'hangs'
    },
    mend() {
      mode = 'flows'
      for (const socket of open) socket.destroy()
    },
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

describe('the Slack app', () => {
  let ssot: TestDatabase
  let own: TestDatabase
  let wire: Wire
  let sandbox: SlackSandbox
  let bot: RevOps
  let base = ''

  beforeAll(async () => {
    ssot = await createCompanyDatabase()
    own = await createDatabase('template0')
    wire = await wireTo(ssot.url)
    sandbox = await createSlackSandbox({
      signingSecret: secret,
      botToken: 'xoxb-sandbox',
      people: [
        { email: 'kenta.ishikawa@kazahana.example', name: 'Kenta Ishikawa', role: 'rep' },
        { email: 'stranger@elsewhere.example', name: 'Stranger', role: 'rep' },
        { email: 'mariko.saeki@kazahana.example', name: '佐伯 真理子', role: 'executive', locale: 'ja' },
      ],
      channels: [
        { name: 'general' },
        { name: 'partners', isExtShared: true },
        { name: 'desk', members: ['kenta.ishikawa@kazahana.example', 'mariko.saeki@kazahana.example'] },
      ],
    })
    const config = loadConfig({
      SSOT_URL: wire.url,
      DATABASE_URL: own.url,
      SLACK_BOT_TOKEN: 'xoxb-sandbox',
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: sandbox.apiUrl,
      PORT: '0',
      LOG_LEVEL: 'silent',
    })
    plantSecrets(config)
    await plantRows(ssot)
    bot = await create({ ...config, port: 0 }, { log: runLog() })
    base = `http://127.0.0.1:${bot.port}`
    sandbox.setBot({ eventsUrl: `${base}/slack/events` })
  }, 90_000)
  afterAll(async () => {
    await bot?.stop()
    wire?.close()
    await sandbox?.close()
    await Promise.all([ssot?.drop(), own?.drop()])
  }, 60_000)

  interface Answer {
    readonly ms: number
    readonly messages: readonly {
      readonly text: string
      readonly ephemeral: boolean
      readonly ts: string
      readonly channel: string
    }[]
  }
  async function control(path: string, body: object): Promise<Answer> {
    const reply = await fetch(`${sandbox.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await reply.json()) as Answer
  }
  const command = (text: string, user = 'kenta.ishikawa@kazahana.example', channel = 'general'): Promise<Answer> =>
    control('command', { user, channel, text: `/revops ${text}` })

  const rep = 'kenta.ishikawa@kazahana.example'

  it('answers only the asker, in their language', async () => {
    const english = await command('pipeline')
    expect(english.messages).toEqual([
      expect.objectContaining({ ephemeral: true, text: expect.stringContaining('Kenta Ishikawa') }),
    ])
    const japanese = await command('pipeline', 'mariko.saeki@kazahana.example')
    expect(japanese.messages[0]?.text).toContain('パイプライン')
  })

  it('tells a stranger whom to ask, and a typo what was meant', async () => {
    expect((await command('pipeline', 'stranger@elsewhere.example')).messages[0]?.text).toContain(
      'stranger@elsewhere.example',
    )
    expect((await command('pipelin')).messages[0]?.text).toContain('Did you mean `pipeline`')
  })

  it('says so within 3 s when the SSOT is down, and answers again when it is back', async () => {
    wire.cut()
    const down = await command('funnel')
    expect(down.messages[0]?.text).toContain('cannot be reached')
    expect(down.ms).toBeLessThan(3_000)
    wire.mend()
    const back = await command('kpi bookings')
    expect(back.messages[0]?.text).toContain('Bookings')
  }, 30_000)

  it('asks for patience within 3 s when the SSOT is slow, and the answer takes its place', async () => {
    wire.hang()
    const slow = await command('kpi mrr')
    expect(slow.messages[0]?.text).toContain('taking its time')
    expect(slow.ms).toBeLessThan(3_500)
    wire.mend()
    const texts = () => sandbox.messages('general').map(({ text }) => text)
    await expect.poll(() => texts().some((text) => /taking its time/.test(text)), { timeout: 25_000 }).toBe(false)
    const again = await command('kpi mrr')
    expect(again.messages[0]?.text).toContain('MRR')
  }, 60_000)

  it('posts a shared answer where all may see it, but never where another company reads along', async () => {
    const asked = await command('kpi win_rate last quarter', rep, 'desk')
    const [answer] = asked.messages
    await control('click', { user: rep, channel: 'desk', ts: answer?.ts, action_id: 'share' })
    await expect
      .poll(
        () => sandbox.messages('desk').filter(({ ephemeral, text }) => !ephemeral && text.includes('Win rate')).length,
        { timeout: 10_000 },
      )
      .toBe(1)
    const [post] = sandbox.messages('desk').filter(({ ephemeral }) => !ephemeral)
    const labels = JSON.stringify(post?.blocks.at(-1))
    for (const label of ['Why?', 'Rows', 'Explain']) expect(labels).toContain(`"${label}"`)
    // Who presses a button of it is answered alone, in their language and with what they may see.
    const why = /"action_id":"(ask\d)","value":"[^}]*why /.exec(labels)?.[1]
    const chief = 'mariko.saeki@kazahana.example'
    const pressed = await control('click', { user: chief, channel: 'desk', ts: post?.ts, action_id: why })
    expect(pressed.messages).toMatchObject([{ ephemeral: true, text: expect.stringContaining('受注率') }])
    expect(pressed.messages[0]?.text).toBe((await command('why win_rate last quarter', chief)).messages[0]?.text)
    const abroad = await command('kpi win_rate last quarter', rep, 'partners')
    const refused = await control('click', {
      user: rep,
      channel: 'partners',
      ts: abroad.messages[0]?.ts,
      action_id: 'share',
    })
    expect(refused.messages[0]?.text).toContain('shared with another company')
    expect(sandbox.messages('partners').filter(({ ephemeral }) => !ephemeral)).toEqual([])
  }, 30_000)

  it('says who may not see it, by name to who may know: a stranger is in #general', async () => {
    const shareOf = async (user: string) => {
      const [answer] = (await command('kpi win_rate last quarter', user)).messages
      const [note] = (await control('click', { user, channel: 'general', ts: answer?.ts, action_id: 'share' })).messages
      return note?.text
    }
    expect(await shareOf(rep)).toBe('One member of this channel may not see all of this, so it is not shared here.')
    expect(await shareOf('mariko.saeki@kazahana.example')).toMatch(
      /^<@U\w+>、<@U\w+> さんはこの内容をすべては閲覧できないため、共有しませんでした。$/,
    )
    expect(sandbox.messages('general').filter(({ ephemeral }) => !ephemeral)).toEqual([])
  }, 30_000)

  it('writes down who asked and shared what, and nothing of what was answered', async () => {
    const lines = async () =>
      (await own.query('select act, email, question, scope, outcome, channel from revops.audit order by position')).rows
    // One in #desk, one that was refused among partners, and two in #general.
    await expect.poll(async () => (await lines()).filter(({ act }) => act === 'shared').length).toBe(4)
    const channelId = sandbox.workspace.findChannel('desk')?.id
    const question = 'kpi win_rate last quarter'
    expect(await lines()).toEqual(
      expect.arrayContaining([
        { act: 'asked', email: rep, question, scope: 'people', outcome: 'answered', channel: channelId },
        { act: 'shared', email: rep, question, scope: 'people', outcome: 'answered', channel: channelId },
        expect.objectContaining({
          act: 'shared',
          outcome: 'refused',
          channel: sandbox.workspace.findChannel('partners')?.id,
        }),
        expect.objectContaining({
          act: 'shared',
          outcome: 'refused',
          channel: sandbox.workspace.findChannel('general')?.id,
        }),
        expect.objectContaining({ email: 'stranger@elsewhere.example', scope: null, outcome: 'unknown' }),
        expect.objectContaining({ question: 'pipelin', outcome: 'refused' }),
        expect.objectContaining({ question: 'funnel', outcome: 'failed' }),
      ]),
    )
  })

  it('has asked for the stranger to be let in, once', async () => {
    await command('kpi mrr', 'stranger@elsewhere.example')
    await expect
      .poll(async () => (await own.query(`select from revops.deliveries where source = 'link_request'`)).rowCount)
      .toBeGreaterThan(0)
    const told = await own.query(
      `select channel, count(*)::int as n from revops.deliveries where source = 'link_request' group by 1`,
    )
    for (const { channel, n } of told.rows) expect([channel, n]).toEqual([expect.stringMatching(/^mailto:/), 1])
  })

  describe('questions in messages', () => {
    const user = 'kenta.ishikawa@kazahana.example'
    const sandboxId = 'U000000001'
    const say = async (channel: string, text: string, { who = user, thread = '' } = {}): Promise<string> => {
      const reply = await fetch(`${sandbox.url}/sandbox/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user: who, channel, text, thread_ts: thread }),
      })
      return ((await reply.json()) as { ts: string }).ts
    }
    interface Said {
      readonly ts: string
      readonly thread_ts?: string
      readonly text: string
      readonly ephemeral: boolean
      readonly from: string
    }
    /** What the bot has said since a message: in a thread, or beside them all. */
    const since = async (channel: string, ts: string, thread?: string, who = user): Promise<Said[]> => {
      const query = new URLSearchParams({ user: who, channel })
      const all = (await (await fetch(`${sandbox.url}/sandbox/messages?${query}`)).json()) as Said[]
      return all.filter((each) => each.ts > ts && each.from === 'U0REVOPS01' && each.thread_ts === thread)
    }
    const answerTo = async (channel: string, ts: string, thread?: string, who = user) => {
      const found = () => since(channel, ts, thread, who)
      await expect.poll(() => found().then(({ length }) => length), { timeout: 20_000 }).toBe(1)
      return (await found())[0]
    }
    const direct = async (text: string, who = user) => {
      const ts = await say('dm', text, { who })
      return answerTo('dm', ts, ts, who)
    }

    it('a mention is answered in the channel, to who asked alone, as the command answers', async () => {
      const ts = await say('general', '@RevOps bookings last quarter')
      const answer = await answerTo('general', ts)
      expect(answer?.ephemeral).toBe(true)
      expect(answer?.text).toBe((await command('bookings last quarter')).messages[0]?.text)
      expect(JSON.stringify(answer)).toContain('Understood as `/revops kpi bookings last quarter`.')
      const inWords = await answerTo('general', await say('general', '@RevOps what is our win rate last quarter?'))
      expect(JSON.stringify(inWords)).toContain(
        'Understood as `/revops kpi win rate last quarter`. Not what you meant? Mention me',
      )
      // Whatever else is said in the channel is nobody's question.
      const other = await say('general', 'bookings last quarter')
      await say('general', '@RevOps pipelin')
      expect((await answerTo('general', other))?.text).toContain('Did you mean `pipeline`')
    })

    it('a mention in a thread is answered in that thread', async () => {
      const thread = await say('general', 'how are we doing?')
      const ts = await say('general', '@RevOps bookings last quarter', { thread })
      const answer = await answerTo('general', ts, thread)
      expect(answer?.ephemeral).toBe(true)
      expect(answer?.text).toBe((await command('bookings last quarter')).messages[0]?.text)
    })

    it('a direct message is answered below it, for each person with what they may see', async () => {
      const ts = await say('dm', 'pipeline me')
      const answer = await answerTo('dm', ts, ts)
      expect(answer?.ephemeral).toBe(false)
      expect(answer?.text).toContain('Kenta Ishikawa')
      expect(JSON.stringify(answer)).not.toContain('Share in channel')
      expect(JSON.stringify(answer)).not.toContain('Understood as')
      expect(JSON.stringify(await command('pipeline me'))).toContain('Share in channel')
      expect(JSON.stringify(await command('pipeline me', user, 'dm'))).not.toContain('Share in channel')
      const mariko = 'mariko.saeki@kazahana.example'
      expect((await direct('受注率 先四半期', mariko))?.text).toContain('受注率')
      // The bot's own answer is no question: there is still one reply.
      expect(await since('dm', ts, ts)).toHaveLength(1)
    })

    it('what Slack says twice is answered once', async () => {
      const thread = await say('general', 'a quiet word')
      const ts = await say('general', 'and another', { thread })
      const about = { user: sandboxId, channel: 'C000000001', ts, thread_ts: thread, text: '<@U0REVOPS01> help' }
      const event = { type: 'app_mention', ...about }
      const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev0TWICE', team_id: 'T0SANDBOX1', event })
      for (let time = 0; time < 2; time += 1) expect((await signedEvent(body)).status).toBe(200)
      await answerTo('general', ts, thread)
      await command('help')
      expect(await since('general', ts, thread)).toHaveLength(1)
    })

    it('a stranger is told whom to ask, and a form wants the command', async () => {
      const who = 'stranger@elsewhere.example'
      expect((await direct('pipeline', who))?.text).toContain(who)
      expect((await direct('alerts new'))?.text).toContain('`/revops alerts new`')
    })
  })

  it('the home tab is the asker’s own day, of the period they choose', async () => {
    const user = 'kenta.ishikawa@kazahana.example'
    const home = async () => {
      const state = await (await fetch(`${sandbox.url}/sandbox/state`)).json()
      const { homes } = state as { homes: { id: string; hash: string; view: object }[] }
      return homes[0]
    }
    await control('home', { user })
    await expect.poll(home, { timeout: 20_000 }).toBeDefined()
    const first = await home()
    const seen = JSON.stringify(first?.view)
    for (const words of ['Your day', 'Quota attainment', 'need attention', 'Refresh']) expect(seen).toContain(words)
    await control('click', { user, view_id: first?.id, action_id: 'home_period', value: 'last quarter' })
    await expect.poll(async () => (await home())?.hash !== first?.hash, { timeout: 20_000 }).toBe(true)
    const chosen = JSON.stringify((await home())?.view)
    expect(chosen).toMatch(/"initial_option":\{"text":\{"type":"plain_text","text":"Last quarter"/)
    // Refreshed, it is of the period that was chosen.
    const before = (await home())?.hash
    await control('click', { user, view_id: first?.id, action_id: 'home_refresh' })
    await expect.poll(async () => (await home())?.hash !== before, { timeout: 20_000 }).toBe(true)
    expect(JSON.stringify((await home())?.view)).toContain('"value":"last quarter"')
  }, 90_000)

  const signed = (timestamp: number, key = secret): Promise<Response> =>
    post('command=%2Frevops&text=help', 'application/x-www-form-urlencoded', timestamp, key)
  const signedEvent = (body: string): Promise<Response> => post(body, 'application/json', now(), secret)
  const post = (body: string, type: string, timestamp: number, key: string): Promise<Response> => {
    const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`
    return fetch(`${base}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature,
      },
      body,
    })
  }
  const now = (): number => Math.floor(Date.now() / 1_000)

  it.each([
    ['a wrong signature', 0, 'another secret'],
    ['a timestamp ten minutes old', -600, secret],
    ['a timestamp ten minutes ahead', 600, secret],
  ])('refuses %s', async (_, skew, key) => {
    expect((await signed(now() + skew, key)).status).toBe(401)
  })

  it('refuses a command that was recorded and is sent again', async () => {
    const at = now() - 7
    expect((await signed(at)).status).toBe(200)
    expect((await signed(at)).status).toBe(401)
  })

  it('tells its health, its readiness and its metrics', async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`${base}/metrics`)).text()
    expect(metrics).toMatch(/revops_answers_total\{outcome="answered"\} \d/)
    expect(metrics).toContain('revops_firing_series')
  })
})
