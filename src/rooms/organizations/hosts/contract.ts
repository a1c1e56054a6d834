import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { articleShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { coverageShape } from '../../units/contract.ts'
import { hostKindShape } from '../contract.ts'

/** Of units that name no platform and are named by none. */
export const NO_PLATFORM = '-'

export const stationFilterShape = z.object({
  area: z.string().optional(),
  platform: z.string().max(200).optional().describe('平台企业的名称；- 为没有写明的'),
  organized: z.enum(['yes', 'no']).optional().describe('有没有党组织覆盖'),
  q: z.string().max(100).optional().describe('名称、拼音、首字母、地址'),
})
export type StationFilter = z.infer<typeof stationFilterShape>

/** A unit of the lines in which the new-employment groups work: a platform, one of its stations, or one that stands alone. */
export const stationShape = z.object({
  unit: z.string(),
  name: z.string(),
  platform: z.string().nullable().describe('所属平台：上级单位，或名称里写明的总公司'),
  isPlatform: z.boolean().describe('别的单位以它为平台'),
  industryName: z.string().nullable(),
  areaName: z.string().nullable(),
  membersFull: z.number().int().nullable(),
  coverage: coverageShape,
  orgName: z.string().nullable(),
  organization: z.string().nullable().describe('在册的党组织编号；不在本人范围内的为空'),
})
export type Station = z.infer<typeof stationShape>

export const hostsEndpoints = endpoints({
  'hosts.summary': {
    method: 'GET',
    path: '/api/hosts',
    summary: '新就业群体：依托站点、平台、集聚点建了几个党组织，平台和站点哪些还没有',
    verb: 'organizations.read',
    input: stationFilterShape.pick({ area: true }),
    output: z.object({
      hosts: z
        .array(
          z.object({
            kind: hostKindShape,
            organizations: z.number().int(),
            members: z.number().int().describe('正式和预备党员'),
          }),
        )
        .describe('在册党组织依托什么'),
      units: z.number().int(),
      organized: z.number().int(),
      platforms: z.array(
        z.object({ name: z.string().nullable(), units: z.number().int(), organized: z.number().int() }),
      ),
      more: z.number().int().describe('没有列出的平台'),
      article: articleShape,
    }),
  },
  'hosts.stations': {
    method: 'GET',
    path: '/api/hosts/stations',
    summary: '平台企业和站点，各有没有党组织',
    verb: 'organizations.read',
    input: stationFilterShape.extend({ ...pageInput }),
    output: pageOf(stationShape),
  },
})
