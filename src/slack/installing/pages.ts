import type { ServerResponse } from 'node:http'
import { bilingual } from '../../present/words.ts'

/** What became of an installation, as its page tells it. */
export type Outcome = keyof (typeof words)['en']

const statuses: Readonly<Record<Outcome, number>> = {
  installed: 200,
  cancelled: 200,
  expired: 400,
  unknown: 403,
  rotating: 403,
  failed: 500,
}

/** Answers a browser with what became of it, in both languages: whose browser it is, nobody knows. */
export function tellOutcome(response: ServerResponse, outcome: Outcome, name = ''): void {
  const told = (['en', 'ja'] as const).map((locale) => {
    const { title, text } = words[locale][outcome]
    return `<section lang="${locale}"><h1>${escaped(title)}</h1><p>${escaped(text(name))}</p></section>`
  })
  response.writeHead(statuses[outcome], headers).end(framed(told.join('<hr>')))
}

/** What `/slack/install` shows; `url` leads to Slack. */
export const installPage = (url: string): string =>
  framed(`<h1>RevOps</h1>
<p lang="en">Answers about revenue, from one source of truth.</p>
<p lang="ja">売上に関する質問に、ひとつの信頼できるデータからお答えします。</p>
<p><a class="button" href="${escaped(url)}">Add to Slack · Slackに追加</a></p>`)

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // The address holds a code of Slack's.
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
}

const framed = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>RevOps</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}
h1{font-size:1.25rem}.button{display:inline-block;padding:.5rem 1rem;border:1px solid;border-radius:.25rem}</style>
<body>${body}</body></html>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const words = bilingual({
  en: {
    installed: {
      title: 'RevOps is installed',
      text: (name: string) =>
        `In ${name} it answers in a few seconds: type /revops help there. You can close this page.`,
    },
    cancelled: { title: 'Nothing was installed', text: (_name: string) => 'You cancelled. You can close this page.' },
    expired: {
      title: 'This page is no longer valid',
      text: (_name: string) =>
        'An installation has to be finished within ten minutes, in the browser in which it was begun. Please begin again at /slack/install.',
    },
    unknown: {
      title: 'RevOps is not set up for this workspace',
      text: (name: string) =>
        `Nothing was installed or kept. Whoever runs RevOps has to name ${name} in its settings first; then install it again.`,
    },
    rotating: {
      title: 'The app’s tokens expire',
      text: (_name: string) =>
        'Nothing was installed or kept. Token rotation is switched on in the app’s settings at Slack; RevOps needs tokens that last.',
    },
    failed: {
      title: 'That did not work',
      text: (_name: string) =>
        'Nothing was installed. Please try again; if it happens again, tell whoever runs RevOps.',
    },
  },
  ja: {
    installed: {
      title: 'RevOpsをインストールしました',
      text: (name) =>
        `${name} で数秒後から利用できます。/revops help と入力してください。このページは閉じて構いません。`,
    },
    cancelled: {
      title: 'インストールを中止しました',
      text: () => 'キャンセルされたため、何もインストールしていません。このページは閉じて構いません。',
    },
    expired: {
      title: 'このページは無効です',
      text: () =>
        'インストールは、開始したブラウザで10分以内に完了してください。お手数ですが /slack/install からやり直してください。',
    },
    unknown: {
      title: 'このワークスペースはRevOpsに登録されていません',
      text: (name) =>
        `インストールは行わず、情報も保存していません。RevOpsの管理者が ${name} を設定に追加した後、もう一度インストールしてください。`,
    },
    rotating: {
      title: 'トークンに有効期限が設定されています',
      text: () =>
        'インストールは行わず、情報も保存していません。Slackのアプリ設定でトークンローテーションが有効になっています。RevOpsには期限のないトークンが必要です。',
    },
    failed: {
      title: 'インストールできませんでした',
      text: () =>
        '何もインストールしていません。もう一度お試しください。続く場合はRevOpsの管理者にお問い合わせください。',
    },
  },
})
