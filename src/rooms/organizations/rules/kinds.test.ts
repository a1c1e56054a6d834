import { expect, it } from 'vitest'
import { organizationKindShape, type OrganizationKind } from '../contract.ts'
import { kindRules, mayStandUnder } from './kinds.ts'

const KINDS = organizationKindShape.options
const LEADS = 'working-committee committee general-branch'
const HOSTS = 'branch joint-branch functional temporary floating'

/** Under whom each may stand; every other pair is refused. */
const UNDER: Readonly<Record<OrganizationKind, string>> = {
  'working-committee': 'none working-committee',
  committee: 'none working-committee committee',
  'general-branch': 'working-committee committee',
  branch: LEADS,
  'joint-branch': LEADS,
  functional: LEADS,
  temporary: LEADS,
  floating: LEADS,
  group: HOSTS,
}

const PAIRS = KINDS.flatMap((kind) => [null, ...KINDS].map((superior) => [kind, superior] as const))

it.each(PAIRS)('%s under %s', (kind, superior) => {
  expect(mayStandUnder(kind, superior)).toBe(UNDER[kind].split(' ').includes(superior ?? 'none'))
})

it('no two forms can stand below each other in a circle, but for equals', () => {
  const circles = KINDS.flatMap((one) =>
    KINDS.filter((other) => one !== other && mayStandUnder(one, other) && mayStandUnder(other, one)),
  )
  expect(circles).toEqual([])
})

it('whatever a form may be changed to covers units and stands under a leading one, or is a working committee', () => {
  for (const kind of KINDS) {
    for (const to of kindRules[kind].retypesTo) {
      expect(to === 'working-committee' || (kindRules[to].coversUnits && mayStandUnder(to, 'committee'))).toBe(true)
      expect(to).not.toBe(kind)
    }
  }
})
