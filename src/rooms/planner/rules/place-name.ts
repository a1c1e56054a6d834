/** Tables name the committee, people the place: 八里村委会 → 八里村. */
export function placeName(committee: string | undefined): string {
  return (committee ?? '').replace(/村民委员会$|村委会$/, '村').replace(/社区(?:居民委员会|居委会)$/, '社区')
}
