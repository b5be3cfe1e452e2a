import { createHmac } from 'node:crypto'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guarded } from '../../src/slack/guard.ts'

const secret = 'a secret of this test'
let server: Server
let url = ''
let got: string[] = []
beforeAll(async () => {
  const listen = guarded((request, response) => {
    if (request.url === '/nowhere') throw new Error('nobody is there')
    const read = 'rawBody' in request ? Promise.resolve(String(request.rawBody)) : text(request)
    read.then(
      (body) => {
        got.push(body)
        response.end('ok')
      },
      () => undefined,
    )
  }, secret)
  server = createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const form = 'application/x-www-form-urlencoded'
const now = () => Math.floor(Date.now() / 1_000)
/** As Slack's documentation says: the version, the time and the body, joined by colons. */
const signatureOf = (body: string, at: number, key = secret): string =>
  `v0=${createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')}`

interface Sent {
  readonly signature?: string
  readonly type?: string
  readonly at?: number
  readonly path?: string
}
async function send(body: string, { at = now(), type = form, signature, path = '/' }: Sent = {}): Promise<number> {
  got = []
  const headers = {
    'content-type': type,
    'x-slack-signature': signature ?? signatureOf(body, at),
    'x-slack-request-timestamp': String(at),
  }
  return (await fetch(`${url}${path}`, { method: 'POST', headers, body })).status
}

it('takes a form once, whoever sends it again, and an event as often as Slack repeats it', async () => {
  const at = now()
  expect(await send('a=b', { at })).toBe(200)
  expect(got).toEqual(['a=b'])
  expect(await send('a=b', { at })).toBe(401)
  expect(got).toEqual([])
  expect(await send('a=c', { at })).toBe(200)
  const event = { type: 'application/json; charset=utf-8', at }
  expect([await send('{}', event), await send('{}', event)]).toEqual([200, 200])
})

it.each([
  ['something behind it', (signature: string) => `${signature}=1`],
  ['something before it', (signature: string) => ` v0=x ${signature}`],
  ['capitals', (signature: string) => signature.toUpperCase().replace('V0', 'v0')],
])('the same form with %s in its signature is no other one', async (_, changed) => {
  const at = now()
  const body = `a=${changed('')}`
  expect(await send(body, { at })).toBe(200)
  expect(await send(body, { at, signature: changed(signatureOf(body, at)) })).toBe(401)
  expect(got).toEqual([])
})

it('remembers nothing that is not Slack’s, so that nobody else can have a form forgotten, or refused', async () => {
  const at = now()
  // Somebody who knows a signature, and not what it was of.
  expect(await send('a=forged', { at, signature: signatureOf('a=real', at) })).toBe(401)
  expect(await send('a=forged', { at, signature: signatureOf('a=forged', at, 'another secret') })).toBe(401)
  expect(got).toEqual([])
  expect(await send('a=real', { at })).toBe(200)
})

it('takes nothing that is old, from the future, or too long', async () => {
  expect(await send('d=1', { at: now() - 400 })).toBe(401)
  expect(await send('d=2', { at: now() + 400 })).toBe(401)
  expect(await send('x'.repeat(1_000_001)).catch(() => 413)).toBe(413)
  expect(got).toEqual([])
  expect(await send('x'.repeat(900_000))).toBe(200)
  expect(got[0]).toHaveLength(900_000)
})

it('an address that is nobody’s is not found', async () => {
  expect(await send('e=1', { path: '/nowhere' })).toBe(404)
})

it.each([true, false])('hangs up on who does not say how long it goes on (signed: %s)', async (signed) => {
  got = []
  const at = String(now())
  const proof = { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': at }
  const headers = { 'content-type': form, 'transfer-encoding': 'chunked', ...(signed && proof) }
  const outcome = await new Promise<string>((resolve) => {
    const request = httpRequest(url, { method: 'POST', headers }, (response) => resolve(`${response.statusCode}`))
    request.on('error', () => resolve('hung up'))
    for (let i = 0; i < 40; i += 1) request.write('x'.repeat(50_000))
    request.end()
  })
  expect(outcome).toBe('hung up')
  expect(got).toEqual([])
})
