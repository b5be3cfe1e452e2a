import { asksOn, looksAtRows, mayNotShare, mentions, opensHome } from './asking.ts'
import { formOn } from './form.ts'
import { customersOf, expectNone, sellers } from './others.ts'
import { postWith, type Scene, type Story } from './scene.ts'

/** Marketing: the funnel as totals that name nobody, campaigns and leads in full, what is withheld said in a sentence. */
export const marketing: Story = {
  role: 'marketing',
  who: { en: 'Marco Bellini', ja: '藤井 彩' },
  async asks(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('general')
    const funnel = await hands.ask(`/revops ${t.funnel}`)
    await sees(funnel, t.cohort, t.source)
    const campaigns = await hands.ask(`/revops ${t.campaigns}`)
    await sees(campaigns, t.campaignsLabel)
    const answer = await asksOn(scene, t.kpi, { scope: t.company, label: t.label })
    const leads = await looksAtRows(scene, answer, t.label)
    // Deals are totals: no rows, nobody's apart; costs are for whoever the configuration names.
    const bookings = await hands.ask(`/revops ${t.bookings}`)
    await sees(bookings, t.company)
    await sees(await hands.press(bookings, t.rows), t.onlyTotals)
    await sees(await hands.ask(`/revops ${t.cac}`), t.withheld)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, bookings)
    const named = await nobodyNamed(demo.ssotUrl)
    // Leads are theirs row by row; nothing names anybody.
    expectNone(named, leads)
    for (const shown of [funnel, campaigns, bookings]) expectNone(named, await hands.read(shown))
    expectNone(named, await hands.read(await opensHome(scene, t.company, t.label)))
    await hands.go('general')
    await subscribes(scene)
  },
  async acts(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('dm')
    await sees(postWith(scene, t.label), t.company)
    await hands.go('sales-alerts')
    const alert = postWith(scene, 'MQL to SQL conversion is falling')
    const why = await hands.press(alert, 'Why?')
    await sees(why, t.bySegment, 'SMB')
    expectNone(await nobodyNamed(demo.ssotUrl), await hands.read(why))
    await sees(await hands.press(alert, 'Not useful'), t.thanks)
  },
}

/** By the form: what is wrong is said beside its field. */
async function subscribes(scene: Scene): Promise<void> {
  const t = words[scene.locale]
  const form = formOn(scene)
  await scene.hands.type(`/revops ${t.subscribe}`)
  await form.pick('what', 'kpi')
  await form.pick('metric', 'mqls')
  await form.fill('question', t.bySource)
  await form.pick('every', 'weekly')
  await form.fill('time', '25:00')
  await form.send()
  await form.seesAt('time', t.noTime)
  await form.fill('time', '9:00')
  await form.send()
  await form.sees(...t.subscribed)
  await form.close(t.close)
}

/** Every customer and everybody who sells or looks after them. */
async function nobodyNamed(ssotUrl: string): Promise<readonly string[]> {
  const { foreign } = await customersOf(ssotUrl, marketing.who.en)
  return [...foreign, ...sellers]
}

const words = {
  en: {
    funnel: 'funnel last quarter by source',
    cohort: 'Funnel, by cohort',
    source: 'Source',
    campaigns: 'kpi campaign_performance last quarter',
    campaignsLabel: 'Campaign performance',
    kpi: 'kpi mqls last month',
    label: 'MQLs',
    company: 'Whole company',
    bookings: 'kpi bookings last quarter by segment',
    rows: 'Rows',
    onlyTotals: 'only as totals',
    cac: 'kpi cac last quarter',
    withheld: 'CAC is not open to your role.',
    inWords: 'show the lead conversion by source please',
    taken: 'kpi lead conversion by source',
    subscribe: 'subscribe',
    bySource: 'by source',
    noTime: '“25:00” is no time of day',
    subscribed: ['Subscribed: MQLs by source, Mondays at 09:00'],
    close: 'Close',
    bySegment: 'by segment',
    thanks: 'Thank you.',
  },
  ja: {
    funnel: 'ファネル 先四半期 ソース別',
    cohort: 'ファネル（コホート）',
    source: 'ソース',
    campaigns: 'キャンペーン効果 先四半期',
    campaignsLabel: 'キャンペーン効果',
    kpi: 'MQL数 先月',
    label: 'MQL数',
    company: '全社',
    bookings: '受注金額 先四半期 セグメント別',
    rows: '明細',
    onlyTotals: '合計のみ閲覧できる',
    cac: '顧客獲得コスト 先四半期',
    withheld: '顧客獲得コストは、権限上閲覧できません。',
    inWords: 'ソース別のリードコンバージョン率を教えて',
    taken: 'kpi リードコンバージョン率 ソース別',
    subscribe: '購読',
    bySource: 'ソース別',
    noTime: '「25:00」は時刻として読めません',
    subscribed: ['MQL数', 'の配信を設定しました', '毎週月曜'],
    close: '閉じる',
    bySegment: 'セグメント別',
    thanks: 'ありがとうございます。',
  },
}
