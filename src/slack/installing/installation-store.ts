import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import {
  deleteInstallation,
  findInstallation,
  type InstallationRow,
  listInstallations,
  resealInstallations,
  type StoredInstallation,
  saveInstallation,
} from '../../state/installations.ts'
import type { Db } from '../../state/rows.ts'
import type { Seal } from '../../state/seal.ts'

/** An installation with a bot, as Slack gave it: the only kind that is kept. */
export type BotInstallation = Installation & Required<Pick<Installation, 'bot'>>

/** Bolt's store over the bot's own table. What Slack gave is encrypted as a whole; what stands beside it is no secret. */
export interface Installations extends InstallationStore {
  /** The workspace's own, else its organization's. Throws where there is none, or where it cannot be opened. */
  fetchInstallation(query: InstallationQuery<boolean>): Promise<BotInstallation>
}

const named = z.object({ id: z.string(), name: z.string().exactOptional() })

/** What this reads of an installation; the rest goes along as it is. */
const kept = z.looseObject({
  team: named.optional(),
  enterprise: named.optional(),
  user: z.looseObject({ id: z.string(), token: z.string().optional(), scopes: z.array(z.string()).optional() }),
  bot: z.looseObject({ token: z.string(), scopes: z.array(z.string()), id: z.string(), userId: z.string() }),
  isEnterpriseInstall: z.boolean().exactOptional(),
})

export function createInstallations(db: Db, seal: Seal): Installations {
  return {
    async storeInstallation(installation) {
      const ids = idsOf(installation)
      const { bot, user } = installation
      if (!bot) throw new Error('Slack gave no bot token')
      await saveInstallation(db, {
        ...ids,
        name: (ids.isEnterpriseInstall ? installation.enterprise?.name : installation.team?.name) ?? null,
        botId: bot.id,
        botUserId: bot.userId,
        scopes: bot.scopes,
        installedBy: user.id,
        sealed: seal.close(JSON.stringify(installation), about(ids)),
      })
    },
    async fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const found = await findInstallation(db, isEnterpriseInstall ? null : (teamId ?? null), enterpriseId ?? null)
      if (!found) throw new Error(`the app is not installed in ${teamId ?? enterpriseId ?? 'no workspace'}`)
      return opened(found, seal)
    },
    async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const id = isEnterpriseInstall ? enterpriseId : teamId
      if (id !== undefined) await deleteInstallation(db, id)
    },
  }
}

/** Encrypts with the newest key what an older one has encrypted: how many, and which no key opens. */
export async function rotateInstallations(
  db: Db,
  seal: Seal,
): Promise<{ readonly rotated: number; readonly failed: readonly { id: string; error: unknown }[] }> {
  const failed: { id: string; error: unknown }[] = []
  const old = (await listInstallations(db)).filter(({ sealed }) => sealed.keyId !== seal.keyId)
  const resealed = old.flatMap((row) => {
    try {
      return [{ row, anew: seal.close(seal.open(row.sealed, about(row)), about(row)) }]
    } catch (error) {
      failed.push({ id: row.id, error })
      return []
    }
  })
  return { rotated: await resealInstallations(db, resealed), failed }
}

type Ids = Pick<StoredInstallation, 'id' | 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>

function idsOf({ team, enterprise, isEnterpriseInstall = false }: Installation): Ids {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (id === undefined) throw new Error('Slack did not say where the app was installed')
  const teamId = isEnterpriseInstall ? null : (team?.id ?? null)
  return { id, teamId, enterpriseId: enterprise?.id ?? null, isEnterpriseInstall }
}

/** What a sealed installation is bound to: moved to another row it cannot be opened. */
const about = ({ id, teamId, enterpriseId, isEnterpriseInstall }: Ids): string =>
  JSON.stringify(['installation', id, teamId, enterpriseId, isEnterpriseInstall])

function opened(row: InstallationRow, seal: Seal): BotInstallation {
  const { user, team, enterprise, bot, ...rest } = kept.parse(JSON.parse(seal.open(row.sealed, about(row))))
  return { ...rest, team, enterprise, bot, user: { ...user, token: user.token, scopes: user.scopes } }
}
