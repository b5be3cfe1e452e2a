import { readdir } from 'node:fs/promises'
import type { Alert } from './define/alert.ts'
import type { CatalogView } from './define/catalog.ts'
import type { Command } from './define/command.ts'
import type { Metric } from './define/metric.ts'
import type { Report } from './define/report.ts'

export type Catalog = CatalogView

/** Loads every definition; a file that is not one stops the start, by name. */
export async function loadCatalog(): Promise<Catalog> {
  const [metrics, commands, reports, alerts] = await Promise.all([
    loadFolder<Metric>(new URL('./metrics/', import.meta.url), ['label', 'unit', 'kind']),
    loadFolder<Command>(new URL('../commands/', import.meta.url), ['summary', 'parse', 'run']),
    loadFolder<Report>(new URL('../reports/', import.meta.url), ['title', 'schedule', 'run']),
    loadFolder<Alert>(new URL('../reports/alerts/', import.meta.url), ['title', 'schedule', 'observe']),
  ])
  const ids = new Map<object, string>()
  for (const folder of [metrics, commands, reports, alerts]) for (const [id, each] of folder) ids.set(each, id)
  return { metrics, commands, reports, alerts, idOf: (definition) => ids.get(definition) }
}

/** Files directly in the folder, by id: the file's name with `_` for `-`. Deeper folders hold shared parts. */
async function loadFolder<Definition extends object>(
  folder: URL,
  fields: readonly string[],
): Promise<ReadonlyMap<string, Definition>> {
  const names = (await readdir(folder)).filter((name) => /^[a-z0-9-]+\.(ts|js)$/.test(name)).sort()
  const loaded = await Promise.all(
    names.map(async (name) => {
      const module = (await import(new URL(name, folder).href)) as { default?: Definition }
      const definition = module.default
      const missing = fields.filter((field) => !definition || !(field in definition))
      if (!definition || missing.length > 0) {
        throw new Error(
          `${folder.pathname}${name}: its default export is no definition (missing: ${missing.join(', ')})`,
        )
      }
      return [name.replace(/\.(ts|js)$/, '').replaceAll('-', '_'), definition] as const
    }),
  )
  return new Map(loaded)
}
