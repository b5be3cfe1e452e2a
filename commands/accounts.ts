import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'
import { atRiskMessage } from '../src/present/accounts/at-risk.ts'
import { accountMessage } from '../src/present/accounts/one.ts'
import type { Scope } from '../src/query/scope.ts'

type Args = { readonly list: Scope } | { readonly name: string }

const what = {
  en: 'Which accounts? `/revops accounts at-risk`, or a name: `/revops accounts <part of its name>`.',
  ja: 'どのアカウントですか？ `/revops accounts at-risk`、または名前の一部：`/revops accounts <名前>`',
}
const narrow = {
  en: 'Your role sees its own customers. Try `/revops accounts at-risk mine`.',
  ja: '閲覧できるのはご自身の担当顧客です。`/revops accounts at-risk mine` をお試しください。',
}

/** Customers at risk, and any customer on one screen. */
export default defineCommand<Args>({
  summary: { en: 'Customers at risk; one customer on one screen', ja: 'リスクのある顧客、顧客ごとの詳細' },
  usage: { en: 'at-risk [mine|all] | <name>', ja: 'at-risk [mine|all] | <名前>' },
  examples: { en: ['accounts at-risk', 'accounts foods'], ja: ['accounts at-risk mine', 'アカウント リスク'] },
  aliases: ['account', 'アカウント', '顧客'],
  parse(words, context) {
    const [first = '', second = ''] = words
    if (first === '') throw new UserError(what[context.locale])
    if (!/^(at[-_]?risk|risk|リスク|要注意)$/i.test(first)) return { name: words.join(' ') }
    if (/^(mine|me|自分)$/i.test(second)) return { list: { kind: 'people', ids: [context.who.id] } }
    if (/^(all|全社|全員)$/i.test(second) && context.scope.kind === 'people')
      throw new UserError(narrow[context.locale])
    return { list: context.scope }
  },
  run: (context, args) => ('list' in args ? atRiskMessage(context, args.list) : accountMessage(context, args.name)),
})
