import type { Method } from './call.ts'

/** An address for one Socket Mode connection; for it the app-level token is enough. */
const open: Method = {
  token: 'app',
  scopes: [],
  perMinute: 50,
  handle: ({ socket }) => ({ url: socket.open() }),
}

export const appMethods: Readonly<Record<string, Method>> = { 'apps.connections.open': open }
