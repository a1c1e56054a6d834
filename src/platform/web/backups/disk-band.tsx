import { useQuery } from '@tanstack/react-query'
import { platformApi } from '../api/platform.ts'
import { bytesText } from '../format.ts'
import { useMay } from '../session/use-may.ts'
import { useBackupsWords } from './words.ts'

/** On every page while the disk is nearly full, for those who can do something about it. */
export function DiskBand() {
  const words = useBackupsWords()
  const may = useMay('platform.backup')
  const { data } = useQuery({
    ...platformApi.query('platform.backups', {}),
    enabled: may.ok,
    refetchInterval: 300_000,
    staleTime: 240_000,
  })
  if (data === undefined || !data.disk.low) return null
  return (
    <div className="band band-red" role="alert">
      {words.diskLow(bytesText(data.disk.free))}
    </div>
  )
}
