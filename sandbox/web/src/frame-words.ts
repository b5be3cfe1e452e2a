import { createContext } from 'react'

/** What Slack itself writes around a message, below a table or beside a field, in the language of whoever looks. */
const words = {
  en: {
    onlyYou: 'Only visible to you',
    optional: '(optional)',
    choose: 'Choose',
    previous: 'Previous',
    next: 'Next',
    shown: (rows: string, all: number) => `${rows} of ${all}`,
  },
  ja: {
    onlyYou: 'あなただけに表示されています',
    optional: '（任意）',
    choose: '選択してください',
    previous: '前へ',
    next: '次へ',
    shown: (rows: string, all: number) => `${rows} / ${all}`,
  },
}

/** By a locale of Slack's: "ja-JP". */
export const frameWords = (locale: string) => words[locale.startsWith('ja') ? 'ja' : 'en']

export const FrameContext = createContext(words.en)
