import type { FoundingKind } from '../contract.ts'

export interface NameParts {
  readonly kind: FoundingKind
  /** Of the covered units, the largest first. */
  readonly units: readonly string[]
  readonly host: string | null
  readonly areaName: string | null
  readonly committee: boolean
}

/** `中共样例科技有限公司支部委员会`: a branch with a committee is called 支部委员会, one without 支部. */
export function suggestName({ kind, units, host, areaName, committee }: NameParts): string {
  const [first] = units
  const place = host ?? (units.length > 1 ? joined(units, areaName) : (first ?? areaName ?? ''))
  const tail = committee ? '支部委员会' : '支部'
  const ends: Readonly<Record<FoundingKind, string>> = {
    committee: '委员会',
    'general-branch': '总支部委员会',
    branch: tail,
    'joint-branch': `联合${tail}`,
    functional: '功能型支部',
    temporary: '临时支部',
    floating: `流动党员${tail}`,
  }
  return `中共${place}${ends[kind]}`
}

/** Two units give their names, more the place. */
function joined(units: readonly string[], areaName: string | null): string {
  const short = units.slice(0, 2).map(shorten)
  return units.length === 2 || areaName === null ? short.join('、') : `${areaName}${short[0] ?? ''}等`
}

/** Without the legal form, as long as something is left to tell it by. */
function shorten(name: string): string {
  const bare = name.replace(/(股份有限公司|有限责任公司|有限公司|（.*?）)$/, '')
  return bare.length >= 4 ? bare : name
}
