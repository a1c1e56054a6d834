import { Button } from 'antd'
import { useState } from 'react'
import { usePlatformWords } from '../words.ts'

/** Copies a text and says so. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const words = usePlatformWords()
  const [copied, setCopied] = useState('')
  return (
    <Button onClick={() => void copy(text).then((done) => setCopied(done ? text : ''))}>
      <span aria-live="polite">{copied === text ? words.copied : children}</span>
    </Button>
  )
}

/** The browser's clipboard is there only on https and on this PC; elsewhere the old way still works. */
async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  }
  const holder = document.createElement('textarea')
  holder.value = text
  holder.className = 'sr-only'
  document.body.append(holder)
  holder.select()
  const done = document.execCommand('copy')
  holder.remove()
  return done
}
