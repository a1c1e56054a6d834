import type { Roster } from '../contract.ts'

const say = (n: number): string => n.toLocaleString('zh-CN')

/** What the comparison came to, in one or two sentences. */
export function sayComparison(
  { kind, asOf }: Pick<Roster, 'kind' | 'asOf'>,
  { rows, same, added, changed, asked, wrong, absent, onFile }: Roster['counts'],
  differences: Readonly<Record<string, number>>,
): string {
  const file = kind === 'national' ? '全国系统' : '名册'
  const head = `${file}（截至 ${asOf}）有 ${say(rows)} 人，本区应在其中的 ${say(onFile)} 人，两边一致的 ${say(same)} 人。`
  const parts = [
    added > 0 ? `只在${file}的 ${say(added)} 人` : '',
    absent > 0 ? `只在本区的 ${say(absent)} 人` : '',
    changed > 0 ? `两边不一样的 ${say(changed)} 人${sayKinds(differences)}` : '',
    asked > 0 ? `同名待辨认的 ${say(asked)} 人` : '',
    wrong > 0 ? `有误的 ${say(wrong)} 行` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? `${head}没有差异。` : `${head}${parts.join('，')}。`
}

const KINDS = {
  organization: '党组织',
  status: '人员类别',
  dates: '日期',
  person: '本人信息',
  details: '其他',
} as const

function sayKinds(differences: Readonly<Record<string, number>>): string {
  const found = Object.entries(KINDS)
    .filter(([key]) => (differences[key] ?? 0) > 0)
    .map(([key, words]) => `${words} ${say(differences[key] ?? 0)}`)
  return found.length === 0 ? '' : `（${found.join('、')}）`
}
