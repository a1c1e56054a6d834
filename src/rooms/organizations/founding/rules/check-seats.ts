import type { FoundingKind } from '../contract.ts'
import { adviseCommittee } from './advise.ts'
import type { FormCheck, Objection } from './check-form.ts'
import { seatsBy } from './lifecycle.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findArticle, numberOf } from './rules.ts'

export interface SeatsAsked {
  readonly kind: FoundingKind
  readonly how: 'elected' | 'appointed'
  readonly full: number | null
  readonly due: number
  readonly present: number
  readonly committee: boolean
  readonly seats: number
}

/** Holds an election or appointment of the first officers against 支部工作条例 and the rules of elections. */
export function checkSeats(asked: SeatsAsked, rules: RuleBook): FormCheck {
  const refused: Objection[] = []
  const soft: Objection[] = []
  const no = (rule: string, why: string): void => void refused.push({ rule, why, article: findArticle(rules, rule) })
  const { kind, how, full, due, present, committee, seats } = asked
  if (how !== seatsBy(kind)) {
    no(
      how === 'appointed' ? 'founding.election-meeting' : 'post.temporary-appointed',
      how === 'appointed'
        ? '只有临时党支部的班子由上级任命，其他的由党员大会选举。'
        : '临时党支部的班子由批准它的党组织任命。',
    )
  }
  if (how === 'elected') {
    const parts = numberOf(rules, 'election.quorum', 'presentParts')
    const of = numberOf(rules, 'election.quorum', 'presentOf')
    if (due === 0) no('election.quorum', '写明应到有选举权的党员几名。')
    else if (present > due) no('election.quorum', `实到 ${present} 名多于应到 ${due} 名。`)
    else if (parts !== null && of !== null && present * of < due * parts) {
      no('election.quorum', `应到 ${due} 名、实到 ${present} 名，不足应到的 ${parts}/${of}，选举不能进行。`)
    }
  }
  if (kind === 'committee' || kind === 'general-branch') return { refused, soft }
  const advice = adviseCommittee(kind, full, rules)
  const known = full !== null && numberOf(rules, 'branch.committee', 'membersFull') !== null
  if (known && advice.needed !== committee) no('branch.committee', advice.why)
  const [least, usual, most] = ['seatsLeast', 'seatsUsual', 'seatsMost'].map((param) =>
    numberOf(rules, 'branch.committee', param),
  )
  if (committee && least != null && seats < least) no('branch.committee', `支部委员会至少 ${least} 名委员。`)
  if (committee && most != null && usual != null && seats > usual) {
    const why =
      seats > most ? `委员 ${seats} 名，一般不超过 ${most} 名。` : `委员 ${seats} 名，一般 ${least} 至 ${usual} 名。`
    soft.push({ rule: 'branch.committee', why, article: findArticle(rules, 'branch.committee') })
  }
  return { refused, soft }
}
