import type { Day } from '../../../kernel/day.ts'
import type { OrganizationKind } from '../contract.ts'
import type { Judged } from './judge-change.ts'
import { judgeAttach, sayUnits } from './judge-cover.ts'
import { openJudgement } from './judgement.ts'
import { judgeCode, judgeNamesakes, judgeSuperior } from './judge-place.ts'
import type { Known } from './known.ts'

export interface NewcomerFacts {
  readonly name: string
  readonly kind: OrganizationKind
  readonly superior: string | null
  readonly code: string | null
  readonly founded: Day | null
  readonly units: readonly string[]
}

/** May this organisation begin on the day: registered because it exists, or founded by the superior's reply? */
export function judgeNew(known: Known, made: NewcomerFacts): Judged {
  const judgement = openJudgement(known)
  if (known.day > known.today || (made.founded !== null && made.founded > known.today)) {
    judgement.refuse('bad-day', '成立日期在今天之后。')
  }
  judgeSuperior(known, made.kind, made.superior, judgement)
  judgeNamesakes(known, made.name, judgement)
  judgeCode(known, made.code, judgement)
  const leaving = judgeAttach(known, made.kind, made.units, [], judgement)
  if (made.units.length > 0) judgement.follow(`从${known.day}起覆盖${sayUnits(known, made.units)}。`)
  const { refused, soft, follows } = judgement
  return { refused, soft, follows, leaving }
}
