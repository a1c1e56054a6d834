import { BackupsPage } from '../../platform/web/backups/backups-page.tsx'
import { useBackupsWords } from '../../platform/web/backups/words.ts'
import { Guarded } from '../../rooms/access/web/public.tsx'

/** The platform's backups, for those who may. */
export function Backups() {
  const words = useBackupsWords()
  return (
    <Guarded verb="platform.backup" page={words.title}>
      <BackupsPage />
    </Guarded>
  )
}
