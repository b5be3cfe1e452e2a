import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { asksOn, looksAtRows, mayNotShare, mentions, opensHome, shareLabel } from './asking.ts'
import { formOn } from './form.ts'
import { postWith, type Scene, type Story } from './scene.ts'

/** The CRO: the whole company, shared with those who see it too; the digest; an alert put to rest with a reason. */
export const cro: Story = {
  role: 'cro',
  who: { en: '佐伯 真理子', ja: '佐伯 真理子' },
  async asks(scene) {
    const { hands, sees, locale } = scene
    const t = words[locale]
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.pipeline}`), t.company, t.byTeam, 'SMB Japan', 'International')
    await sees(await hands.ask(`/revops ${t.funnel}`), t.cohort, 'Enterprise')
    await sees(await hands.ask(`/revops ${t.cac}`), t.cacLabel, '¥')
    const answer = await asksOn(scene, t.kpi, { scope: t.company, label: t.label })
    await sees(await hands.choose(answer, t.by, t.segment), 'Mid-Market')
    await looksAtRows(scene, answer, t.label)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, answer)
    await hands.go('partner-shared')
    const outside = await hands.ask(`/revops ${t.kpi}`)
    await sees(await hands.press(outside, shareLabel[locale]), t.external)
    await hands.go('revenue')
    const shared = await hands.ask(`/revops ${t.kpi}`)
    await hands.press(shared, shareLabel[locale])
    await sees(postWith(scene, t.sharedBy), t.label, t.company)
    await pastesLink(scene, shared)
    await opensHome(scene, t.company, t.deals)
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.subscribe}`), t.subscribed)
  },
  async acts(scene) {
    const { page, hands, sees, locale } = scene
    const t = words[locale]
    await hands.go('revenue')
    await sees(postWith(scene, 'Weekly revenue digest'), 'Whole company', 'of its target')
    await sees(await hands.ask(`/revops ${t.digest}`), t.digestTitle)
    await hands.go('dm')
    await sees(postWith(scene, t.nrr), t.company)
    await hands.go('sales-alerts')
    const alert = postWith(scene, t.alert)
    await alert.getByLabel('Snooze', { exact: true }).selectOption('reason')
    const form = formOn(scene)
    await form.fill('reason', t.reason)
    await form.send()
    await sees(page.getByTestId('message').last(), t.quiet)
    await sees(alert, t.reason)
  },
}

/** The address of a question: figures among those who may all see them, a button among everybody. */
async function pastesLink({ page, hands, sees, locale }: Scene, answer: Locator): Promise<void> {
  const t = words[locale]
  const told = await hands.press(answer, t.copyLink)
  const link = /https:\/\/revops\.example\.com\/a\/[\w-]{22}/.exec(await hands.read(told))?.[0]
  const below = page.getByTestId('unfurl').last()
  await hands.type(`${t.look} ${link}`)
  await sees(below, t.label, t.company, `/revops ${t.linked}`)
  await hands.go('general')
  await hands.type(`${t.look} ${link}`)
  await sees(below, t.closed)
  expect(await hands.read(below)).not.toContain(t.label)
  await sees(await hands.press(below, t.openForMe), t.label, t.company)
}

const words = {
  en: {
    pipeline: 'pipeline',
    company: 'Whole company',
    byTeam: 'By team',
    funnel: 'funnel last quarter by segment',
    cohort: 'Funnel, by cohort',
    cac: 'kpi cac last quarter',
    cacLabel: 'CAC',
    kpi: 'kpi win_rate last 4 quarters',
    label: 'Win rate',
    by: 'By',
    segment: 'Segment',
    inWords: 'what is our NRR?',
    taken: 'kpi NRR',
    external: 'shared with another company',
    sharedBy: 'Shared by',
    copyLink: 'Copy link',
    look: 'Please look:',
    linked: 'kpi win_rate last 4 quarters',
    closed: 'shown here only where everybody',
    openForMe: 'Open for me',
    deals: 'need attention',
    subscribe: 'subscribe kpi nrr mondays at 9',
    subscribed: 'Subscribed: NRR',
    digest: 'digest',
    digestTitle: 'Weekly revenue digest',
    nrr: 'NRR',
    alert: 'MQL to SQL conversion is falling',
    reason: 'The new lead form goes live on Friday',
    quiet: 'Quiet for a week.',
  },
  ja: {
    pipeline: 'パイプライン',
    company: '全社',
    byTeam: 'チーム別',
    funnel: 'ファネル 先四半期 セグメント別',
    cohort: 'ファネル（コホート）',
    cac: '顧客獲得コスト 先四半期',
    cacLabel: '顧客獲得コスト',
    kpi: '受注率 直近4四半期',
    label: '受注率',
    by: '内訳',
    segment: 'セグメント',
    inWords: 'NRRを教えて',
    taken: 'kpi NRR',
    external: '社外と共有されている',
    sharedBy: 'さんが共有',
    copyLink: 'リンクを取得',
    look: 'ご確認ください：',
    linked: '受注率 直近4四半期',
    closed: '会話の全員が閲覧できる場合にのみ',
    openForMe: '自分用に開く',
    deals: '要対応の商談',
    subscribe: '購読 kpi 受注金額 セグメント別 毎週月曜 9:00',
    subscribed: '受注金額',
    digest: 'ダイジェスト',
    digestTitle: '週次レベニューダイジェスト',
    nrr: '受注金額',
    alert: 'Deals are getting stuck',
    reason: '大型案件の法務確認待ちのため',
    quiet: '1週間通知を止めます',
  },
}
