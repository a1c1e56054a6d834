import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { carriesFiles, droppedFiles } from './dropped.ts'
import { upload } from './uploads.ts'
import { useImportWords } from './words.ts'
import './drop-zone.css'

/** Files dropped anywhere on the window are taken, whatever page is open; without this the browser would open them. */
export function WindowDrop() {
  const { drop: words } = useImportWords()
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const may = useMay('units.import').ok
  useEffect(() => {
    if (!may) return
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return
      // A part of the page takes the files itself.
      setOver(!event.defaultPrevented)
      event.preventDefault()
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      if (event.dataTransfer === null || !carriesFiles(event.dataTransfer)) return
      setOver(false)
      if (event.defaultPrevented) return
      event.preventDefault()
      const { files, folder } = droppedFiles(event.dataTransfer)
      const sent = upload(files, folder)
      void navigate({ to: '/import' })
      void sent.then((id) => (id === null ? undefined : navigate({ to: '/import/$id', params: { id } })))
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [navigate, may])
  return over ? <div className="window-drop">{words.anywhere}</div> : null
}
