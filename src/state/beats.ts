/**
 * Milliseconds until the next of the moments, `every` apart, at which whatever the bot writes by itself is written: at the
 * same ones in every process. A write to the cluster that holds the SSOT ends the sharing of answers (its token is the
 * cluster's); writes that fall together end it once.
 */
export const untilBeat = (every: number): number => every - (Date.now() % every)
