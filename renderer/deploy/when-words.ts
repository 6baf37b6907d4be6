/** A moment for people: the time alone when it was today. */
export function whenWords(at: number, now = Date.now()): string {
  const moment = new Date(at);
  const sameDay = moment.toDateString() === new Date(now).toDateString();
  return sameDay
    ? `today ${moment.toLocaleTimeString(undefined, { timeStyle: 'short' })}`
    : moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** How releases are named for people: enough of the hash to tell them apart. */
export function shortHash(release: string): string {
  return release.slice(0, 12);
}
