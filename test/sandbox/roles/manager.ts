import { asksOn, looksAtRows, mayNotShare, mentions, opensHome } from './asking.ts'
import { formOn } from './form.ts'
import { customersOf, expectOnly } from './others.ts'
import { postWith, type Story } from './scene.ts'

/** A manager: their people side by side, a rule of their own, the stand-up in the team's channel. */
export const manager: Story = {
  role: 'manager',
  who: { en: 'Daiki Fujita', ja: '﨑山 由美' },
  async asks(scene) {
    const { hands, sees, demo, locale } = scene
    const t = words[locale]
    await hands.go('general')
    const pipeline = await hands.ask(`/revops ${t.pipeline}`)
    await sees(pipeline, t.byPerson, t.submitted, ...t.people)
    await sees(await hands.ask(`/revops ${t.oneOfTheirs}`), t.people[0] ?? '')
    await sees(await hands.ask(`/revops ${t.someoneElses}`), t.notYours)
    const answer = await asksOn(scene, t.kpi, { scope: t.team, label: t.label })
    await sees(await hands.choose(answer, t.by, t.owner), ...t.people)
    await looksAtRows(scene, answer, t.label)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, answer)
    const customers = await customersOf(demo.ssotUrl, manager.who[locale])
    expectOnly(customers, await hands.read())
    expectOnly(customers, await hands.read(await opensHome(scene, t.team)))
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.subscribe}`), t.subscribed)

    const form = formOn(scene)
    await hands.type(`/revops ${t.newRule}`)
    await form.fill('name', t.ruleName)
    await form.sees(t.theirPeople)
    await form.pick('metric', 'win_rate')
    await form.seesAt('by win_rate')
    await form.pick('condition', 'below')
    await form.fill('value', '99')
    await form.fill('atLeast', '1')
    await form.fill('schedule', t.schedule)
    await form.pick('channel', 'sales-alerts')
    await form.send()
    await form.sees(t.ruleName, t.saved)
    await form.close(t.close)
  },
  async acts(scene) {
    const { hands, sees, locale } = scene
    const t = words[locale]
    await hands.go(t.teamChannel)
    await sees(postWith(scene, t.standup), t.team)
    await hands.go('sales-alerts')
    const told = postWith(scene, t.ruleName)
    await sees(told, t.teamInEnglish)
    await sees(await hands.choose(told, 'Assign to', t.people[0] ?? ''), t.assigned)
    await sees(told, `Assigned to ${t.people[0]} by ${manager.who[locale]}`)
  },
}

const words = {
  en: {
    pipeline: 'pipeline',
    byPerson: 'By person',
    submitted: 'Submitted',
    people: ['Ren Matsuda', 'Takumi Endo'],
    oneOfTheirs: 'pipeline @ren.matsuda',
    someoneElses: 'pipeline @kenta.ishikawa',
    notYours: 'records are not yours to see',
    kpi: 'kpi forecast_commit this quarter',
    label: 'Commit',
    team: 'SMB Japan (4 people)',
    teamInEnglish: 'SMB Japan (4 people)',
    by: 'By',
    owner: 'Owner',
    inWords: 'how is our quota attainment by owner?',
    taken: 'kpi quota attainment by owner',
    subscribe: 'subscribe daily-standup business days at 08:45 #general',
    subscribed: 'Subscribed: Daily stand-up',
    newRule: 'alerts new',
    ruleName: 'SMB win rate watch',
    theirPeople: 'It watches what you may see: your own records and your people’s.',
    schedule: 'weekdays at 09:00',
    saved: 'is saved.',
    close: 'Close',
    teamChannel: 'general',
    standup: 'Daily stand-up',
    assigned: 'Assigned to Ren Matsuda.',
  },
  ja: {
    pipeline: 'パイプライン',
    byPerson: '担当者別',
    submitted: '提出済み',
    people: ['小林 さくら', 'Yuto Hayashi'],
    oneOfTheirs: 'パイプライン @sakura.kobayashi',
    someoneElses: 'パイプライン @ren.matsuda',
    notYours: '閲覧できません',
    kpi: 'コミット 今四半期',
    label: 'コミット',
    team: 'Mid-Market Japan（6名）',
    teamInEnglish: 'Mid-Market Japan (6 people)',
    by: '内訳',
    owner: '担当者',
    inWords: '目標達成率を担当者別に見せて',
    taken: 'kpi 目標達成率 担当者別',
    subscribe: '購読 営業デイリー 営業日 8:45',
    subscribed: '営業デイリー の配信を設定しました',
    newRule: 'アラート 新規',
    ruleName: '受注率の見張り',
    theirPeople: 'ご自身とチームの閲覧範囲を監視します。',
    schedule: '平日 9:00',
    saved: 'を保存しました。',
    close: '閉じる',
    teamChannel: 'dm',
    standup: '営業デイリー',
    assigned: '小林 さくら さんに割り当てました。',
  },
}
