import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Acknowledgement, Delivery, Retry } from '../deliver.ts'
import { asObject, asText, parseJson } from '../http.ts'
import { app } from '../options.ts'
import { accept, type Connection } from './connection.ts'

/** How many connections an app may hold. */
const most = 10
/** How long an address waits to be used, how long Slack waits for an acknowledgement; in milliseconds. */
const ticketMs = 30_000
const patience = 3_000

export const disconnectReasons = ['warning', 'refresh_requested'] as const
type DisconnectReason = (typeof disconnectReasons)[number]
/** From a disconnect to the end: about 10 s are documented for a warning; for a refresh none, so the least that lets acknowledgements in. */
const endsAfterMs: Readonly<Record<DisconnectReason, number>> = { warning: 10_000, refresh_requested: patience }

interface Link {
  readonly id: string
  readonly since: string
  readonly connection: Connection
  /** It was told to disconnect: nothing new goes there. */
  leaving: boolean
}

interface Waiting {
  readonly link: Link
  settle(acknowledged: Acknowledgement): void
}

/** Slack's side of Socket Mode: the addresses it gives out, the connections opened with them, envelopes and acknowledgements. */
export function createSocketMode(url: () => string, onOpened: () => void) {
  const tickets = new Map<string, number>()
  const links: Link[] = []
  const waiting = new Map<string, Waiting>()
  /** Those of ended connections too, which stay open until the client closes them. */
  const sockets = new Set<Duplex>()
  const debug = { host: 'applink-sandbox' }

  /** Whether this address was given out, lately, and is used for the first time. */
  function isInvited(address: string): boolean {
    const { pathname, searchParams } = new URL(address, url())
    const ticket = searchParams.get('ticket') ?? ''
    const until = tickets.get(ticket) ?? 0
    tickets.delete(ticket)
    return pathname === '/link/' && Date.now() <= until
  }

  function heard(text: string): void {
    const { envelope_id: id, payload } = asObject(parseJson(text)) ?? {}
    waiting.get(asText(id))?.settle({ status: 200, body: payload ?? '' })
  }

  function left(link: Link): void {
    links.splice(links.indexOf(link), 1)
    for (const { link: over, settle } of [...waiting.values()]) {
      if (over === link) settle({ status: 0, body: '', error: 'dispatch_failed', reason: 'error' })
    }
  }

  /** Whoever was sent to longest ago; Slack promises no order. */
  function next(): Link | undefined {
    const link = links.find(({ leaving }) => !leaving)
    if (link) links.push(...links.splice(links.indexOf(link), 1))
    return link
  }

  return {
    /** An address for one connection, once. */
    open(): string {
      const ticket = randomUUID()
      tickets.set(ticket, Date.now() + ticketMs)
      return `${url().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app}`
    },

    upgrade(request: IncomingMessage, socket: Duplex): void {
      sockets.add(socket.on('close', () => sockets.delete(socket)))
      let link: Link | undefined
      const heardOf = { message: heard, closed: () => link && left(link) }
      const connection = isInvited(request.url ?? '') ? accept(request, socket, heardOf) : undefined
      if (!connection) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
      } else if (links.length >= most) {
        connection.send({ type: 'disconnect', reason: 'too_many_websockets', debug_info: debug })
        connection.close(1000)
      } else {
        link = { id: randomBytes(4).toString('hex'), since: new Date().toISOString(), connection, leaving: false }
        links.push(link)
        onOpened()
        connection.send({
          type: 'hello',
          num_connections: links.length,
          connection_info: { app_id: app },
          debug_info: { ...debug, started: link.since, build_number: 1, approximate_connection_time: 3_600 },
        })
      }
    },

    /** Sends one envelope over one connection; `retry` counts from 1 when Slack says an event again. */
    deliver({ kind, payload }: Delivery, retry?: Retry): Promise<Acknowledgement> {
      const link = next()
      if (!link) return Promise.resolve({ status: 0, body: '', error: 'dispatch_failed', reason: 'error' })
      const id = randomUUID()
      return new Promise((resolve) => {
        const settle = (acknowledged: Acknowledgement) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(acknowledged)
        }
        const timer = setTimeout(
          () => settle({ status: 0, body: '', error: 'operation_timeout', reason: 'timeout' }),
          patience,
        )
        waiting.set(id, { link, settle })
        link.connection.send({
          type: kind,
          envelope_id: id,
          payload,
          accepts_response_payload: kind !== 'events_api',
          ...(kind === 'events_api' && { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }),
        })
      })
    },

    connections: () => links.map(({ id, since, leaving }) => ({ id, since, leaving })),

    /** Tells the named connection, or the one longest open, to disconnect; false when there is none. */
    disconnect(reason: DisconnectReason, id?: string): boolean {
      const staying = links.filter((link) => !link.leaving && (id === undefined || link.id === id))
      const [link] = staying.sort((a, b) => a.since.localeCompare(b.since))
      if (!link) return false
      link.leaving = true
      link.connection.send({ type: 'disconnect', reason, debug_info: debug })
      setTimeout(() => link.connection.close(1000), endsAfterMs[reason]).unref()
      return true
    },

    close(): void {
      for (const socket of sockets) socket.destroy()
    },
  }
}

export type SocketMode = ReturnType<typeof createSocketMode>
