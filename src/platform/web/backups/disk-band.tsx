import { useQuery } from '@tanstack/react-query'
import { platformApi } from '../api/platform.ts'
import { bytesText } from '../format.ts'
import { useMay } from '../session/use-may.ts'
import { useBackupsWords } from './words.ts'

/** On every page while the disk is nearly full: what still works, and for those who can do something about it, what. */
export function DiskBand() {
  const words = useBackupsWords()
  const may = useMay('platform.backup').ok
  const health = useQuery({ ...platformApi.query('platform.health', {}), refetchInterval: 60_000, staleTime: 50_000 })
  const low = health.data?.diskLow === true
  const backups = useQuery({ ...platformApi.query('platform.backups', {}), enabled: low && may })
  if (!low) return null
  const free = backups.data?.disk.free
  return (
    <div className="band band-red" role="alert">
      {!may ? words.diskLowOthers : free === undefined ? words.diskLowUnknown : words.diskLow(bytesText(free))}
    </div>
  )
}
