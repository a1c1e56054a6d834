import { areasApi } from '../../../areas/web/public.ts'
import { useOrganizationsWords } from '../words.ts'
import { Finder, type Found } from './finder.tsx'

/** Finds an area of the office and hands it over. */
export function AreaFinder({ onPick }: { readonly onPick: (area: Found) => void }) {
  const { form: words } = useOrganizationsWords()
  const find = async (q: string, signal: AbortSignal): Promise<readonly Found[]> => {
    const { rows } = await areasApi.call('areas.find', { q, limit: 20 }, signal)
    return rows.filter(({ tree }) => tree === 'division').map(({ id, name, trail }) => ({ id, name, note: trail }))
  }
  return <Finder label={words.findArea} none={words.nothingFound} search={{ of: 'areas', find }} onPick={onPick} />
}
