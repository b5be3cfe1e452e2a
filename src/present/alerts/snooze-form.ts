import { plain } from '../../blocks/text.ts'
import type { Modal } from '../../define/form.ts'
import type { Locale } from '../../define/words.ts'
import { menuField, textField } from '../form-fields.ts'
import { bilingual } from '../words.ts'
import { type Snooze, snoozes, snoozeWords } from './buttons.ts'

/** The form's callback id. */
export const snoozeForm = 'alert_snooze_form'

/** Longest reason that a message shows. */
const longestReason = 200

/** For how long an alert is to be quiet, and why. `metadata` comes back with the form. */
export function snoozeModal(locale: Locale, metadata: string): Modal {
  const say = words[locale]
  return {
    type: 'modal',
    callback_id: snoozeForm,
    private_metadata: metadata,
    title: plain(say.title),
    submit: plain(say.save),
    close: plain(say.close),
    blocks: [
      menuField(
        { id: 'for', label: say.howLong },
        snoozes.map((value) => ({ value, text: snoozeWords[locale][value] })),
        'week' satisfies Snooze,
      ),
      textField({ id: 'reason', label: say.reason, hint: say.hint }, ''),
    ],
  }
}

/** What is wrong with a reason; undefined where nothing is. */
export function reasonFault(reason: string, locale: Locale): string | undefined {
  if (reason.trim() === '') return words[locale].empty
  return reason.trim().length > longestReason ? words[locale].long : undefined
}

const words = bilingual({
  en: {
    title: 'Snooze this alert',
    save: 'Snooze',
    close: 'Cancel',
    howLong: 'Quiet',
    reason: 'Reason',
    hint: 'Everybody who reads the alert sees it.',
    empty: 'Say why, in a few words.',
    long: `At most ${longestReason} characters.`,
  },
  ja: {
    title: 'アラートのスヌーズ',
    save: 'スヌーズする',
    close: 'キャンセル',
    howLong: '期間',
    reason: '理由',
    hint: 'アラートを見る全員に表示されます。',
    empty: '理由を入力してください。',
    long: `${longestReason}文字以内で入力してください。`,
  },
})
