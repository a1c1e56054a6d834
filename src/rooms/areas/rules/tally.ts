/** Counts of answers under one key, and how far they agree. */
export type Tally = Map<string, number>

export function count(tallies: Map<string, Tally>, key: string, answer: string): void {
  let tally = tallies.get(key)
  if (!tally) tallies.set(key, (tally = new Map()))
  tally.set(answer, (tally.get(answer) ?? 0) + 1)
}

export interface Majority {
  readonly answer: string
  readonly votes: number
  readonly all: number
}

/** The most frequent answer (of equals the smaller one); null for an empty tally. */
export function majority(tally: Tally | undefined): Majority | null {
  let best: string | null = null
  let votes = 0
  let all = 0
  for (const [answer, number] of tally ?? []) {
    all += number
    if (best === null || number > votes || (number === votes && answer < best)) {
      best = answer
      votes = number
    }
  }
  return best === null ? null : { answer: best, votes, all }
}

/** The majority when enough votes stand behind it and few against it; else null. */
export function agreed(tally: Tally | undefined, least: number, share: number): Majority | null {
  const found = majority(tally)
  return found !== null && found.votes >= least && found.votes >= share * found.all ? found : null
}
