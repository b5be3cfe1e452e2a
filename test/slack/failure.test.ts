import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { createClients } from '../../src/slack/clients.ts'
import { sendErrorOf } from '../../src/slack/failure.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** What comes of a post to a Slack at this address. */
async function postTo(host: string) {
  const config = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: `http://${host}/api/` })
  const { post } = createClients(config, quiet, { postMs: 5_000, readMs: 5_000 })
  return post.chat.postMessage({ channel: 'C1', text: 'hello' }).then(() => undefined, sendErrorOf)
}

async function port(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen')
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

test('where nobody listens nothing was posted; where the connection broke it may have been', async () => {
  const slack = await port()
  expect(await postTo(`127.0.0.1:${slack.port}`)).toMatchObject({ outcomeUnknown: true, permanent: false })
  await slack.close()
  for (const host of [`127.0.0.1:${slack.port}`, `localhost:${slack.port}`, 'nowhere.invalid']) {
    expect([host, await postTo(host)]).toMatchObject([host, { outcomeUnknown: false, permanent: false }])
  }
})
