import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, relative } from 'node:path'
import { z } from 'zod'
import { problems } from '../../kernel/problem.ts'

/**
 * The key file: the keys that seal, newest in use, and the one that hashes. It is replaced as a whole (written beside,
 * then moved there), so that a running server never reads half of one.
 *
 * The hash key stays for good: it makes the same name give the same hash in the trail of all years, and without the names
 * themselves the hashes tell nothing.
 */
const keyFileShape = z.object({
  /** Number of the key in use. */
  current: z.number().int().min(1),
  keys: z.array(z.object({ no: z.number().int().min(1), key: z.string().length(44) })).min(1),
  hashKey: z.string().length(44),
  /** Everything in the data is sealed with this key or a later one: earlier ones may be retired. */
  resealed: z.number().int().min(0).default(0),
})
export type KeyFile = z.infer<typeof keyFileShape>

/** What the person at the console reads: a key file that is not as it must be is never replaced by a new one. */
export const keyProblem = problems('keys', {
  'inside-data': {
    status: 500,
    words: '密钥文件 {path} 在数据文件夹 {dataDir} 里面。拿走数据的人会一并拿走密钥，请用 JUXIN_KEYS 指到别处。',
  },
  'open-to-others': {
    status: 500,
    words: '密钥文件 {path} 别的用户也能读。请改成只有本人可读（chmod 600）再启动。',
  },
  unreadable: { status: 500, words: '密钥文件 {path} 读不出来或已损坏。请从密钥备份恢复它，不要新建。' },
  damaged: { status: 500, words: '密钥文件 {path} 内容不完整。请从密钥备份恢复它，不要新建。' },
  missing: { status: 500, words: '没有密钥文件 {path}。' },
  'missing-with-data': {
    status: 500,
    words: '数据里有加密保存的内容，但没有密钥文件 {path}。请把原来的密钥文件放回去；新建的打不开这些内容。',
  },
  'not-this-data': {
    status: 500,
    words: '密钥文件 {path} 打不开这份数据里加密保存的内容，可能不是同一套。请换回原来的密钥文件。',
  },
  'still-needed': {
    status: 409,
    words: '还有数据用旧密钥加密着，旧密钥现在不能停用。服务运行时会自动换上新密钥，换完再来。',
  },
  'unknown-deed': { status: 400, words: '没有“{deed}”这个做法，用 rotate 或 retire。' },
  busy: {
    status: 409,
    words: '密钥文件正在被另一个程序改。稍后再试；确认没有别的程序在改时，可删去 {lock}。',
  },
})

export function refuseInside(path: string, dataDir: string): void {
  const way = relative(dataDir, path)
  if (way.startsWith('..') || isAbsolute(way)) return
  throw keyProblem('inside-data', { path, dataDir })
}

/** Null where there is none. Errors when it cannot be read, is damaged or open to others. */
export function readKeyFile(path: string): KeyFile | null {
  if (!existsSync(path)) return null
  // Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw keyProblem('open-to-others', { path })
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw keyProblem('unreadable', { path })
  }
  const file = keyFileShape.safeParse(parsed)
  if (!file.success || !file.data.keys.some(({ no }) => no === file.data.current)) {
    throw keyProblem('damaged', { path })
  }
  return file.data
}

/** Two programs that start at once make one file: whoever is second takes the first one's. */
export function makeKeyFile(path: string): KeyFile {
  const made: KeyFile = { current: 1, keys: [{ no: 1, key: fresh() }], hashKey: fresh(), resealed: 1 }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const making = `${path}.${process.pid}.new`
  writeFileSync(making, JSON.stringify(made), { mode: 0o600, flush: true })
  try {
    linkSync(making, path)
    return made
  } catch (error) {
    const there = readKeyFile(path)
    if (there === null) throw error
    return there
  } finally {
    rmSync(making, { force: true })
  }
}

/** A further key comes into use; what was sealed before still opens. */
export function rotateKeys(path: string): KeyFile {
  return change(path, (file) => {
    const no = Math.max(...file.keys.map((one) => one.no)) + 1
    return { ...file, current: no, keys: [...file.keys, { no, key: fresh() }] }
  })
}

/** Drops the keys that nothing in the data needs any more. Errors while something is still sealed with an earlier one. */
export function retireKeys(path: string): { readonly file: KeyFile; readonly retired: readonly number[] } {
  const retired: number[] = []
  const file = change(path, (now) => {
    if (now.resealed < now.current) {
      throw keyProblem('still-needed')
    }
    retired.push(...now.keys.filter(({ no }) => no !== now.current).map(({ no }) => no))
    return { ...now, keys: now.keys.filter(({ no }) => no === now.current) }
  })
  return { file, retired }
}

export function noteResealed(path: string, no: number): void {
  change(path, (file) => ({ ...file, resealed: Math.max(file.resealed, no) }))
}

/** Two changes at once (the server notes, the console rotates) would lose one of them, so a lock lies beside the file. */
function change(path: string, make: (file: KeyFile) => KeyFile): KeyFile {
  const lock = `${path}.lock`
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch {
    throw keyProblem('busy', { lock })
  }
  try {
    const file = readKeyFile(path)
    if (file === null) throw keyProblem('missing', { path })
    const next = make(file)
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
    return next
  } finally {
    rmSync(lock, { force: true })
  }
}

function fresh(): string {
  return randomBytes(32).toString('base64')
}
