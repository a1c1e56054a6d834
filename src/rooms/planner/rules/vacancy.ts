/** An instructor still to be found is called by a number; whoever the ledger names is at work. */
const VACANT = '新聘指导员'

export function vacancyName(no: number): string {
  return `${VACANT} ${no}`
}

export function isVacancy(instructor: string | null): boolean {
  return instructor === null || instructor.startsWith(VACANT)
}
