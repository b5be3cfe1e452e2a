import { parseMrkdwn } from './mrkdwn.ts'
import { Mrkdwn } from './text.tsx'

/** Standard markdown, near enough: headings, lists and emphasis are turned into Slack's own markup. */
export function Markdown({ text }: { text: string }) {
  const asMrkdwn = text
    .replace(/^#{1,6} +(.+)$/gm, '*$1*')
    .replace(/\*\*(.+?)\*\*/g, '*$1*')
    .replace(/~~(.+?)~~/g, '~$1~')
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<$2|$1>')
    .replace(/^[-*] +/gm, '•\u00a0')
  return <div className="words">{parseMrkdwn(asMrkdwn).length > 0 && <Mrkdwn text={asMrkdwn} />}</div>
}
