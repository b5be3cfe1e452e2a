import { type Receiver, SocketModeReceiver, type SocketModeReceiverOptions } from '@slack/bolt'
import type { Log } from '../log.ts'

/**
 * How long after the first connection the second is opened, in milliseconds. Slack renews connections by their age; the SDK
 * (3.1) then is away for 5 to 12 s, as it waits for Slack to close TCP, which Slack does not, and 5 s more. Closer
 * together, both would be away at once.
 */
const apartMs = 15_000

/**
 * Socket Mode over two connections, of which Slack sends each envelope to one: while it renews the one, the other hears
 * what is asked. Slack allows ten for an app, so five replicas.
 */
export function socketModeReceiver(options: SocketModeReceiverOptions, log: Log): Receiver {
  const first = new SocketModeReceiver(options)
  // Routes are served once.
  const second = new SocketModeReceiver({ ...options, customRoutes: [] })
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function openSecondLater(): void {
    timer = setTimeout(async () => {
      try {
        await second.start()
        // It may have been told to stop while it was still opening, which the SDK does not notice.
        if (stopped) await second.stop()
      } catch (error) {
        log.warn({ err: error }, 'there is one Socket Mode connection only; the second is tried again')
        if (!stopped) openSecondLater()
      }
    }, apartMs)
    timer.unref()
  }

  return {
    init(app) {
      first.init(app)
      second.init(app)
    },
    async start() {
      await first.start()
      openSecondLater()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await Promise.all([first.stop(), second.stop()])
    },
  }
}
