import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../src/kernel/random.ts'
import { DurableFs } from '../../src/platform/server/db/embedded.ts'

/**
 * A disk that can lose its power. Under the embedded database's file system it remembers, for every byte written since
 * the file's last fsync, what stood there before, and every name made, moved, taken away or shortened since the last
 * fsync of anything (a journaling file system commits names in their order, all of them with any fsync). At the cut
 * the machine may have written back any of it by itself: each unsynced block stays, goes or is torn in the middle, and
 * names are undone from the newest back to a random one. What was synced always stays.
 *
 * The cut comes after a given number of changes and ends the process: nothing of it runs on, as on a machine without
 * power. A full disk is played the same way: writes that would make files longer fail with ENOSPC, all else goes on.
 */
const BLOCK = 4096
const SECTOR = 512
const ENOSPC = 51

/** What emscripten's NODEFS hands over, as far as it is used here. */
interface Stream {
  readonly nfd: number
  readonly node: unknown
  readonly path?: string
}
interface Node {
  readonly name: string
  readonly parent: Node
  readonly mount: { readonly opts: { readonly root: string } }
}
interface Nodefs {
  realPath(node: Node): string
  stream_ops: {
    write(stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number): number
    fsync(stream: Stream): number
    setattr(stream: Stream, attr: { size?: number }): void
    open(stream: Stream): void
    close(stream: Stream): void
  }
  node_ops: {
    setattr(node: Node, attr: { size?: number }): void
    mknod(parent: Node, name: string, mode: number, dev: number): unknown
    rename(node: Node, parent: Node, name: string): void
    unlink(parent: Node, name: string): void
    rmdir(parent: Node, name: string): void
  }
}
interface Module {
  readonly NODEFS: Nodefs
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}

interface Unsynced {
  /** Size on the disk's platter. */
  readonly size: number
  /** What stood in blocks of that size, by block. */
  readonly blocks: Map<number, Buffer>
}

export class PowerCutFs extends DurableFs {
  /** Changes until the power goes; null: never. */
  left: number | null = null
  /** Bytes by which files may still grow; null: any. */
  room: number | null = null
  cut = false
  /** fsync answers and does nothing, as on a disk that lies. */
  careless = false
  changes = 0
  /** What happens when the power goes; must end the process, which a machine without power does as well. */
  onCut: () => void = () => {}
  readonly #folder: string
  readonly #graves: string
  /** By device and inode: the file, whatever it is called. */
  readonly #files = new Map<string, Unsynced>()
  #names: { undo(): void }[] = []
  readonly #open = new Set<number>()
  #buried = 0

  constructor(folder: string) {
    super(folder)
    this.#folder = folder
    this.#graves = `${folder}.graves`
    rmSync(this.#graves, { recursive: true, force: true })
    mkdirSync(this.#graves, { recursive: true })
  }

  override async init(pg: Parameters<DurableFs['init']>[0], options: Parameters<DurableFs['init']>[1]) {
    const made = await super.init(pg, options)
    const preRun = made.emscriptenOpts.preRun
    const hooks = Array.isArray(preRun) ? preRun : preRun ? [preRun] : []
    // The last hook is DurableFs's own; emscripten runs hooks in an order of its own, so both are one.
    const durable = hooks.at(-1) as unknown as (module: Module) => void
    const both = (module: Module): void => {
      durable(module)
      this.#put(module)
    }
    made.emscriptenOpts.preRun = [...hooks.slice(0, -1), both as unknown as (typeof hooks)[number]]
    return made
  }

  #put(module: Module): void {
    const { stream_ops: stream, node_ops: node } = module.NODEFS
    const path = (at: Node, name?: string): string =>
      name === undefined ? module.NODEFS.realPath(at) : join(module.NODEFS.realPath(at), name)
    const fail = (errno: number): never => {
      throw new module.FS.ErrnoError(errno)
    }
    const change = (): void => {
      this.changes++
      if (this.left !== null && this.left-- <= 0) {
        this.cut = true
        this.onCut()
      }
    }
    const before = { stream: { ...stream }, node: { ...node } }

    stream.write = (on, buffer, offset, length, position) => {
      change()
      if (this.room !== null) {
        const growth = position + length - fstatSync(on.nfd).size
        if (growth > this.room) fail(ENOSPC)
        if (growth > 0) this.room -= growth
      }
      this.#remember(on.nfd, position, length)
      return before.stream.write(on, buffer, offset, length, position)
    }
    stream.fsync = (on) => {
      change()
      if (this.careless) return 0
      const result = before.stream.fsync(on)
      this.#files.delete(idOf(on.nfd))
      this.#commitNames()
      return result
    }
    stream.setattr = (on, attr) => {
      if (attr.size !== undefined) {
        change()
        this.#rememberSize(on.nfd, attr.size)
      }
      before.stream.setattr(on, attr)
    }
    stream.open = (on) => {
      before.stream.open(on)
      this.#open.add(on.nfd)
    }
    stream.close = (on) => {
      this.#open.delete(on.nfd)
      before.stream.close(on)
    }
    node.setattr = (at, attr) => {
      if (attr.size !== undefined) {
        change()
        const fd = openSync(path(at), 'r')
        this.#rememberSize(fd, attr.size)
        closeSync(fd)
      }
      before.node.setattr(at, attr)
    }
    node.mknod = (parent, name, mode, dev) => {
      change()
      const made = before.node.mknod(parent, name, mode, dev)
      const at = path(parent, name)
      this.#names.push({ undo: () => rmSync(at, { recursive: true, force: true }) })
      return made
    }
    node.rename = (at, parent, name) => {
      change()
      const from = path(at)
      const to = path(parent, name)
      const grave = existsSync(to) ? this.#bury(to) : null
      before.node.rename(at, parent, name)
      this.#names.push({
        undo: () => {
          renameSync(to, from)
          if (grave !== null) renameSync(grave, to)
        },
      })
    }
    node.unlink = (parent, name) => {
      change()
      const at = path(parent, name)
      const grave = this.#bury(at)
      this.#names.push({ undo: () => renameSync(grave, at) })
    }
    node.rmdir = (parent, name) => {
      change()
      const at = path(parent, name)
      before.node.rmdir(parent, name)
      this.#names.push({ undo: () => mkdirSync(at) })
    }
  }

  #bury(path: string): string {
    const grave = join(this.#graves, String(this.#buried++))
    renameSync(path, grave)
    return grave
  }

  /** Once names are on the disk, what they replaced is gone for good. */
  #commitNames(): void {
    if (this.#names.length === 0) return
    this.#names = []
    rmSync(this.#graves, { recursive: true, force: true })
    mkdirSync(this.#graves)
  }

  #remember(fd: number, position: number, length: number): void {
    const id = idOf(fd)
    let file = this.#files.get(id)
    if (!file) {
      file = { size: fstatSync(fd).size, blocks: new Map() }
      this.#files.set(id, file)
    }
    for (let block = Math.floor(position / BLOCK); block * BLOCK < position + length; block++) {
      if (file.blocks.has(block) || block * BLOCK >= file.size) continue
      file.blocks.set(block, readBlock(fd, block, file.size))
    }
  }

  #rememberSize(fd: number, size: number): void {
    const now = fstatSync(fd).size
    this.#remember(fd, Math.min(size, now), Math.max(0, now - size))
  }

  /** The machine is off: what was not synced is lost, kept or torn as chance will have it. Then the disk can be opened anew. */
  loseUnsynced(random: Random): { readonly files: number; readonly names: number } {
    this.cut = true
    for (const fd of this.#open) {
      try {
        closeSync(fd)
      } catch {
        // closed already
      }
    }
    this.#open.clear()
    for (const path of walk(this.#folder, this.#graves)) {
      const stat = lstatSync(path)
      const file = this.#files.get(`${stat.dev} ${stat.ino}`)
      if (file) this.#tear(path, file, stat.size, random)
    }
    const lost = random.int(this.#names.length + 1)
    for (const { undo } of this.#names.slice(this.#names.length - lost).toReversed()) undo()
    const told = { files: this.#files.size, names: lost }
    this.#names = []
    this.#files.clear()
    rmSync(this.#graves, { recursive: true, force: true })
    return told
  }

  #tear(path: string, { size, blocks }: Unsynced, now: number, random: Random): void {
    const fd = openSync(path, 'r+')
    try {
      for (const [block, old] of blocks) {
        const chance = random.next()
        if (chance < 0.4) continue
        // Torn: the first sectors are new, the rest is old.
        const kept = chance < 0.7 ? 0 : SECTOR * (1 + random.int(BLOCK / SECTOR - 1))
        if (kept < old.length) writeSync(fd, old, kept, old.length - kept, block * BLOCK + kept)
      }
      if (now > size) {
        // What was added may be there in part, or be there as noughts.
        const end = size + random.int(now - size + 1)
        ftruncateSync(fd, end)
        for (let at = size; at < end; at += BLOCK) {
          if (random.next() < 0.5)
            writeSync(fd, Buffer.alloc(Math.min(BLOCK, end - at)), 0, Math.min(BLOCK, end - at), at)
        }
      } else if (now < size && random.next() < 0.5) ftruncateSync(fd, size)
    } finally {
      closeSync(fd)
    }
  }
}

function idOf(fd: number): string {
  const { dev, ino } = fstatSync(fd)
  return `${dev} ${ino}`
}

function readBlock(fd: number, block: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.min(BLOCK, size - block * BLOCK))
  const read = readSync(fd, bytes, 0, bytes.length, block * BLOCK)
  return bytes.subarray(0, read)
}

function walk(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
      : [],
  )
}
