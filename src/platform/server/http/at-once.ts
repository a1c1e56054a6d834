/** How much of one kind goes on at the same time: by one person, by all. */
export interface AtOnce {
  /** Begins one more and gives what ends it (a second call does nothing); null where there are enough already. */
  begin(person: string): (() => void) | null
}

export function makeAtOnce(most: number, mostOfOne: number): AtOnce {
  const running = new Map<string, number>()
  let all = 0
  return {
    begin(person) {
      const own = running.get(person) ?? 0
      if (own >= mostOfOne || all >= most) return null
      running.set(person, own + 1)
      all++
      let going = true
      return () => {
        if (!going) return
        going = false
        all--
        const left = (running.get(person) ?? 1) - 1
        if (left === 0) running.delete(person)
        else running.set(person, left)
      }
    },
  }
}
