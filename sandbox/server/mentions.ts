import type { Workspace } from './workspace.ts'

/** The bot's name after an @, as people type it. */
const botHandle = ({ options }: Workspace): string => (options.botName ?? 'RevOps').toLowerCase()

/** Slack goes by a long list of the ends that hosts have; a few stand for it here. */
const hosts = /(^|\s)((?:[\w-]+\.)+(?:com|net|org|io|eu|co|jp|de|uk|dev|app|ai))(?=[.,!?]*(?:\s|$))/gi

/**
 * What Slack makes of what somebody typed: `@ann`, `@RevOps` and `#sales` become ids; addresses, e-mails and whatever looks
 * like a host become links; the rest is escaped.
 * Of a command's text only with `should_escape: true` in the manifest; of messages always.
 */
export function withIds(workspace: Workspace, text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(^|\s)(https?:\/\/[^\s|]+?)(?=[.,!?]*(?:\s|$))/g, '$1<$2>')
    .replace(/(^|[\s@])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?=[.,!?]*(?:\s|$))/g, '$1<mailto:$2|$2>')
    .replace(hosts, '$1<http://$2|$2>')
    .replace(/(^|\s)@([\w.-]+)(?![\w.-]*@)/g, (whole, before: string, handle: string) => {
      if (handle.toLowerCase() === botHandle(workspace)) return `${before}<@${workspace.identity.botUser}>`
      const person = workspace.people.find((each) => each.handle === handle)
      return person ? `${before}<@${person.id}|${handle}>` : whole
    })
    .replace(/(^|\s)#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = workspace.channels.find((each) => each.name === name)
      return channel ? `${before}<#${channel.id}|${name}>` : whole
    })
}

export const mentionsBot = ({ identity }: Workspace, text: string): boolean => text.includes(`<@${identity.botUser}>`)
