import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSecrets, type Secrets } from '../secrets.ts'
import { dropKept, keepFile, readKept } from './kept-files.ts'

let folder: string
let secrets: Secrets
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'juxin-files-'))
  secrets = openSecrets(join(folder, 'keys'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('keeps a file that only the office can read, notices a change, and takes it away', async () => {
  const bytes = Buffer.from('批复原文 the text of the reply')
  const kept = await keepFile(folder, secrets, '0000000000000000ab', bytes)
  expect(kept.size).toBe(bytes.length)
  expect(await readKept(folder, secrets, '0000000000000000ab', kept.key)).toEqual(bytes)
  const path = join(folder, 'files', 'ab', '0000000000000000ab')
  const stored = readFileSync(path)
  expect(stored.includes(bytes.subarray(0, 12))).toBe(false)
  stored[stored.length - 1] = (stored.at(-1) ?? 0) ^ 1
  writeFileSync(path, stored)
  await expect(readKept(folder, secrets, '0000000000000000ab', kept.key)).rejects.toThrow(
    /unable to authenticate|bad decrypt/i,
  )
  await dropKept(folder, '0000000000000000ab')
  await expect(readKept(folder, secrets, '0000000000000000ab', kept.key)).rejects.toThrow('ENOENT')
})

it('never writes over another file', async () => {
  await keepFile(folder, secrets, '0000000000000000cd', Buffer.from('one'))
  await expect(keepFile(folder, secrets, '0000000000000000cd', Buffer.from('two'))).rejects.toThrow('EEXIST')
})
