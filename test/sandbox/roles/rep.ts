import { asksOn, looksAtRows, mayNotShare, mentions, opensHome } from './asking.ts'
import { customersOf, expectOnly } from './others.ts'
import { postWith, type Story } from './scene.ts'

/** A rep: their own deals and nobody else's, their stand-up, the alert that names them. */
export const rep: Story = {
  role: 'rep',
  who: { en: 'Yuto Hayashi', ja: '小林 さくら' },
  async asks(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    const name = rep.who[locale]
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.pipeline}`), t.title, name)
    await sees(await hands.ask(`/revops ${t.someoneElses}`), t.notYours)
    const answer = await asksOn(scene, t.kpi, { scope: name, label: t.label })
    await looksAtRows(scene, answer, t.label)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, answer)
    const customers = await customersOf(demo.ssotUrl, name)
    expectOnly(customers, await hands.read())
    expectOnly(customers, await hands.read(await opensHome(scene, name, t.attention)))
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.subscribe}`), t.subscribed)
  },
  async acts(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('dm')
    await sees(postWith(scene, t.standup), rep.who[locale])
    expectOnly(await customersOf(demo.ssotUrl, rep.who[locale]), await hands.read())
    await hands.go('sales-alerts')
    const alert = postWith(scene, t.alert)
    // What lies behind it is answered within what is theirs, in their own language.
    await sees(await hands.press(alert, 'Why?'), t.title, rep.who[locale])
    await sees(await hands.press(alert, 'Acknowledge'), t.acknowledged)
  },
}

const words = {
  en: {
    pipeline: 'pipeline',
    title: 'Pipeline',
    someoneElses: 'pipeline @kenta.ishikawa',
    notYours: 'records are not yours to see',
    kpi: 'kpi bookings this quarter',
    label: 'Bookings',
    inWords: 'what is my win rate this quarter?',
    taken: 'kpi win rate this quarter',
    attention: 'attention',
    subscribe: 'subscribe daily-standup',
    subscribed: 'Subscribed: Daily stand-up',
    standup: 'Daily stand-up',
    alert: 'Open deals stand still',
    acknowledged: 'You are looking at it.',
  },
  ja: {
    pipeline: 'パイプライン',
    title: 'パイプライン',
    someoneElses: 'パイプライン @kenta.ishikawa',
    notYours: '閲覧できません',
    kpi: '受注金額 今四半期',
    label: '受注金額',
    inWords: '今四半期の受注率を教えて',
    taken: 'kpi 受注率 今四半期',
    attention: '要対応の商談',
    subscribe: '購読 営業デイリー',
    subscribed: '営業デイリー の配信を設定しました',
    standup: '営業デイリー',
    alert: 'Deals are getting stuck',
    acknowledged: '確認済みにしました',
  },
}
