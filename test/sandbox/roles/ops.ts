import pg from 'pg'
import { asksOn, looksAtRows, mayNotShare, mentions, opensHome } from './asking.ts'
import { postWith, type Scene, type Story } from './scene.ts'

/** RevOps: whether the numbers can be trusted, everybody's rules, the SQL, and who is asking to be let in. */
export const ops: Story = {
  role: 'revops-admin',
  who: { en: 'Priya Raman', ja: '中村 翔' },
  async asks(scene) {
    const { page, hands, sees, locale } = scene
    const t = words[locale]
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.status}`), t.statusTitle, t.fresh, t.next)
    await sees(await hands.ask(`/revops ${t.explain}`), 'select', 'opportunities')
    await sees(await hands.ask(`/revops ${t.explain} sql`), t.onItsWay)
    const answer = await asksOn(scene, t.kpi, { scope: t.company, label: t.label })
    await looksAtRows(scene, answer, t.label)
    await mentions(scene, t.inWords, t.taken)
    await mayNotShare(scene, answer)
    const alerts = await hands.ask(`/revops ${t.alerts}`)
    await sees(alerts, t.watched, t.made, t.ruleName)
    // Whoever runs RevOps may put anybody's rule right.
    await alerts.getByRole('button', { name: t.edit, exact: true }).first().waitFor()
    await hands.go('dm')
    await page.getByTestId('file').filter({ hasText: 'win_rate.sql' }).waitFor()
    await opensHome(scene, t.company)
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.subscribe}`), t.subscribed)
    await strangerIsLetIn(scene)
  },
  async acts(scene) {
    const { hands, sees, locale } = scene
    const t = words[locale]
    await hands.go('general')
    await sees(await hands.ask(`/revops ${t.status}`), t.sent)
    await sees(await hands.ask(`/revops ${t.firing}`), t.churn)
    await sees(await hands.ask(`/revops ${t.backtest}`), t.backtested)
    await hands.go('dm')
    await sees(postWith(scene, t.subscribedLabel), t.company)
  },
}

/** Somebody whom no row of ssot.users names asks; RevOps reads of it in their channel, and it is put right in the source. */
async function strangerIsLetIn({ demo, hands, sees, page, locale }: Scene): Promise<void> {
  const t = words[locale]
  const { name, email } = t.stranger
  const source = new pg.Client(demo.ssotUrl)
  await source.connect()
  await source.query('update ssot.users set active = false where email = $1', [email])
  await hands.be(name)
  await hands.go('general')
  await sees(await hands.ask('/revops pipeline'), 'I do not know you yet', email)
  await hands.be(ops.who[locale])
  await hands.go('revops')
  await sees(page.getByTestId('message').filter({ hasText: email }).first(), 'ssot.users')
  await source.query('update ssot.users set active = true where email = $1', [email])
  await source.end()
  await hands.be(name)
  await hands.go('general')
  await sees(await hands.ask('/revops kpi mqls'), 'MQLs')
  await hands.be(ops.who[locale])
}

const words = {
  en: {
    status: 'status',
    statusTitle: 'Status',
    fresh: 'All sources are fresh.',
    next: 'What the clock does next',
    explain: 'explain win_rate',
    onItsWay: 'on its way to you in a direct message',
    kpi: 'kpi quota_attainment this quarter',
    label: 'Quota attainment',
    company: 'Whole company',
    inWords: 'what was our win rate last quarter?',
    taken: 'kpi win rate last quarter',
    alerts: 'alerts',
    watched: 'What is watched',
    made: 'Made in Slack',
    ruleName: 'SMB win rate watch',
    edit: 'Edit',
    subscribe: 'subscribe kpi win_rate mondays at 9',
    subscribed: 'Subscribed: Win rate',
    subscribedLabel: 'Win rate',
    stranger: { name: 'Haruka Ono', email: 'haruka.ono@kazahana.example' },
    sent: 'Deliveries: sent',
    firing: 'alerts',
    churn: 'Churn risk',
    backtest: 'alerts backtest win-rate-drop 30 days',
    backtested: 'Win rate is falling',
  },
  ja: {
    status: 'ステータス',
    statusTitle: 'ステータス',
    fresh: 'すべてのデータソースは最新です。',
    next: '次の予定',
    explain: '定義 受注率',
    onItsWay: 'SQLをDMに送信します。',
    kpi: '目標達成率 今四半期',
    label: '目標達成率',
    company: '全社',
    inWords: '先四半期の受注率は？',
    taken: 'kpi 受注率 先四半期',
    alerts: 'アラート',
    watched: '監視内容',
    made: 'Slackで作成したルール',
    ruleName: '受注率の見張り',
    edit: '編集',
    subscribe: '購読 kpi 受注率 毎週月曜 9:00',
    subscribed: '受注率',
    subscribedLabel: '受注率',
    stranger: { name: 'Nanami Kudo', email: 'nanami.kudo@kazahana.example' },
    sent: '配信：送信済み',
    firing: 'アラート',
    churn: '解約リスク',
    backtest: 'アラート バックテスト win-rate-drop 30日',
    backtested: '受注率が低下',
  },
}
