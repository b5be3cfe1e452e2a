/** What an answer costs at the least: a Bolt app over HTTP that acknowledges and responds "hi". */
import type { Server } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'

const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_SIGNING_SECRET: signingSecret = '',
  SLACK_API_URL: slackApiUrl = '',
} = process.env

const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.WARN })
const app = new App({ receiver, token, clientOptions: { slackApiUrl }, logLevel: LogLevel.WARN })
app.command('/revops', async ({ ack, respond }) => {
  await ack()
  await respond('hi')
})
const server: unknown = await app.start(0)
process.send?.({ port: portOf(server) })

function portOf(given: unknown): number {
  const address = (given as Server).address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
