/** What people say around a question, which asks nothing of its own. */
const openings = [
  ...[
    'what is',
    "what's",
    'what’s',
    'whats',
    'what are',
    'what was',
    'what were',
    'how is',
    'how are',
    'how many',
    'how much',
  ],
  ...['show', 'give', 'tell', 'get', 'me', 'us', 'my', 'our', 'the', 'please', 'can you', 'could you'],
].map((phrase) => phrase.split(' '))
const ownCompany = /^(?:うち|当社|弊社|自社)の(?=.)/u
const ownSelf = /^(?:自分|私|わたし)の(?=.)/u
const request = '(?:教えて|見せて|みせて|表示して|出して|知りたい)(?:ください|下さい|ほしい|欲しい)?'
const ending = new RegExp(`(?:^please|(?:について|って|を|は)?${request}|は(?=[?？]+$))?[?？。]*$`, 'iu')

/** The words without what closes a question: please, を教えて, は？. A question mark alone stays: it asks for help. */
export function withoutEnding(tokens: readonly string[]): readonly string[] {
  let left = tokens
  for (;;) {
    const last = left.at(-1) ?? ''
    const kept = last.replace(ending, '')
    if (kept === last) return left
    if (kept === '' && left.length === 1) return tokens
    left = kept === '' ? left.slice(0, -1) : [...left.slice(0, -1), kept]
  }
}

/** The words without what opens a question: what is our, show me, うちの. */
export function withoutOpening(tokens: readonly string[]): readonly string[] {
  const [first = '', ...rest] = tokens
  const opening = openings.find(
    (phrase) => phrase.length < tokens.length && phrase.every((word, i) => tokens[i]?.toLowerCase() === word),
  )
  return opening
    ? withoutOpening(tokens.slice(opening.length))
    : [first.replace(ownCompany, '').replace(ownSelf, ''), ...rest]
}

/** Whether what opens a question makes it about oneself: my, 自分の. */
export function asksOwn(tokens: readonly string[]): boolean {
  const used = tokens.length - withoutOpening(tokens).length
  return tokens.slice(0, used).some((word) => word.toLowerCase() === 'my') || ownSelf.test(tokens[used] ?? '')
}
