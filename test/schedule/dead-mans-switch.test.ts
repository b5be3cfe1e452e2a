import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDeadMansSwitch } from '../../src/schedule/dead-mans-switch.ts'

const calls: (string | undefined)[] = []
const server = createServer((request, response) => {
  calls.push(`${request.method} ${request.url}`)
  response.writeHead(request.url === '/broken' ? 500 : 200).end('ok')
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const log = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() })

test('called after a run that succeeded, at most once a minute, and not after one that failed', async () => {
  calls.length = 0
  const quiet = log()
  const alive = createDeadMansSwitch(`${base}/watch/abc`, quiet)
  alive('error')
  alive('missed')
  alive('nothing to say')
  alive('told')
  await expect.poll(() => calls).toEqual(['GET /watch/abc'])
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 59_000)
  alive('told')
  now.mockReturnValue(now() + 2_000)
  alive('kept')
  now.mockRestore()
  await expect.poll(() => calls).toEqual(['GET /watch/abc', 'GET /watch/abc'])
  expect(quiet.warn).not.toHaveBeenCalled()
})

test('a watcher that fails or is gone is only logged, and its address is not', async () => {
  for (const url of [`${base}/broken`, 'http://127.0.0.1:1/secret']) {
    const heard = log()
    createDeadMansSwitch(url, heard)('told')
    await expect.poll(() => heard.warn.mock.calls.length).toBe(1)
    expect(JSON.stringify(heard.warn.mock.calls)).not.toMatch(/secret|127\.0\.0\.1/)
  }
})

test('without an address nobody is called', () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  createDeadMansSwitch(undefined, log())('told')
  expect(fetched).not.toHaveBeenCalled()
  fetched.mockRestore()
})
