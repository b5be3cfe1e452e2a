import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guarded } from '../../src/slack/guard.ts'

let server: Server
let url = ''
let got: string[] = []
beforeAll(async () => {
  const listen = guarded((request, response) => {
    text(request).then(
      (body) => {
        got.push(body)
        response.end('ok')
      },
      () => undefined,
    )
  })
  server = createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const form = 'application/x-www-form-urlencoded'
const now = () => Math.floor(Date.now() / 1_000)
const send = async (signature: string, { type = form, body = 'a=b', at = now() } = {}): Promise<number> => {
  got = []
  const headers = { 'content-type': type, 'x-slack-signature': signature, 'x-slack-request-timestamp': String(at) }
  return (await fetch(url, { method: 'POST', headers, body })).status
}

it('takes a form once, whoever sends it again, and an event as often as Slack repeats it', async () => {
  expect(await send('v0=1')).toBe(200)
  expect(got).toEqual(['a=b'])
  expect(await send('v0=1')).toBe(401)
  expect(got).toEqual([])
  expect(await send('v0=2')).toBe(200)
  const event = { type: 'application/json; charset=utf-8', body: '{}' }
  expect([await send('v0=3', event), await send('v0=3', event)]).toEqual([200, 200])
})

it('takes nothing that is old, from the future, or too long', async () => {
  expect(await send('v0=4', { at: now() - 400 })).toBe(401)
  expect(await send('v0=5', { at: now() + 400 })).toBe(401)
  expect(await send('v0=6', { body: 'x'.repeat(1_000_001) }).catch(() => 413)).toBe(413)
  expect(got).toEqual([])
  expect(await send('v0=7', { body: 'x'.repeat(900_000) })).toBe(200)
  expect(got[0]).toHaveLength(900_000)
})

it('hangs up on who does not say how long it goes on', async () => {
  got = []
  const headers = { 'content-type': form, 'x-slack-signature': 'v0=8', 'transfer-encoding': 'chunked' }
  const outcome = await new Promise<string>((resolve) => {
    const request = httpRequest(url, { method: 'POST', headers }, (response) => resolve(`${response.statusCode}`))
    request.on('error', () => resolve('hung up'))
    for (let i = 0; i < 40; i += 1) request.write('x'.repeat(50_000))
    request.end()
  })
  expect(outcome).toBe('hung up')
  expect(got).toEqual([])
})
