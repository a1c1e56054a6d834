import type { OnKind } from '../../contract.ts'

/**
 * The roles of the office as it is organised, ready to be granted. Verbs are the names of the rooms' verb tables; later
 * rooms are not imported here: a test holds that each name exists and that each verb there is belongs to some role.
 */
export interface RoleContent {
  readonly name: string
  /** Whom it is for. */
  readonly note: string
  readonly verbs: readonly string[]
  /** Upon what it makes sense. */
  readonly on: readonly OnKind[]
  readonly needsSecondFactor: boolean
}

export interface BuiltInRole extends RoleContent {
  readonly id: string
}

const SEE = ['areas.read', 'rulebook.read', 'units.read', 'coverage.read', 'planner.read'] as const

/** Of organisations and members an area's own people do all but what takes the whole office. */
const PARTY = [
  'organizations.read',
  'organizations.change',
  'organizations.found',
  'organizations.reply',
  'organizations.posts',
  'organizations.life',
  'organizations.export',
  'members.read',
  'members.edit',
  'members.transfer',
  'members.develop',
  'members.declare',
  'members.export',
] as const

/** A secretary's: their own organisation and those below it; it is founded, changed and replied to from above. */
const OWN_PARTY = [
  'organizations.read',
  'organizations.posts',
  'organizations.life',
  'members.read',
  'members.edit',
  'members.transfer',
  'members.develop',
  'documents.make',
] as const

/** Work in the field: what is seen is mended on the spot, names are opened for a stated purpose. */
const FIELD = [...SEE, 'units.edit', 'access.reveal', 'access.glass'] as const

/** The same for single units: a plan is made for an area, and none is about one unit. */
const FIELD_OF_UNITS = FIELD.filter((verb) => verb !== 'planner.read')

const DISTRICT = [
  ...SEE,
  'areas.change',
  'rulebook.change',
  'units.export',
  'units.edit',
  'units.exclude',
  'units.review',
  'units.import',
  'units.settings',
  'coverage.freeze',
  'coverage.recount',
  'planner.make',
  'planner.decide',
  'planner.settings',
  'planner.instructors',
  'planner.export',
  'documents.make',
  'access.reveal',
  ...PARTY,
  'organizations.import',
  'members.import',
] as const

export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  {
    id: 'administrator',
    name: '管理员',
    note: '管账号、授权、留痕、备份的人',
    verbs: [
      ...DISTRICT,
      'access.read',
      'access.accounts',
      'access.roles',
      'access.release',
      'access.glass',
      'access.retention',
      'audit.read',
      'audit.export',
      'platform.operate',
      'platform.backup',
    ],
    on: ['area'],
    needsSecondFactor: true,
  },
  {
    id: 'clerk',
    name: '区级经办',
    note: '区委社会工作部、两新工委的经办人：导入、核对、方案、快照、公文',
    verbs: DISTRICT,
    on: ['area'],
    needsSecondFactor: false,
  },
  {
    id: 'leader',
    name: '区级领导',
    note: '看全区、定版、采纳方案、复核放行',
    verbs: [
      ...SEE,
      'units.export',
      'coverage.freeze',
      'planner.decide',
      'planner.export',
      'documents.make',
      'access.reveal',
      'access.release',
      'audit.read',
      'organizations.read',
      'organizations.reply',
      'organizations.export',
      'members.read',
      'members.export',
    ],
    on: ['area'],
    needsSecondFactor: false,
  },
  {
    id: 'line',
    name: '行业条线',
    note: '市监、民政、交通等部门和行业党委：本行业的单位，行业党委下属的党组织',
    verbs: [...FIELD, 'units.export', 'units.review', 'planner.export', 'documents.make', ...PARTY],
    on: ['line', 'area', 'organization'],
    needsSecondFactor: false,
  },
  {
    id: 'town',
    name: '镇街干部',
    note: '镇、街道、园区的经办人：辖区内的单位、方案、党组织和党员',
    verbs: [
      ...FIELD,
      ...PARTY,
      'units.export',
      'units.exclude',
      'units.review',
      'planner.make',
      'planner.decide',
      'planner.export',
      'documents.make',
    ],
    on: ['area'],
    needsSecondFactor: false,
  },
  {
    id: 'grid',
    name: '社区和网格',
    note: '社区、村、网格、楼宇的工作人员：走访和更正，看辖区的党组织',
    verbs: [...FIELD, 'organizations.read'],
    on: ['area'],
    needsSecondFactor: false,
  },
  {
    id: 'secretary',
    name: '党组织书记',
    note: '一个党组织的书记：本组织和逐级下属；只管一家单位的也可以授在单位上',
    verbs: [...FIELD_OF_UNITS, ...OWN_PARTY],
    on: ['organization', 'unit'],
    needsSecondFactor: false,
  },
  {
    id: 'instructor',
    name: '指导员、联络员',
    note: '联系的单位、党组织；一家一条授权',
    verbs: [...FIELD_OF_UNITS, 'organizations.read', 'organizations.life'],
    on: ['unit', 'organization'],
    needsSecondFactor: false,
  },
  {
    id: 'contact',
    name: '企业联系人',
    note: '本单位的信息：看和更正',
    verbs: ['areas.read', 'rulebook.read', 'units.read', 'units.edit'],
    on: ['unit'],
    needsSecondFactor: false,
  },
  {
    id: 'member',
    name: '党员本人',
    note: '只看和更正系统里存着的自己的信息',
    verbs: [],
    on: ['self'],
    needsSecondFactor: false,
  },
  {
    id: 'volunteer',
    name: '居民、志愿者',
    note: '只看和更正系统里存着的自己的信息',
    verbs: [],
    on: ['self'],
    needsSecondFactor: false,
  },
  {
    id: 'auditor',
    name: '审计、上级',
    note: '只看不改，加上留痕',
    verbs: [...SEE, 'organizations.read', 'members.read', 'audit.read', 'audit.export'],
    on: ['area', 'line', 'organization'],
    needsSecondFactor: false,
  },
]

export function findBuiltIn(id: string): BuiltInRole | null {
  return BUILT_IN_ROLES.find((role) => role.id === id) ?? null
}
