/** One in a channel each second; a few at once are let through. */
const channelBurst = 4

/** Counts calls the way Slack limits them: by method for a minute, and for posts by channel for a second. */
export function createRateLimiter(now: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; at: number }>()

  /** Seconds to wait, rounded up as `Retry-After` is; 0 when the call may pass. */
  const take = (key: string, size: number, perSecond: number): number => {
    const at = now()
    const bucket = buckets.get(key) ?? { left: size, at }
    const left = Math.min(size, bucket.left + ((at - bucket.at) / 1_000) * perSecond)
    const passes = left >= 1
    buckets.set(key, { left: passes ? left - 1 : left, at })
    return passes ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }

  return (method: string, perMinute: number, channel: string): number =>
    take(method, perMinute, perMinute / 60) ||
    (method.endsWith('chat.postMessage') ? take(`${method} ${channel}`, channelBurst, 1) : 0)
}
