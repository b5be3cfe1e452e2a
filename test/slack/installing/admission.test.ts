import type { Installation } from '@slack/bolt'
import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config.ts'
import { admissionOf } from '../../../src/slack/installing/admission.ts'

const config = loadConfig({})
const installing = {
  workspaces: {
    T1: { enterprise: undefined, config },
    T2: { enterprise: 'E1', config },
    E2: { enterprise: undefined, config },
  },
}
const bot = { token: 'xoxb-1', scopes: ['commands'], id: 'B1', userId: 'U1' }
const user = { id: 'U1', token: undefined, scopes: undefined }
const inTeam = (id: string, enterprise?: string): Installation => ({
  team: { id },
  enterprise: enterprise === undefined ? undefined : { id: enterprise },
  isEnterpriseInstall: false,
  user,
  bot,
})
const inOrganization = (id: string): Installation => ({
  team: undefined,
  enterprise: { id },
  isEnterpriseInstall: true,
  user,
  bot,
})

test.each([
  ['a workspace that is named', inTeam('T1'), 'welcome'],
  ['one that is not', inTeam('T9'), 'unknown'],
  ['one that is not, though its organization is', inTeam('T9', 'E2'), 'unknown'],
  ['a workspace that is named with its organization, by itself', inTeam('T2', 'E1'), 'welcome'],
  ['an organization that is named', inOrganization('E2'), 'welcome'],
  ['an organization that a workspace names', inOrganization('E1'), 'welcome'],
  ['one that nobody names', inOrganization('E9'), 'unknown'],
  ['a token that expires', { ...inTeam('T1'), bot: { ...bot, refreshToken: 'xoxe-1', expiresAt: 1 } }, 'rotating'],
])('%s', (_, installation, wanted) => {
  expect(admissionOf(installation, installing)).toBe(wanted)
})
