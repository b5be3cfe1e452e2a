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
  open: true,
  rowKey: sql`f.day, f.channel`,
  listed: [
    { id: 'day', label: { en: 'Day', ja: '日付' }, value: sql`f.day`, type: 'day' },
    { id: 'channel', label: { en: 'Channel', ja: 'チャネル' }, value: sql`f.channel`, type: 'text' },
    { id: 'sessions', label: { en: 'Sessions', ja: 'セッション' }, value: sql`f.sessions`, type: 'number' },
    { id: 'engaged', label: { en: 'Engaged', ja: 'エンゲージ' }, value: sql`f.engaged_sessions`, type: 'number' },
  ],
})
