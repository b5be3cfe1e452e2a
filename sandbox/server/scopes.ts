import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const manifest = z.object({
  features: z.object({ unfurl_domains: z.array(z.string()).max(5).default([]) }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
})

function readManifest() {
  // One step further up where the sandbox runs compiled, from dist.
  const places = ['../../manifest.yml', '../../../manifest.yml'].map((place) => new URL(place, import.meta.url))
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error('manifest.yml is not there: give the sandbox its scopes and domains')
  return manifest.parse(parse(readFileSync(found, 'utf8')))
}

/** What an app is granted that was installed from manifest.yml, the optional scopes included, which Slack offers ticked. */
export function manifestScopes(): readonly string[] {
  const { bot, bot_optional } = readManifest().oauth_config.scopes
  return [...bot, ...bot_optional]
}

/** Hosts whose links such an app is told of, and those below them. */
export const manifestDomains = (): readonly string[] => readManifest().features.unfurl_domains
