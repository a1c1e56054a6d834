import { areasApi } from '../../../areas/web/public.ts'
import { accessApi } from '../api.ts'
import type { Find } from './finder.tsx'

export const findAreas: Find = async (q, signal) => {
  const { rows } = await areasApi.call('areas.find', { q, limit: 8 }, signal)
  return rows.map(({ id, name, trail }) => ({ id, name, note: trail }))
}

export const findColleagues: Find = async (q, signal) => {
  const { rows } = await accessApi.call('access.colleagues', { q }, signal)
  return rows.map(({ id, name, post }) => ({ id, name, note: post ?? '' }))
}
