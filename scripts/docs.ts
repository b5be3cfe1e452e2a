/** `npm run docs`: writes the pages that are made from definitions. */
import { writeFile } from 'node:fs/promises'
import { loadCatalog } from '../src/catalog.ts'
import { alertDocs } from './alert-docs.ts'
import { kpiDocs } from './kpi-docs.ts'

const catalog = await loadCatalog()
await writeFile(new URL('../docs/kpis.md', import.meta.url), kpiDocs(catalog))
await writeFile(new URL('../docs/alerts.md', import.meta.url), alertDocs(catalog))
