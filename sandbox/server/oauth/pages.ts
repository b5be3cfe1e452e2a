import type { Teams } from '../teams.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const framed = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Slack sandbox</title>
<style>body{font:16px/1.5 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.4rem 1rem}</style>
<body>${body}</body></html>`

/** What the app asks for, and where to put it. The form goes to the address it came from, with the query that is in it. */
export function allowPage(teams: Teams, scopes: readonly string[], chosen: string): string {
  const identities = teams.all.map(({ workspace }) => workspace.identity)
  const organizations = [...new Set(identities.flatMap(({ enterprise }) => enterprise ?? []))]
  const option = (id: string, name: string): string =>
    `<option value="${escaped(id)}"${id === chosen ? ' selected' : ''}>${escaped(name)}</option>`
  const options = [
    ...identities.map(({ team, name }) => option(team, name)),
    ...organizations.map((id) => option(id, `All of ${id}`)),
  ]
  return framed(`<h1>RevOps wants to be installed</h1>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<form method="post"><p><label>In <select name="place">${options.join('')}</select></label></p>
<button name="decision" value="allow">Allow</button> <button name="decision" value="cancel">Cancel</button></form>`)
}

export const refusedPage = (error: string): string =>
  framed(`<h1>Something went wrong when authorizing this app.</h1><p>${escaped(error)}</p>`)
