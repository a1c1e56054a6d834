/**
 * Transfers, floating members and those out of contact, counted as a clerk would (see naive.ts): what was written on which
 * day, and nothing of the product's own arithmetic.
 */
export interface People {
  /** Organisations in which they are; nothing else is asked of these. */
  readonly homes: string[]
  readonly members: Map<string, NaiveMember>
  readonly transfers: Map<string, NaiveTransfer>
  readonly stays: Map<string, NaiveStay>
}

export interface NaiveMember {
  /** Null: no longer on file. */
  home: string | null
  lost: string | null
  suspended: string | null
}

export interface NaiveTransfer {
  readonly member: string | null
  readonly direction: 'within' | 'out' | 'in'
  readonly to: string | null
  state: 'draft' | 'issued' | 'received' | 'over'
  letter: string | null
  until: string | null
  asked: string | null
  /** The day that was agreed upon. */
  agreed: string | null
  received: string | null
  receipt: boolean
}

export interface NaiveStay {
  readonly member: string | null
  readonly to: string | null
  readonly since: string
  readonly fixed: boolean
  readonly abroad: boolean
  contact: string | null
  over: boolean
}

export const nobody = (): People => ({ homes: [], members: new Map(), transfers: new Map(), stays: new Map() })

export const underWay = ({ transfers }: People, member: string): boolean =>
  [...transfers.values()].some((one) => one.member === member && (one.state === 'draft' || one.state === 'issued'))

/** The relation is where the letter said, or gone: whoever was away there is away no more. */
export function receive(people: People, transfer: NaiveTransfer, day: string): void {
  transfer.state = 'received'
  transfer.received = day
  transfer.agreed = null
  const member = transfer.member === null ? undefined : people.members.get(transfer.member)
  if (member === undefined) return
  member.home = transfer.to
  if (transfer.to === null) member.lost = null
  for (const stay of people.stays.values()) {
    if (stay.member === transfer.member && (transfer.to === null || stay.to === transfer.to)) stay.over = true
  }
}

/** What the night does by itself: receptions that were agreed upon, unless the person is suspended by now. Gives how many. */
export function passNight(people: People, today: string): number {
  let received = 0
  for (const transfer of people.transfers.values()) {
    if (transfer.state !== 'issued' || transfer.agreed === null || transfer.agreed > today) continue
    const member = transfer.member === null ? undefined : people.members.get(transfer.member)
    if (member?.suspended != null) transfer.agreed = null
    else {
      receive(people, transfer, transfer.agreed)
      received += 1
    }
  }
  return received
}

interface Calendar {
  next(day: string, by?: number): string
  monthsOn(day: string, months: number): string
  line(source: string, subject: string, kind: string, mark: string, opens: string, due: string): string
}

/** 介绍信开出三十天起催办、九十天有效、接收后一个月回执；联系三个月（出国六个月）、外出满六个月转接；失联六个月、停止党籍两年。 */
export function peopleOn(people: People, { next, monthsOn, line }: Calendar): string[] {
  const lines: string[] = []
  const week = (source: string, id: string, kind: string, due: string): void =>
    void lines.push(line(source, id, kind, '', next(due, -7), due))
  for (const [id, one] of people.transfers) {
    if (one.state === 'issued' && one.agreed === null && one.letter !== null && one.until !== null) {
      const ask = next(one.asked ?? one.letter, 30)
      if (one.direction !== 'in' && ask < one.until) lines.push(line('transfers', id, 'remind', '', ask, next(ask, 7)))
      week('transfers', id, 'expiry', one.until)
    }
    if (one.state === 'received' && one.received !== null && !one.receipt)
      lines.push(line('transfers', id, 'receipt', '', one.received, monthsOn(one.received, 1)))
  }
  for (const [id, one] of people.stays) {
    if (one.over) continue
    week('floating', id, 'contact', monthsOn(one.contact ?? one.since, one.abroad ? 6 : 3))
    if (one.member !== null && one.fixed && !one.abroad && !underWay(people, one.member))
      week('floating', id, 'transfer', monthsOn(one.since, 6))
  }
  for (const [id, { home, lost, suspended }] of people.members) {
    if (home === null || lost === null) continue
    if (suspended === null) week('lost', id, 'suspend', monthsOn(lost, 6))
    else week('lost', id, 'remove', monthsOn(suspended, 24))
  }
  return lines
}
