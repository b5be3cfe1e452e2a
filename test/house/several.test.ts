import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { create, type RevOps } from '../../src/main.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { toldError } from '../../src/told-error.ts'
import { control } from '../sandbox/server/fake-bot.ts'
import { runLog } from '../support/run-log/log.ts'
import { createBrowser, createRig, installIn, type Rig, signingSecret } from './rig.ts'

// Monday 16 November 2026, 07:30 in Tokyo.
const clock = createMovableClock({ start: Temporal.Instant.from('2026-11-15T22:30:00Z') })
const alpha = { team: 'T0ALPHA001', mark: 'Amber', amount: 137_000 }
const bravo = { team: 'T0BRAVO001', mark: 'Birch', amount: 251_000 }
const grid = { team: 'T0GRIDA001', mark: 'Cedar', amount: 389_000, enterprise: 'E0GRID0001' }
const companies = [alpha, bravo, grid]
const [unknown, ungiven] = ['T0UNKNOWN1', 'T0GRIDB001']

let rig: Rig
let bot: RevOps
let base = ''
const logged: string[] = []
const ofRun = runLog()
/** As the real one tells errors. */
const note = (facts: object, sentence: string) => {
  const told = 'err' in facts ? { ...facts, err: toldError(facts.err) } : facts
  logged.push(`${sentence} ${JSON.stringify(told)}`)
  ofRun.info(facts, sentence)
}
const log = { info: note, warn: note, error: note }

async function start(): Promise<void> {
  bot = await create(rig.config(), { clock, log })
  base = `http://127.0.0.1:${bot.port}`
  rig.sandbox.setBot({ eventsUrl: `${base}/slack/events`, redirectUri: `${base}/slack/oauth_redirect` })
}

beforeAll(async () => {
  rig = await createRig(companies, [{ team: unknown }, { team: ungiven, enterprise: grid.enterprise }])
  await start()
}, 120_000)
afterAll(async () => {
  await bot?.stop()
  await rig?.close()
}, 60_000)

const command = async (team: string, text: string, user = 'rex@example.com') =>
  (await control(rig.sandbox, 'command', { team, user, channel: 'revenue', text })).messages
const answerIn = async (team: string, text: string): Promise<string> => JSON.stringify(await command(team, text))
/** Resolves when a workspace answers by itself. */
const runs = (team: string) =>
  expect.poll(async () => (await command(team, 'help'))[0]?.text, { timeout: 30_000 }).toContain('pipeline')
const installed = async (): Promise<string[]> =>
  (await rig.home.query('select id from revops.installations order by id')).rows.map(({ id }) => id)
/** What everybody in a workspace’s channel sees. */
const posted = (team: string) => rig.sandbox.messages('revenue', team).filter(({ ephemeral }) => !ephemeral)
const noHouse = 'RevOps is not set up for this workspace'
/** Everything that only one company may show; a message's `ts` and the log's instants may have the digits of an amount. */
const traces = ({ mark, amount }: (typeof companies)[number]): RegExp[] =>
  [mark, `¥${amount / 1_000}K`, String(amount)].map((trace) => new RegExp(`(?<![\\d.])${trace}(?!\\d)`))

describe('installing', () => {
  it('is for those whom the file names: others are refused on a page in both languages, and nothing is kept', async () => {
    const { status, text } = await installIn(unknown, base)
    expect(status).toBe(403)
    expect(text).toContain('The T0UNKNOWN1')
    expect(text).toContain('RevOps is not set up for this workspace')
    expect(text).toContain('このワークスペースはRevOpsに登録されていません')
    expect(await installed()).toEqual([])
    // Nor does Slack hold a token for it any more.
    expect(rig.sandbox.log().at(-1)).toMatchObject({ method: 'auth.revoke', ok: true })
    expect((await command(unknown, 'help'))[0]?.text).toContain(noHouse)
  })

  it('is bound to the browser and to what was signed', async () => {
    const browser = createBrowser()
    const back = await browser.decide(await browser.begin(base), alpha.team)
    const elsewhere = await createBrowser().open(back)
    expect([elsewhere.status, elsewhere.text]).toEqual([400, expect.stringContaining('no longer valid')])
    const forged = new URL(back)
    forged.searchParams.set('state', `${forged.searchParams.get('state')}x`)
    expect((await browser.open(forged.href)).status).toBe(400)
    forged.searchParams.delete('state')
    expect((await browser.open(forged.href)).status).toBe(400)
    expect(await installed()).toEqual([])
  })

  it('can be cancelled, and a code that Slack does not take is said to have failed', async () => {
    const browser = createBrowser()
    const cancelled = await browser.open(await browser.decide(await browser.begin(base), alpha.team, 'cancel'))
    expect([cancelled.status, cancelled.text]).toEqual([200, expect.stringContaining('Nothing was installed')])
    const back = new URL(await browser.decide(await browser.begin(base), alpha.team))
    back.searchParams.set('code', '1.2.3')
    expect(await browser.open(back.href)).toMatchObject({ status: 500, text: expect.stringContaining('did not work') })
    expect(await installed()).toEqual([])
  })

  it('keeps what Slack gave encrypted, and the workspace runs by itself', async () => {
    for (const { team } of [alpha, bravo]) {
      const { status, text, cookie } = await installIn(team, base)
      expect([status, text]).toEqual([200, expect.stringContaining('RevOps is installed')])
      expect(cookie).toContain('slack-app-oauth-state=deleted')
    }
    expect(await installed()).toEqual([alpha.team, bravo.team])
    const { rows } = await rig.home.query('select *, encode(sealed, $1) as shown from revops.installations', ['escape'])
    expect(JSON.stringify(rows)).not.toContain('xoxb')
    await runs(alpha.team)
    await runs(bravo.team)
  })
})

describe('each workspace is answered from its own SSOT', () => {
  const questions = ['kpi bookings this quarter', 'rows bookings this quarter', 'pipeline', 'digest', 'status', 'home']
  it.each(questions)('%s', async (question) => {
    // At the same time, from people with the same ids in channels with the same ids.
    const answers = await Promise.all([alpha, bravo, alpha, bravo].map(({ team }) => answerIn(team, question)))
    for (const [i, answer] of answers.entries()) {
      const other = i % 2 === 0 ? bravo : alpha
      expect(answer.length).toBeGreaterThan(50)
      for (const trace of traces(other)) expect(answer).not.toMatch(trace)
    }
  })

  it('with its own figures', async () => {
    // One deal was won by now.
    for (const { team, mark, amount } of [alpha, bravo]) {
      expect((await command(team, 'kpi bookings this quarter'))[0]?.text).toContain(`¥${amount / 1_000}K`)
      expect(await answerIn(team, 'rows bookings this quarter')).toContain(`${mark} first`)
    }
  })

  it('buttons and shares stay where they were pressed', async () => {
    const [answer] = await command(alpha.team, 'kpi bookings this quarter')
    const place = { team: alpha.team, user: 'rex@example.com', channel: 'revenue', ts: answer?.ts }
    await control(rig.sandbox, 'click', { ...place, action_id: 'share' })
    await expect.poll(() => posted(alpha.team).length).toBe(1)
    expect(JSON.stringify(posted(alpha.team))).toContain('¥137K')
    expect(posted(bravo.team)).toEqual([])
  })

  it('mentions and direct messages too', async () => {
    for (const { team, amount } of [alpha, bravo]) {
      const said = await control(rig.sandbox, 'say', {
        team,
        user: 'rex@example.com',
        channel: 'dm',
        text: 'bookings this quarter',
      })
      const replies = () => rig.sandbox.messages(undefined, team).filter(({ thread_ts }) => thread_ts === said.ts)
      await expect.poll(() => replies().length).toBe(1)
      expect(replies()[0]?.text).toContain(`¥${amount / 1_000}K`)
    }
  })

  it('what the clock posts goes where it belongs', async () => {
    // 08:00 in Tokyo: the weekly digest.
    await clock.set(Temporal.Instant.from('2026-11-15T23:00:00Z'))
    for (const [own, other] of [
      [alpha, bravo],
      [bravo, alpha],
    ] as const) {
      const digest = posted(own.team).find(({ text }) => text.includes('Weekly revenue digest'))
      expect(digest?.text).toContain(`¥${own.amount / 1_000}K booked in 1 deal`)
      for (const trace of traces(other)) expect(JSON.stringify(digest)).not.toMatch(trace)
    }
    expect(rig.sandbox.messages()).toEqual([])
  })

  it('figures of the process tell workspaces apart', async () => {
    const metrics = await (await fetch(`${base}/metrics`)).text()
    for (const { team } of [alpha, bravo]) {
      expect(metrics).toMatch(new RegExp(`revops_answers_total\\{outcome="answered",workspace="${team}"\\} [1-9]`))
      expect(metrics).toContain(`revops_ssot_up{workspace="${team}"} 1`)
    }
    expect(metrics.match(/# TYPE revops_answers_total/g)).toHaveLength(1)
    expect(metrics).toContain('process_resident_memory_bytes')
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
  })
})

describe('an organization', () => {
  it('is installed once, for those of its workspaces that the file names', async () => {
    const { status } = await installIn(grid.enterprise, base)
    expect(status).toBe(200)
    expect(await installed()).toEqual([grid.enterprise, alpha.team, bravo.team])
    await runs(grid.team)
    expect((await command(grid.team, 'kpi bookings this quarter'))[0]?.text).toContain('¥389K')
    expect((await command(ungiven, 'help'))[0]?.text).toContain(noHouse)
  })

  it('its token is used for the workspace that is meant', async () => {
    const [answer] = await command(grid.team, 'kpi bookings this quarter')
    const place = { team: grid.team, user: 'rex@example.com', channel: 'revenue', ts: answer?.ts }
    await control(rig.sandbox, 'click', { ...place, action_id: 'share' })
    await expect.poll(() => posted(grid.team).length).toBe(1)
    expect(posted(ungiven)).toEqual([])
  })
})

it('after a restart each runs again, by what was kept', async () => {
  await bot.stop()
  await start()
  for (const { team, amount } of companies) {
    expect((await command(team, 'kpi bookings this quarter'))[0]?.text).toContain(`¥${amount / 1_000}K`)
  }
}, 60_000)

describe('removing', () => {
  const removal = (team: string, type: string, at = Date.now(), tokens: object = { bot: ['UBOT'] }) =>
    signed({
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A0SANDBOX1',
      event: type === 'tokens_revoked' ? { type, tokens } : { type },
      event_id: `Ev${randomUUID()}`,
      event_time: Math.floor(at / 1_000),
    })

  it('what a person granted is nothing of the bot’s', async () => {
    expect((await removal(alpha.team, 'tokens_revoked', Date.now(), { oauth: ['U1'] })).status).toBe(200)
    await sleep(500)
    expect(await installed()).toContain(alpha.team)
  })

  it('late news of an earlier installation leaves the present one alone', async () => {
    for (const type of ['app_uninstalled', 'tokens_revoked']) await removal(alpha.team, type, Date.now() - 3_600_000)
    await sleep(500)
    expect(await installed()).toContain(alpha.team)
    expect((await command(alpha.team, 'help'))[0]?.text).toContain('pipeline')
  })

  it.each([
    ['app_uninstalled first', ['app_uninstalled', 'tokens_revoked']],
    [
      'tokens_revoked first, and both twice',
      ['tokens_revoked', 'app_uninstalled', 'tokens_revoked', 'app_uninstalled'],
    ],
    ['only one of them', ['tokens_revoked']],
  ])('deletes and stops at once, for this workspace alone: %s', async (_, events) => {
    if (!(await installed()).includes(alpha.team)) {
      await installIn(alpha.team, base)
      await runs(alpha.team)
    }
    await control(rig.sandbox, 'uninstall', { team: alpha.team, events })
    await expect.poll(installed, { timeout: 2_000 }).toEqual([grid.enterprise, bravo.team])
    expect((await command(alpha.team, 'help'))[0]?.text).toContain(noHouse)
    expect((await command(bravo.team, 'kpi bookings this quarter'))[0]?.text).toContain('¥251K')
  })

  it('its schedules rest; those of others go on', async () => {
    const standUps = (team: string) => posted(team).filter(({ text }) => text.includes('Daily stand-up')).length
    // 08:45 in Tokyo.
    await clock.set(Temporal.Instant.from('2026-11-15T23:45:00Z'))
    expect([standUps(alpha.team), standUps(bravo.team)]).toEqual([0, 1])
  })

  it('an organization’s ends all that ran by it', async () => {
    await control(rig.sandbox, 'uninstall', { enterprise: grid.enterprise })
    await expect.poll(installed, { timeout: 2_000 }).toEqual([bravo.team])
    expect((await command(grid.team, 'help'))[0]?.text).toContain(noHouse)
  })

  it('another replica knows within seconds', async () => {
    const other = await create(rig.config(), { clock, log })
    try {
      await control(rig.sandbox, 'uninstall', { team: bravo.team })
      await expect.poll(installed).toEqual([])
      rig.sandbox.setBot({ eventsUrl: `http://127.0.0.1:${other.port}/slack/events` })
      await expect.poll(async () => (await command(bravo.team, 'help'))[0]?.text, { timeout: 8_000 }).toContain(noHouse)
    } finally {
      await other.stop()
      rig.sandbox.setBot({ eventsUrl: `${base}/slack/events` })
    }
  }, 60_000)
})

it('what was removed while nothing ran is found out at the start, and deleted', async () => {
  await installIn(alpha.team, base)
  await runs(alpha.team)
  await bot.stop()
  // Slack repeats news for some minutes only.
  rig.sandbox.setBot({ eventsUrl: 'http://127.0.0.1:9/slack/events' })
  await control(rig.sandbox, 'uninstall', { team: alpha.team })
  expect(await installed()).toEqual([alpha.team])
  await start()
  expect(await installed()).toEqual([])
  await expect.poll(async () => (await command(alpha.team, 'help'))[0]?.text, { timeout: 8_000 }).toContain(noHouse)
}, 60_000)

it('who asks where nobody is gets a sentence for a button and a form, too', async () => {
  const from = { team: { id: unknown, domain: 'x' }, user: { id: 'U1', team_id: unknown }, api_app_id: 'A0SANDBOX1' }
  const view = { id: 'V1', type: 'modal', callback_id: 'x', private_metadata: '', state: { values: {} } }
  const answer = await signed({ type: 'view_submission', ...from, view }, 'form')
  expect(await answer.json()).toMatchObject({
    response_action: 'update',
    view: { blocks: [{ text: { text: expect.stringContaining(noHouse) } }] },
  })
})

it('no token, no secret and no figure is in the log', () => {
  expect(logged.filter((line) => line.startsWith('the app was installed')).length).toBeGreaterThan(2)
  for (const secret of ['xoxb', 'test-client-secret', rig.key]) {
    expect(logged.filter((line) => line.includes(secret))).toEqual([])
  }
  for (const trace of companies.flatMap(traces)) {
    expect(logged.filter((line) => trace.test(line))).toEqual([])
  }
})

function signed(payload: object, as: 'json' | 'form' = 'json'): Promise<Response> {
  const body =
    as === 'json' ? JSON.stringify(payload) : new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const timestamp = String(Math.floor(Date.now() / 1_000))
  return fetch(`${base}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
    },
    body,
  })
}
