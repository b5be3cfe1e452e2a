import { asksOn, looksAtRows, mayNotShare, mentions, opensHome } from './asking.ts'
import { formOn } from './form.ts'
import { customersOf, expectOnly } from './others.ts'
import { postWith, type Story } from './scene.ts'

/** A CSM: their customers and nobody else's, their week, the churn alert taken on and put to rest. */
export const csm: Story = {
  role: 'csm',
  who: { en: 'Oliver Grant', ja: '吉田 恵' },
  async asks(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.atRisk}`), csm.who[locale], t.customer)
    await sees(await hands.ask(`/revops ${t.account}`), t.customer, t.health)
    await sees(await hands.ask(`/revops ${t.someoneElses}`), t.notFound)
    const answer = await asksOn(scene, t.kpi, { scope: csm.who[locale], label: t.label })
    await looksAtRows(scene, answer, t.label)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, answer)
    const customers = await customersOf(demo.ssotUrl, csm.who[locale])
    // What they asked for by name stands in the question, and in the sentence that refuses it.
    const foreign = customers.foreign.filter((name) => !name.includes(t.asked))
    expectOnly({ ...customers, foreign }, await hands.read())
    expectOnly(customers, await hands.read(await opensHome(scene, csm.who[locale], t.customer)))
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.follow}`), t.followed)
    await sees(await hands.ask(`/revops ${t.subscribe}`), t.week)
  },
  async acts(scene) {
    const { page, hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('dm')
    await sees(postWith(scene, t.weekTitle), t.first, t.customer)
    expectOnly(await customersOf(demo.ssotUrl, csm.who[locale]), await hands.read())
    // The channel is a Japanese one; what it answers is in the language of whoever presses.
    await hands.go('cs-alerts')
    const alert = postWith(scene, `解約リスク · ${t.customer}`)
    await sees(await hands.press(alert, 'なぜ？'), t.customer)
    await sees(await hands.press(alert, '確認しました'), t.acknowledged)
    await sees(alert, csm.who[locale])
    await alert.getByLabel('スヌーズ', { exact: true }).selectOption('reason')
    const form = formOn(scene)
    await form.fill('reason', '  ')
    await form.send()
    await form.seesAt('reason', t.sayWhy)
    await form.pick('for', 'change')
    await form.fill('reason', t.reason)
    await form.send()
    await sees(page.getByTestId('message').last(), t.quiet)
    await sees(alert, t.reason)
  },
}

const words = {
  en: {
    atRisk: 'accounts at-risk',
    customer: 'Borealis Freight Group',
    account: 'accounts borealis',
    health: 'Health',
    someoneElses: 'accounts 青嵐重工業',
    asked: '青嵐重工業',
    notFound: 'No account of yours is called',
    kpi: 'kpi nrr last 4 quarters',
    label: 'NRR',
    inWords: 'show my renewal rate last quarter',
    taken: 'kpi renewal rate last quarter',
    follow: 'follow account borealis',
    followed: 'Subscribed: Borealis Freight Group',
    subscribe: 'subscribe csm-weekly',
    week: 'Weekly customer report',
    weekTitle: 'Your customers this week',
    first: 'What to do first',
    acknowledged: 'You are looking at it.',
    sayWhy: 'Say why, in a few words.',
    reason: 'Their new head of logistics starts in December',
    quiet: 'Quiet until it changes.',
  },
  ja: {
    atRisk: 'アカウント リスク',
    customer: '青嵐重工業株式会社',
    account: 'アカウント 青嵐',
    health: 'ヘルス',
    someoneElses: 'アカウント Borealis',
    asked: 'Borealis',
    notFound: '担当範囲に見つかりません',
    kpi: 'nrr 直近4四半期',
    label: '売上継続率（NRR）',
    inWords: '先四半期の更新率を教えて',
    taken: 'kpi 更新率 先四半期',
    follow: '購読 アカウント 青嵐',
    followed: '青嵐重工業株式会社 の配信を設定しました',
    subscribe: '購読 CSM週報',
    week: 'CSM週報',
    weekTitle: '今週の担当顧客',
    first: 'まず対応すること',
    acknowledged: '確認済みにしました',
    sayWhy: '理由を入力してください。',
    reason: '先方の体制変更が12月に決まるため',
    quiet: '変化があるまで通知を止めます',
  },
}
