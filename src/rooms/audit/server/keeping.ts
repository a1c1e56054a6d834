import type { Retention } from '../../../platform/server/personal/kinds.ts'
import { eraseTrail } from './public.ts'

/** For good unless the office says otherwise; the seals of what is erased stay, so that the chain still verifies. */
export const trailRetention: Retention = {
  id: 'trail',
  name: '留痕',
  months: null,
  least: 6,
  why: '网络日志至少留存六个月（网络安全法第二十一条）；没有设期限的长期保存',
  erase: async (context, scope, before, months) => (await eraseTrail(context, scope, { before, months })).rows,
}
