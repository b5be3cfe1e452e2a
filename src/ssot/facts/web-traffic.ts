import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'

/** Sessions on the web site by day and channel. They are nobody's own. */
export const webTraffic = defineFact({
  id: 'web_traffic',
  reads: ['web_traffic'],
  needs: ['web_traffic'],
  time: 'event',
  at: { column: sql`f.day`, type: 'day' },
  rows: (c) => sql`select x.day, x.channel, x.sessions, x.engaged_sessions from ${c.t.web_traffic} x`,
  dimensions: { channel: { key: sql`f.channel`, needs: ['web_traffic.channel'] } },
  people: [],
})
