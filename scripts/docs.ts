/** `npm run docs`: writes the pages that are made from definitions. */
import { writeFile } from 'node:fs/promises'
import { loadCatalog } from '../src/catalog.ts'
import { kpiDocs } from './kpi-docs.ts'

await writeFile(new URL('../docs/kpis.md', import.meta.url), kpiDocs(await loadCatalog()))
