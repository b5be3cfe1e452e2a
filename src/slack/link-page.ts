import type { ServerResponse } from 'node:http'

/** What a browser gets at a link: no figure, no question, nothing of who is there. */
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<title>RevOps</title>
<style>body { font: 1rem/1.6 sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }</style>
<p>This is a link to an answer of RevOps. It opens in Slack: paste it there after <code>/revops</code>, or into a message.</p>
<p lang="ja">RevOpsの回答へのリンクです。Slackで <code>/revops</code> に続けて貼り付けるか、メッセージに貼り付けてご覧ください。</p>
</html>
`

export function sayLinkPage(response: ServerResponse): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
    })
    .end(page)
}
