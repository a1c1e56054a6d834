/** Ceilings that keep one file from taking the whole machine. A full sheet of 1,048,576 rows × 11 columns still fits. */
import type { Limits } from './types.ts'

const MEBI = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 512 * MEBI,
  inflatedBytes: 1536 * MEBI,
  // Deflate packs at most 1032 : 1. A sheet of a million formatted blank rows reaches about 60 : 1, real ones 5–20 : 1.
  inflatedRatio: 250,
  cells: 12_000_000,
  characters: 200_000_000,
  columns: 2_000,
}

export function limitsWith(changes: Partial<Limits> | undefined): Limits {
  return { ...DEFAULT_LIMITS, ...changes }
}

/** `12.3 MB`, for people. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < MEBI) return `${(bytes / 1024).toFixed(1)} KB`
  if (bytes < 1024 * MEBI) return `${(bytes / MEBI).toFixed(1)} MB`
  return `${(bytes / MEBI / 1024).toFixed(1)} GB`
}
