import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useArea } from '../../../areas/web/public.ts'
import { deadlinesApi } from './api.ts'

/** What is to be done by the end of this month by whoever looks, with what is overdue; undefined while it loads. */
export function useDueThisMonth(): { readonly due: number; readonly overdue: number } | undefined {
  const area = useArea()
  const may = useMay('organizations.read').ok
  return useQuery({ ...deadlinesApi.query('deadlines.count', { area }), enabled: may }).data
}
