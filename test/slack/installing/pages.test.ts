import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installPage, type Outcome, tellOutcome } from '../../../src/slack/installing/pages.ts'

const name = '<img src=x onerror="alert(1)">&'
const server = createServer(({ url = '' }, response) => tellOutcome(response, url.slice(1) as Outcome, name))
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
})

test.each<[Outcome, number]>([
  ['installed', 200],
  ['cancelled', 200],
  ['expired', 400],
  ['unknown', 403],
  ['rotating', 403],
  ['failed', 500],
])('%s is said in both languages, and names are text', async (outcome, status) => {
  const answer = await fetch(`${base}/${outcome}`)
  const html = await answer.text()
  expect(answer.status).toBe(status)
  expect(html).toMatch(/<section lang="en"><h1>[A-Z]/)
  expect(html).toMatch(/<section lang="ja"><h1>[^<]*[\u3040-\u30ff]/)
  expect(html).not.toContain('<img')
  // The address that led here holds a code, and is nobody else's.
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('the first page leads to Slack, whatever is in the address', () => {
  expect(installPage('https://slack.com/oauth/v2/authorize?a=1&b="2"')).toContain(
    'href="https://slack.com/oauth/v2/authorize?a=1&amp;b=&quot;2&quot;"',
  )
})
