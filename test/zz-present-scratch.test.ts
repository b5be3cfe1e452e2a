import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { blocksAsText } from '../src/cli/text.ts'
import { forPost } from '../src/present/post.ts'
import { forEphemeral } from '../src/present/surface.ts'
import { answersOver } from './support/answers.ts'
import { createCompanyDatabase } from './support/company.ts'

it('dumps', async () => {
  const full = await createCompanyDatabase()
  const company = await answersOver(full)
  let out = ''
  const k = (n: string) => `${n}@kazahana.example`
  const qs: [string, string, 'en' | 'ja'][] = [
    ['pipeline', k('kenta.ishikawa'), 'en'], ['pipeline', k('yumi.sakiyama'), 'ja'], ['pipeline', k('mariko.saeki'), 'en'],
    ['pipeline all next quarter', k('mariko.saeki'), 'en'],['pipeline last quarter', k('mariko.saeki'), 'en'],
    ['pipeline', k('aya.fujii'), 'en'],['pipeline', k('yuto.hayashi'), 'ja'],
    ['funnel last quarter', k('mariko.saeki'), 'en'], ['funnel', k('mariko.saeki'), 'ja'], ['funnel period by segment', k('mariko.saeki'), 'en'],
    ['funnel', k('kenta.ishikawa'), 'en'],
    ['kpi win_rate last quarter', k('mariko.saeki'), 'en'], ['kpi bookings last 4 quarters by team', k('mariko.saeki'), 'ja'], ['kpi mqls by segment', k('mariko.saeki'), 'en'],
    ['kpi nrr', k('mariko.saeki'), 'ja'],['kpi', k('mariko.saeki'), 'en'],['kpi sales_cycle last month', k('mariko.saeki'), 'en'],['kpi pipeline_coverage', k('mariko.saeki'), 'ja'],
    ['kpi sales_velocity', k('mariko.saeki'), 'en'],['kpi health_score', k('mariko.saeki'), 'en'],['kpi open_pipeline', k('mariko.saeki'), 'en'],['kpi renewal_rate last quarter', k('mariko.saeki'), 'en'],
    ['kpi quota_attainment by owner', k('yumi.sakiyama'), 'en'],
    ['accounts at-risk', k('megumi.yoshida'), 'ja'], ['accounts at-risk', k('mariko.saeki'), 'en'], ['accounts 青嵐重工業株式会社', k('mariko.saeki'), 'en'], ['accounts Borealis Freight Group', k('mariko.saeki'), 'ja'],
    ['accounts at-risk', k('aya.fujii'), 'en'],
    ['alerts', k('mariko.saeki'), 'en'], ['alerts', k('mariko.saeki'), 'ja'], ['digest', k('mariko.saeki'), 'en'], ['digest', k('kenta.ishikawa'), 'en'], ['digest', k('mariko.saeki'), 'ja'],['digest', k('aya.fujii'), 'en'],
    ['status', k('mariko.saeki'), 'en'], ['status', k('mariko.saeki'), 'ja'], ['help', k('mariko.saeki'), 'en'], ['help', k('mariko.saeki'), 'ja'],
  ]
  for (const [q, as, locale] of qs) {
    const t = performance.now()
    const m = await company.ask(q, { as, locale }).catch((e: Error) => e)
    out += `\n\n######## ${q} [${as} ${locale}] ${Math.round(performance.now() - t)} ms\n`
    if (m instanceof Error) { out += m.stack; continue }
    out += `TEXT: ${m.text}\n${blocksAsText(forEphemeral(m, locale).blocks)}`
  }
  for (const locale of ['en', 'ja'] as const) {
    const c = await company.context({ locale })
    for (const [id, alert] of company.catalog.alerts) {
      const obs = (await alert.observe(c)).filter((o) => o.breached)
      out += `\n\n######## alert ${id} ${locale}: ${obs.length} breached\n`
      for (const o of obs.slice(0, 2)) {
        for (const news of ['fired', 'repeated', 'recovered'] as const) {
          const m = await alert.message(c, { news, observation: o, since: '2026-11-10T00:00:00Z', before: null })
          out += `\n--- ${news} TEXT: ${m.text}\n${blocksAsText(forPost(m, new Map(), locale).blocks)}\n`
        }
      }
    }
  }
  writeFileSync('/tmp/rep/dump.txt', out)
  await full.drop()
}, 120000)
