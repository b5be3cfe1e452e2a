import { bilingual } from '../words.ts'

/** What the churn alert says. */
export const words = bilingual({
  en: {
    recovered: 'Recovered',
    cancelled: 'Cancellation known',
    gone: 'No longer a customer',
    recoveredNow: (name: string, score: number, mrr: string) =>
      `*${name}* is back at a health score of *${score}*, with ${mrr} of MRR.`,
    cancelledNow: (name: string) =>
      `*${name}* has given notice: this is no longer a risk but a known cancellation, and told no more.`,
    goneNow: (name: string, score: number | null) =>
      `*${name}* no longer pays${score === null ? '' : `; its last health score was ${score}`}.`,
    summary: (name: string, score: number | null, before: number | null, mrr: string, because: string) =>
      `*${name}* has a health score of *${score ?? 'unknown'}*${before === null ? '' : ` (four weeks ago ${before})`}, with ${mrr} of MRR at stake.${because ? ` What weighs most: ${because}.` : ''}`,
    score: 'Health score',
    was: (score: number) => ` (four weeks ago ${score})`,
    toldBefore: (score: number) => ` (when last told ${score})`,
    stake: 'MRR at stake',
    term: 'Term ends',
    renewalOpen: ', renewal open',
    renewsItself: 'renews automatically',
    nobody: '*no CSM*',
    owner: 'CSM · owner',
    fell: 'What pulls it down',
    todo: 'What to do',
    chart: 'What the score lost',
    full: 'Full score',
    version: (n: number) => `health score version ${n}`,
    advice: {
      usage_trend: 'Ask the champion what changed: a team that left, a project that ended, another tool.',
      adoption: 'Offer training for the seats that are not used, or the right number of seats.',
      support_load: 'Get the open tickets solved, the urgent ones first, and tell the customer when.',
      sentiment: 'Call whoever answered the survey, and listen.',
      engagement: 'Nobody has spoken with them for a while: book a review this week.',
      commercial: 'Open the renewal opportunity and agree on the next step before the term ends.',
    },
  },
  ja: {
    recovered: '回復しました',
    cancelled: '解約申出あり',
    gone: '顧客ではなくなりました',
    recoveredNow: (name, score, mrr) => `*${name}* のヘルススコアは *${score}* に戻りました（MRR ${mrr}）。`,
    cancelledNow: (name) =>
      `*${name}* から解約の申し出がありました。リスクではなく確定した解約として扱い、以後は通知しません。`,
    goneNow: (name, score) =>
      `*${name}* の支払いは終了しました${score === null ? '' : `（最後のヘルススコアは${score}）`}。`,
    summary: (name, score, before, mrr, because) =>
      `*${name}* のヘルススコアは *${score ?? '不明'}* ${before === null ? '' : `（4週間前は${before}）`}で、対象MRRは${mrr}です。${because ? `主な要因は「${because}」です。` : ''}`,
    score: 'ヘルススコア',
    was: (score) => `（4週間前は${score}）`,
    toldBefore: (score) => `（前回の通知時は${score}）`,
    stake: '対象MRR',
    term: '契約終了',
    renewalOpen: '（更新商談あり）',
    renewsItself: '自動更新',
    nobody: '*CSM未割当*',
    owner: 'CSM・営業担当',
    fell: 'スコアを下げている要因',
    todo: '対応',
    chart: 'スコアの内訳（減点）',
    full: '満点',
    version: (n) => `ヘルススコア バージョン${n}`,
    advice: {
      usage_trend: '利用が減った理由（異動、プロジェクト終了、他ツールへの移行など）を先方のキーパーソンに確認する。',
      adoption: '使われていないシートの利用者にトレーニングを提案する、またはシート数を見直す。',
      support_load: '未解決チケットを緊急度の高いものから解決し、見通しを顧客に伝える。',
      sentiment: 'アンケートの回答者に直接話を聞く。',
      engagement: '長く接点がないため、今週中にレビューの場を設ける。',
      commercial: '更新商談を作成し、契約終了までの進め方を合意する。',
    },
  },
})
