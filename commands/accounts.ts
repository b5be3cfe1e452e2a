import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'
import { atRiskMessage } from '../src/present/accounts/at-risk.ts'
import { accountMessage } from '../src/present/accounts/one.ts'
import { notUnderstood } from '../src/present/not-understood.ts'
import { peopleByName, takeWhose } from '../src/present/people.ts'
import type { Scope } from '../src/query/scope.ts'

type Args = { readonly list: Scope } | { readonly name: string }

const what = {
  en: 'Which accounts? `/revops accounts at-risk`, or a name: `/revops accounts <part of its name>`.',
  ja: 'どのアカウントですか？ `/revops accounts at-risk`、または名前の一部：`/revops accounts <名前>`',
}
const whoseWords = ['mine', 'team', 'all', '自分', 'チーム', '全社'].map((word) => [word, word] as const)

const listsRisk = ([first = '']: readonly string[]): boolean => /^(at[-_]?risk|risk|リスク|要注意)$/i.test(first)

/** Customers at risk, and any customer on one screen. */
export default defineCommand<Args>({
  summary: { en: 'Customers at risk; one customer on one screen', ja: 'リスクのある顧客、顧客ごとの詳細' },
  usage: { en: 'at-risk [mine|team|all|@person] | <name>', ja: 'at-risk [mine|team|all|@担当者] | <名前>' },
  examples: { en: ['accounts at-risk', 'accounts harbor foods'], ja: ['accounts at-risk mine', 'アカウント リスク'] },
  aliases: ['account', 'アカウント', '顧客'],
  shortcuts: {
    'at-risk': ['at-risk'],
    'churn risk': ['at-risk'],
    解約リスク: ['at-risk'],
    リスク顧客: ['at-risk'],
    要注意顧客: ['at-risk'],
  },
  own: (words) => (listsRisk(words) ? [...words, 'mine'] : words),
  parse(words, context) {
    const [first = '', ...others] = words
    if (first === '') throw new UserError(what[context.locale])
    if (!listsRisk(words)) return { name: words.join(' ') }
    const { whose, rest } = takeWhose(others, context)
    if (rest.length > 0) {
      const known = [...whoseWords, ...peopleByName(context)]
      throw notUnderstood(rest, context, { command: 'accounts at-risk', example: 'mine', known })
    }
    return { list: whose.scope }
  },
  run: (context, args) => ('list' in args ? atRiskMessage(context, args.list) : accountMessage(context, args.name)),
})
