import { type MessageEvent, WebSocket } from 'undici'

interface Heard {
  readonly type: string
  readonly envelope_id?: string
  readonly payload?: object
  readonly num_connections?: number
  readonly reason?: string
  readonly retry_attempt?: number
}

/** One end of a Socket Mode connection, in the hand of a test. */
export interface Wire {
  /** Everything that came, oldest first; a hello begins it. */
  readonly heard: readonly Heard[]
  envelopes(): Heard[]
  /** Acknowledges what came and what comes. */
  acknowledge(payload?: object): void
  onEnvelope(listen: () => void): void
  closed(): boolean
  close(): void
}

/** Resolves at the first message; rejects when the address opens nothing. */
export async function connect(url: string): Promise<Wire> {
  const socket = new WebSocket(url)
  const heard: Heard[] = []
  let onEnvelope: (envelope: Heard) => void = () => undefined
  let closed = false
  const first = new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      const said: Heard = JSON.parse(String(data))
      heard.push(said)
      resolve()
      if (said.envelope_id !== undefined) onEnvelope(said)
    })
    socket.addEventListener('error', () => reject(new Error(`no connection at ${url}`)))
    socket.addEventListener('close', () => {
      closed = true
    })
  })
  await first
  const envelopes = (): Heard[] => heard.filter((each) => each.envelope_id !== undefined)
  return {
    heard,
    envelopes,
    acknowledge(payload) {
      onEnvelope = ({ envelope_id }) =>
        socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }))
      for (const envelope of envelopes()) onEnvelope(envelope)
    },
    onEnvelope(listen) {
      onEnvelope = listen
    },
    closed: () => closed || socket.readyState !== WebSocket.OPEN,
    close: () => socket.close(),
  }
}
