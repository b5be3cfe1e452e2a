import { SendError } from '../../src/errors.ts'
import type { OutgoingDelivery } from '../../src/schedule/sender.ts'
import { alert, bad, createReplica, observation, stopped } from './rig.ts'

/** A replica as a process of its own, which posts over HTTP: `tsx replica-process.ts <database> <slack> <now>`. */
const [url = '', slack = '', now = ''] = process.argv.slice(2)

const call = async (what: string, { key, channel, message }: OutgoingDelivery): Promise<string> => {
  const body = JSON.stringify({ key, channel, text: message.text })
  const answer = await fetch(`${slack}/${what}`, { method: 'POST', body }).catch((cause: unknown) => {
    throw new SendError('the connection broke', { outcomeUnknown: true, cause })
  })
  return answer.text()
}

const replica = createReplica({
  url,
  clock: stopped(now),
  definitions: {
    alerts: {
      many: alert(() => Array.from({ length: 6 }, (_, i) => observation(`s${i}`, { ...bad, weight: 6 - i }))),
    },
  },
  sender: {
    send: async (delivery) => ({ ts: await call('send', delivery) }),
    async find(delivery) {
      const ts = await call('find', delivery)
      return ts === '' ? 'absent' : { ts }
    },
  },
})
await replica.start()
process.stdout.write('started\n')
process.on('SIGTERM', () => void replica.stop().then(() => process.exit(0)))
