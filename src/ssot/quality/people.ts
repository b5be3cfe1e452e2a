import { type Person, roles } from '../people.ts'
import { sql } from '../sql.ts'
import { type Check, counted, defineCheck, number } from './check.ts'

/** What decides who may see what. */
export const peopleChecks: readonly Check[] = [
  defineCheck({
    id: 'manager_circle',
    relation: 'users',
    severity: 'warning',
    needs: ['users.manager_id'],
    among: inCircles,
    words: (n) => ({
      en: `users.manager_id: ${counted(n, 'person is', 'people are')} their own manager, directly or through others, and each sees the other’s records`,
      ja: `上司の関係が循環している人が${number(n)}名：互いのデータが見えています`,
    }),
  }),
  defineCheck({
    id: 'shared_email',
    relation: 'users',
    severity: 'warning',
    among: withSharedEmails,
    words: (n) => ({
      en: `users.email: ${counted(n, 'active person shares', 'active people share')} an e-mail with another; the first by id is who asks`,
      ja: `メールアドレスが重複している在籍者が${number(n)}名：idが先の人として扱います`,
    }),
  }),
  defineCheck({
    id: 'unknown_role',
    relation: 'users',
    severity: 'warning',
    where: () => sql`coalesce(not lower(btrim(r.role)) = any(${roles}::text[]), true)`,
    words: (n) => ({
      en: `users.role: ${counted(n, 'person has', 'people have')} a role we do not know, and see what a rep sees`,
      ja: `未知のroleの人が${number(n)}名：営業担当（rep）と同じ範囲だけが見えます`,
    }),
  }),
]

/** Whose chain of managers comes back to them. */
function inCircles(people: readonly Person[]): string[] {
  const managers = new Map(people.map(({ id, managerId }) => [id, managerId]))
  return people.flatMap(({ id }) => {
    const seen = new Set<string>()
    for (let at = managers.get(id); at && !seen.has(at); at = managers.get(at)) {
      if (at === id) return [id]
      seen.add(at)
    }
    return []
  })
}

function withSharedEmails(people: readonly Person[]): string[] {
  const active = people.filter((person) => person.active && person.email !== '')
  const counts = new Map<string, number>()
  for (const { email } of active) counts.set(email, (counts.get(email) ?? 0) + 1)
  return active.filter(({ email }) => (counts.get(email) ?? 0) > 1).map(({ id }) => id)
}
