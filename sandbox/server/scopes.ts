import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const manifest = z.object({
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
})

/** What an app is granted that was installed from manifest.yml, the optional scopes included, which Slack offers ticked. */
export function manifestScopes(): readonly string[] {
  // One step further up where the sandbox runs compiled, from dist.
  const places = ['../../manifest.yml', '../../../manifest.yml'].map((place) => new URL(place, import.meta.url))
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error('manifest.yml is not there: give the sandbox its scopes')
  const { bot, bot_optional } = manifest.parse(parse(readFileSync(found, 'utf8'))).oauth_config.scopes
  return [...bot, ...bot_optional]
}
