import type { Config } from '../config.ts'
import type { Locale } from '../define/words.ts'

/** The language that configuration gives a channel; undefined where it says nothing of it. */
export const localeOfChannel = (
  { channels, channelLocales }: Pick<Config['business'], 'channels' | 'channelLocales'>,
  id: string,
): Locale | undefined =>
  Object.entries(channels).flatMap(([name, each]) => (each === id ? (channelLocales[name] ?? []) : []))[0]
