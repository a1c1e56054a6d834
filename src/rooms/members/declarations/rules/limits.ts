/**
 * How often the open page takes something in an hour: from one address, behind which a whole firm may sit, and from
 * everywhere. Somebody who fills in the office with inventions is slowed, nobody who means it is.
 */
export const OPEN_LIMITS = {
  declare: { fromOne: 30, fromAll: 600 },
  code: { fromOne: 20, fromAll: 2000 },
} as const
