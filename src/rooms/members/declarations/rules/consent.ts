/**
 * What somebody agrees to (个人信息保护法 第十四条、第十五条、第十七条、第二十八条至第三十条: sensitive personal data, consent given
 * for itself, who handles it, why, how long, how it is taken back). A version that anybody agreed to is never changed or
 * taken away: a new text is a new version, and the last one is what is asked now.
 */
export interface Consent {
  readonly version: string
  readonly title: string
  readonly purpose: string
  /** `{office}`: the district's name. */
  readonly handler: string
  /** `{kept}`: how long what was written is kept after the end. */
  readonly kept: string
  readonly withdraw: string
  readonly lines: readonly string[]
}

const CONSENTS: readonly Consent[] = [
  {
    version: '2026-1',
    title: '自愿申报组织关系告知书',
    purpose: '帮助本人找到党组织、办理组织关系转接或登记，不作其他用途。',
    handler: '由{office}党组织和党员管理部门、所在镇街的党建工作人员受理；看姓名、电话要说明用途，每次查看都有记录。',
    kept: '办结后{kept}。没有办结的，保存到办结。',
    withdraw: '随时可以撤回，凭回执上的撤回码自己撤回，或者请受理单位代办；撤回后，填过的个人信息随即删除。',
    lines: [
      '申报完全自愿，不申报、撤回申报都不影响任何权益。',
      '党员身份、公民身份号码是敏感个人信息。本人单独同意按上面的目的使用本人填写的内容。',
      '只使用本人填写的内容，不从其他资料推断任何人是不是党员，也不告诉所在单位。',
      '姓名、电话和组织关系在哪里（可以选“不清楚”）要填，其余可以不填。身份证号只用于以后转接组织关系时核对。',
    ],
  },
]

export function currentConsent(): Consent {
  const last = CONSENTS.at(-1)
  if (last === undefined) throw new RangeError('no text of consent')
  return last
}

/** Null for a version that never was. */
export function findConsent(version: string): Consent | null {
  return CONSENTS.find((one) => one.version === version) ?? null
}

export interface Told {
  /** Name of the district; null before an area is known. */
  readonly office: string | null
  /** Null: until somebody takes it away. */
  readonly months: number | null
}

/** A text with the names and times of this office. */
export function sayConsent(consent: Consent, { office, months }: Told): Consent {
  return {
    ...consent,
    handler: consent.handler.replace('{office}', office ?? '本区'),
    kept: consent.kept.replace('{kept}', months === null ? '按档案保存' : `保存 ${months} 个月，到期自动删除`),
  }
}

/** All that was agreed to, one line after another. */
export function linesOf(consent: Consent): string[] {
  const { purpose, handler, kept, withdraw, lines } = consent
  return [`目的：${purpose}`, `受理：${handler}`, `保存：${kept}`, `撤回：${withdraw}`, ...lines]
}
