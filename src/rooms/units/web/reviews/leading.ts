interface Candidate {
  readonly unit: string
  readonly score: number
}

/** Candidates that are worth a look beside the best one. */
export const alike = <C extends Candidate>(candidates: readonly C[]): readonly C[] =>
  candidates.filter((candidate, index) => index === 0 || candidate.score >= 0.1)

/** The candidate to propose before anyone chose: the only one that is alike; none where two are. */
export function leading(candidates: readonly Candidate[]): string | null {
  const close = alike(candidates)
  return close.length === 1 ? (close[0]?.unit ?? null) : null
}
