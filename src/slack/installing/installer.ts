import type { HTTPReceiverOptions, Installation } from '@slack/bolt'
import type { Config } from '../../config.ts'
import type { Installing } from '../../config-installing.ts'
import type { Log } from '../../log.ts'
import { slackLogger } from '../clients.ts'
import { admissionOf } from './admission.ts'
import type { Installations } from './installation-store.ts'
import { installPage, type Outcome, tellOutcome } from './pages.ts'
import { botScopes } from './scopes.ts'
import { impatient, revokeToken } from './token.ts'

export interface InstallerOptions {
  readonly config: Config
  readonly installing: Installing
  readonly installations: Installations
  readonly log: Log
  /** Something was installed, and written down. */
  onInstalled(): void
}

/**
 * `/slack/install` and `/slack/oauth_redirect`, by Bolt's own InstallProvider: it signs the state, binds it to the browser by
 * a cookie, lets it expire after ten minutes, and exchanges the code.
 */
export function installerOptions(options: InstallerOptions): Partial<HTTPReceiverOptions> {
  const { config, installing, installations, log } = options
  const { clientId, clientSecret, stateSecret } = installing
  return {
    clientId,
    clientSecret,
    stateSecret,
    installationStore: installations,
    scopes: [...botScopes],
    logger: slackLogger(log),
    installerOptions: {
      authVersion: 'v2',
      clientOptions: impatient(config, log),
      ...(config.slack.apiUrl === undefined ? {} : { authorizationUrl: authorizationUrl(config.slack.apiUrl) }),
      renderHtmlForInstallPath: installPage,
      callbackOptions: {
        async afterInstallation(installation, _, __, response) {
          const admission = admissionOf(installation, installing)
          if (admission === 'welcome') return true
          log.warn({ installation: idOf(installation), admission }, 'an installation was refused')
          if (installation.bot) await revokeToken(installation.bot.token, config, log)
          tellOutcome(response, admission, nameOf(installation))
          return false
        },
        success(installation, _, __, response) {
          log.info({ installation: idOf(installation), by: installation.user.id }, 'the app was installed')
          options.onInstalled()
          tellOutcome(response, 'installed', nameOf(installation))
        },
        failure(error, _, __, response) {
          tellOutcome(response, outcomeOf(error))
        },
      },
    },
  }
}

/** Slack's page for it lies beside its Web API. */
const authorizationUrl = (apiUrl: string): string => new URL('/oauth/v2/authorize', apiUrl).href

const idOf = ({ team, enterprise }: Installation): string => team?.id ?? enterprise?.id ?? '?'
const nameOf = ({ team, enterprise }: Installation): string =>
  team?.name ?? team?.id ?? enterprise?.name ?? enterprise?.id ?? '?'

/** What the SDK's codes mean to who sits in front of the browser. */
function outcomeOf({ code, message }: { readonly code: string; readonly message: string }): Outcome {
  // It says only in words that somebody pressed Cancel.
  if (code === 'slack_oauth_installer_authorization_error' && message.includes('cancelled')) return 'cancelled'
  const stale = ['slack_oauth_missing_state', 'slack_oauth_invalid_state', 'slack_oauth_missing_code']
  return stale.includes(code) ? 'expired' : 'failed'
}
