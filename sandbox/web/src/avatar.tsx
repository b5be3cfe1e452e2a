/** A person's initials on a colour of their own, or the bot's sign. */
export function Avatar({ name, kind = 'person' }: { name: string; kind?: 'person' | 'bot' | 'slackbot' }) {
  if (kind === 'bot') {
    return (
      <span className="avatar bot" aria-hidden="true">
        <svg viewBox="0 0 32 32" role="presentation">
          <path d="M8 23v-7M14 23V10M20 23v-9M26 23V7" />
        </svg>
      </span>
    )
  }
  const initials = name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
  const hue = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 360, 7)
  return (
    <span className="avatar" aria-hidden="true" style={{ background: `hsl(${hue} 38% 42%)` }}>
      {kind === 'slackbot' ? '!' : initials}
    </span>
  )
}
