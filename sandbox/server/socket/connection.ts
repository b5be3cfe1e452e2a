import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { createFrameReader, type Frame, frame, opcode } from './frames.ts'

/** One WebSocket, seen from the server. */
export interface Connection {
  send(message: object): void
  /** Begins the closing handshake. */
  close(code: number): void
}

interface Listeners {
  message(text: string): void
  /** No message comes or goes any more; called once. */
  closed(): void
}

const pingEveryMs = 10_000
/** RFC 6455, 1.3. */
const handshakeKey = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** Completes an upgrade; undefined when the request asked for none. */
export function accept(request: IncomingMessage, socket: Duplex, listeners: Listeners): Connection | undefined {
  const key = request.headers['sec-websocket-key']
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || key === undefined) return undefined
  const accepted = createHash('sha1').update(`${key}${handshakeKey}`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accepted}\r\n\r\n`,
  )
  return converse(socket, listeners)
}

function converse(socket: Duplex, listeners: Listeners): Connection {
  const read = createFrameReader()
  const pings = setInterval(() => write(opcode.ping, Buffer.from('ping')), pingEveryMs)
  pings.unref()
  let fragments: Buffer[] = []
  let closing = false
  let over = false

  const write = (code: number, payload: Buffer): void => {
    if (socket.writable && (!closing || code === opcode.close)) socket.write(frame(code, payload))
  }
  const end = (): void => {
    if (over) return
    over = true
    clearInterval(pings)
    listeners.closed()
  }
  const close = (code: number): void => {
    if (closing) return
    write(opcode.close, Buffer.from([code >> 8, code & 0xff]))
    closing = true
  }
  const take = ({ opcode: code, last, payload }: Frame): void => {
    if (code === opcode.ping) write(opcode.pong, payload)
    if (code === opcode.close) {
      // Like Slack, which does not close TCP after the handshake: that is left to the client, whatever RFC 6455 says.
      close(payload.length >= 2 ? payload.readUInt16BE(0) : 1000)
      end()
    }
    if (code !== opcode.text && code !== opcode.continuation) return
    fragments.push(payload)
    if (!last) return
    const text = Buffer.concat(fragments).toString('utf8')
    fragments = []
    if (!over) listeners.message(text)
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      for (const each of read(chunk)) take(each)
    } catch {
      close(1002)
      socket.destroy()
    }
  })
  socket.on('error', end)
  socket.on('end', () => socket.destroy())
  socket.on('close', end)
  return {
    send: (message) => write(opcode.text, Buffer.from(JSON.stringify(message))),
    close,
  }
}
