import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { alertDocs } from '../scripts/alert-docs.ts'
import { kpiDocs } from '../scripts/kpi-docs.ts'
import { loadCatalog } from '../src/catalog.ts'

it('docs/kpis.md is what the definitions say: otherwise run `npm run docs`', async () => {
  const written = await readFile(new URL('../docs/kpis.md', import.meta.url), 'utf8')
  expect(written).toBe(kpiDocs(await loadCatalog()))
})

it('docs/alerts.md is what the definitions say: otherwise run `npm run docs`', async () => {
  const written = await readFile(new URL('../docs/alerts.md', import.meta.url), 'utf8')
  expect(written).toBe(alertDocs(await loadCatalog()))
})
