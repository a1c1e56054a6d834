import { seededRandom, type Random } from '../../kernel/random.ts'
import type { Sample, SampleDistrict, SheetCell } from './sample.ts'
import { GIVEN, SURNAMES } from './words.ts'

/**
 * The two rosters that go with a sample ledger, as an office keeps them: its Party organisations and their members. They
 * are made from the ledger's own words about organisations and so mostly agree with it, but not always: a member more or
 * less, a name written short, an organisation that nobody entered. All persons are invented; none has a number.
 */
export interface SampleParty {
  /** Two title rows, one heading row, data. */
  readonly organizations: readonly (readonly SheetCell[])[]
  /** One title row, one heading row, data. */
  readonly members: readonly (readonly SheetCell[])[]
}

interface CoveredUnit {
  readonly name: string
  readonly town: string | null
  readonly full: number
  readonly probationary: number
}

interface Branch {
  readonly name: string
  readonly kind: '党支部' | '联合党支部' | '党总支' | '党委'
  readonly founded: number
  readonly units: readonly CoveredUnit[]
}

const TODAY = 2026

export function makeParty(district: SampleDistrict, sample: Sample, seed = 20261121): SampleParty {
  const random = seededRandom(seed ^ 0x165667b1)
  const branches = readBranches(district, sample, random)
  const people = new Persons(random)
  return {
    organizations: organizationRows(district, branches, people, random),
    members: memberRows(branches, people, random),
  }
}

/** Columns of the ledger, counted from nought. */
const COLUMN = { name: 1, full: 5, probationary: 6, form: 8, organization: 9 } as const

/** Organisations by the name that the ledger gives them, with the registered names of their units. */
function readBranches(district: SampleDistrict, { ledger, truth, market }: Sample, random: Random): Branch[] {
  const registered = new Map(truth.slice(1).map(([row = '', , , name = '']) => [Number(row), name]))
  const addresses = new Map(market.slice(1).map((row) => [row[0] ?? '', row[8] ?? '']))
  const units = new Map<string, CoveredUnit[]>()
  ledger.forEach((row, index) => {
    const [form, organization] = [row[COLUMN.form], row[COLUMN.organization]]
    if (typeof form !== 'string' || typeof organization !== 'string' || index < 4) return
    const name = registered.get(index + 1) ?? String(row[COLUMN.name])
    const list = units.get(organization) ?? []
    // A unit that the ledger has twice is covered once.
    if (list.some((one) => one.name === name)) return
    const address = addresses.get(name) ?? ''
    const town = district.towns.find((one) => address.includes(one.name))?.name ?? null
    list.push({ name, town, full: Number(row[COLUMN.full] ?? 0), probationary: Number(row[COLUMN.probationary] ?? 0) })
    units.set(organization, list)
  })
  return [...units].map(([name, covered]) => ({
    name: name.startsWith('第') ? `中共${district.county}${name}` : name,
    kind: kindOf(covered),
    founded: TODAY - 1 - random.int(14),
    units: covered,
  }))
}

function kindOf(units: readonly CoveredUnit[]): Branch['kind'] {
  if (units.length > 1) return '联合党支部'
  const members = units.reduce((sum, { full, probationary }) => sum + full + probationary, 0)
  return members >= 100 ? '党委' : members >= 50 ? '党总支' : '党支部'
}

/** Names of invented persons, each given once. */
class Persons {
  readonly #random: Random
  readonly #given = new Set<string>()

  constructor(random: Random) {
    this.#random = random
  }

  next(): string {
    const { pick, next } = this.#random
    // Two persons of one name are as common here as anywhere.
    for (;;) {
      const name = pick(SURNAMES) + pick(GIVEN) + (next() < 0.8 ? pick(GIVEN) : '')
      if (!this.#given.has(name) || next() < 0.02) {
        this.#given.add(name)
        return name
      }
      if (next() < 0.001) return name
    }
  }
}

/** Of this year only days that are past. */
const day = (year: number, random: Random): string =>
  `${year}-${String(1 + random.int(year === TODAY ? 10 : 12)).padStart(2, '0')}-${String(1 + random.int(28)).padStart(2, '0')}`

const yearLater = (text: string): string => `${Number(text.slice(0, 4)) + 1}${text.slice(4)}`

const ORGANIZATION_HEAD = [
  '序号',
  '党组织名称',
  '类别',
  '上级党组织',
  '所属镇街',
  '成立日期',
  '覆盖单位',
  '书记',
  '副书记',
  '本届选举日期',
  '任期（年）',
  '备注',
]

function organizationRows(
  district: SampleDistrict,
  branches: readonly Branch[],
  people: Persons,
  random: Random,
): SheetCell[][] {
  const root = `中共${district.county}委两新组织工作委员会`
  const upper = (town: string): string => `中共${town}两新组织委员会`
  const above: SheetCell[][] = [
    [root, '党工委', null, null, '2012-06-18', null, people.next(), null, null, null, null],
    ...district.towns.map(({ name }) => [
      upper(name),
      '党委',
      root,
      name,
      day(2012 + random.int(4), random),
      null,
      people.next(),
      people.next(),
      day(TODAY - 1 - random.int(4), random),
      5,
      null,
    ]),
  ]
  const below = branches.map((branch): SheetCell[] => {
    const town = branch.units.find((one) => one.town !== null)?.town ?? null
    const units = branch.units.map(({ name }) => name).join('、')
    const elected = Math.max(branch.founded, TODAY - random.int(4))
    const vacant = random.next() < 0.03
    return [
      branch.name,
      branch.kind,
      town === null ? root : upper(town),
      random.next() < 0.15 ? null : town,
      random.next() < 0.1 ? `${branch.founded}年` : day(branch.founded, random),
      units,
      vacant ? null : people.next(),
      random.next() < 0.4 ? people.next() : null,
      random.next() < 0.08 ? null : day(elected, random),
      branch.kind === '党委' ? 5 : 3,
      vacant ? '书记空缺' : null,
    ]
  })
  return [
    [`${district.county}两新组织党组织名册`],
    [`填报单位（盖章）：        截止日期：${TODAY}年11月20日`],
    ORGANIZATION_HEAD,
    ...[...above, ...below].map((row, index) => [index + 1, ...row]),
  ]
}

const MEMBER_HEAD = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '公民身份号码',
  '出生日期',
  '学历',
  '人员类别',
  '所在党支部',
  '加入党组织日期',
  '转为正式党员日期',
  '工作岗位',
  '手机号码',
  '工作单位',
  '组织关系所在',
  '是否流动党员',
]

const EDUCATIONS = ['初中', '高中', '中专', '大学专科', '大学专科', '大学本科', '大学本科', '硕士研究生']
const JOBS = ['一线职工', '一线职工', '专业技术人员', '专业技术人员', '管理人员', '其他']

function memberRows(branches: readonly Branch[], people: Persons, random: Random): SheetCell[][] {
  const rows: SheetCell[][] = []
  for (const { name, units, founded } of branches) {
    for (const unit of units) {
      // What is on file is not what the ledger says: somebody came, somebody left.
      const slip = random.next()
      const full = Math.max(unit.full === 0 ? 0 : 1, unit.full + (slip < 0.05 ? -1 : slip > 0.96 ? 1 : 0))
      for (let count = 0; count < full + unit.probationary; count++) {
        const probationary = count >= full
        const year = probationary ? TODAY : Math.min(TODAY - 2, founded + 6 - random.int(30))
        const joined = day(year, random)
        rows.push([
          rows.length + 1,
          people.next(),
          random.next() < 0.64 ? '男' : '女',
          random.next() < 0.97 ? '汉族' : '畲族',
          null,
          day(year - 19 - random.int(18), random),
          random.pick(EDUCATIONS),
          probationary ? '预备党员' : '正式党员',
          random.next() < 0.03 ? name.replace(/^中共/, '') : name,
          joined,
          probationary ? null : yearLater(joined),
          random.pick(JOBS),
          null,
          unit.name,
          random.next() < 0.94 ? '本单位' : random.pick(['居住地', '人才交流中心']),
          random.next() < 0.02 ? '是' : '否',
        ])
      }
    }
  }
  return [['两新组织党员名册'], MEMBER_HEAD, ...rows]
}
