import { openWorkshop } from '../answers/open.ts'
import { loadCatalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { forPost } from '../present/post.ts'
import { companyContext } from '../schedule/audience.ts'
import { type AskOptions, instantOf, localeOf } from './ask.ts'
import { openState } from './state.ts'
import { blocksAsText, terminalBold } from './text.ts'

/** `revops preview <report>`: what a report would post, without posting it. */
export async function preview(config: Config, id: string | undefined, options: AskOptions): Promise<number> {
  const catalog = await loadCatalog()
  const known = [...catalog.reports.keys()]
  const report = id === undefined ? undefined : catalog.reports.get(id.replaceAll('-', '_'))
  if (!report) {
    const guess = id === undefined ? undefined : nearest(id, known)
    throw new UserError(
      `There is no report “${id ?? ''}”.${guess ? ` Did you mean ${guess}?` : ''} There are: ${known.join(', ')}.`,
    )
  }
  const locale = localeOf(options.locale, config)
  const now = instantOf(options.at, config)
  const state = openState(config, catalog, now)
  const workshop = openWorkshop(config, { state: state.view, catalog, past: state.past })
  try {
    const message = await report.run(await companyContext(workshop, locale, now))
    if (!message) {
      console.log(options.json ? 'null' : 'There is nothing to say.')
      return 0
    }
    const { text, blocks } = forPost(message, new Map(), locale)
    console.log(
      options.json
        ? JSON.stringify({ text, blocks, readings: message.readings }, null, 2)
        : blocksAsText(blocks, terminalBold),
    )
    return 0
  } finally {
    await Promise.all([workshop.source.close(), state.close()])
  }
}
