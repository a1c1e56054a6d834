import type { Preset } from '../contract.ts'

/** A preset as it ships; which one is in force is the office's choice and stands elsewhere. */
export type BuiltInPreset = Omit<Preset, 'active' | 'builtIn'>

type Condition = Preset['due'][number][number]
type Target = Preset['targets'][number]

const at = (field: Condition['field'], atLeast: number, below: number | null = null): Condition => ({
  field,
  atLeast,
  below,
})
const target = (
  figure: Target['figure'],
  denominator: string,
  rate: number,
  words: string,
  kinds: string[] = [],
): Target => ({ figure, denominator, rate, words, kinds })

const THREE_FULL = [at('membersFull', 3)]
export const socialKinds = ['social-organization', 'private-non-enterprise', 'foundation']

const common = {
  version: 1,
  headline: 'operating',
  // The annual report counts probationary members and members whose relation sits elsewhere: to be verified first.
  countReported: false,
  instructorCapacity: 5,
  jointMaxUnits: 5,
  sizeClasses: [
    { key: 'large', name: '300 人以上', atLeast: 300 },
    { key: 'medium', name: '50–299 人', atLeast: 50 },
    { key: 'small', name: '10–49 人', atLeast: 10 },
    { key: 'micro', name: '不足 10 人', atLeast: 0 },
    { key: 'unknown', name: '人数不详', atLeast: null },
  ],
} satisfies Partial<BuiltInPreset>

/** There is no national rule by number of employees; whoever wants one switches a local preset on. Revenue is in 万元. */
export const builtInPresets: readonly BuiltInPreset[] = [
  {
    ...common,
    id: 'national',
    name: '全国通行口径',
    source: '《中国共产党支部工作条例（试行）》第四条：正式党员3人以上应当成立党支部。全国没有按职工人数定应建的规定。',
    certainty: 'H',
    due: [THREE_FULL],
    targets: [target('organization', 'due', 1, '应建尽建：正式党员 3 名以上的单位都有党组织')],
  },
  {
    ...common,
    id: 'changle-2011',
    name: '嵊州长乐 2011',
    source:
      '浙江嵊州长乐镇 2011 年做法：有党员的企业，职工 80 人以上的，职工 50–79 人且营业收入 500 万元以上的，都应覆盖。',
    certainty: 'M',
    due: [[at('membersAny', 1)], [at('employees', 80)], [at('employees', 50, 80), at('revenue', 500)]],
    targets: [
      target('organization', 'due', 1, '应建单位组织覆盖 100%'),
      target('organization', 'operating', 0.35, '总的组织覆盖 35% 以上'),
      target('work', 'rest', 0.4, '其余单位工作覆盖 40% 以上'),
    ],
  },
  {
    ...common,
    id: 'linyi-2020',
    name: '临沂 2020',
    source:
      '山东临沂 2020 年做法：营业收入 2000 万元以上或职工 100 人以上的单独组建；园区全覆盖；交付企业、社会组织两本台账和变更说明。',
    certainty: 'M',
    due: [THREE_FULL, [at('revenue', 2000)], [at('employees', 100)]],
    targets: [
      target('own', 'due', 1, '应建单位单独组建 100%'),
      target('organization', 'due', 1, '应建单位组织覆盖 100%'),
    ],
  },
  {
    ...common,
    id: 'henan-social-2017',
    name: '河南社会组织 2017',
    source: '河南省 2017 年社会组织做法：组织覆盖 60%，工作覆盖 100%。只用于社会组织，企业仍按全国通行口径。',
    certainty: 'M',
    due: [THREE_FULL],
    targets: [
      target('organization', 'operating', 0.6, '社会组织组织覆盖 60% 以上', socialKinds),
      target('work', 'rest', 1, '没有党组织的社会组织工作覆盖 100%', socialKinds),
    ],
  },
]

export const DEFAULT_PRESET = 'national'
