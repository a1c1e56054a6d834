import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { declarationsApi } from './api.ts'

/** Declarations that wait for the office, for whoever handles them; undefined while unknown. */
export function useOpenDeclarations(): number | undefined {
  const enabled = useMay('members.declare').ok
  return useQuery({ ...declarationsApi.query('declarations.count', {}), enabled }).data?.open
}
