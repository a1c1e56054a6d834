/** How much one request may ask of the server, and for how long. */
export interface RequestLimits {
  /** Bytes of a JSON body; an endpoint that takes uploads takes files beside it. */
  readonly json: number
  /** The same where nobody has signed in yet. */
  readonly openJson: number
  /** Bytes of all files of one upload together. */
  readonly upload: number
  readonly files: number
  /** Uploads at the same time: by one person, by all. */
  readonly uploadsOfOne: number
  readonly uploads: number
  /** Progress watched at the same time (one connection each): by one person, by all. */
  readonly streamsOfOne: number
  readonly streams: number
  readonly depth: number
  /** Keys and list items of a JSON body together. */
  readonly items: number
  readonly url: number
  readonly headerBytes: number
  readonly connections: number
  /** Milliseconds until all headers, all of a JSON body, all of an upload must have come. */
  readonly headersTime: number
  readonly bodyTime: number
  readonly uploadTime: number
  /** Milliseconds without a byte after which an upload is given up. */
  readonly stillTime: number
  /** Milliseconds between two looks at the certificate files. */
  readonly certificateTime: number
}

const MEBI = 1024 * 1024

export const REQUEST_LIMITS: RequestLimits = {
  json: MEBI,
  openJson: 16 * 1024,
  upload: 600 * MEBI,
  files: 50,
  uploadsOfOne: 2,
  uploads: 6,
  streamsOfOne: 20,
  streams: 1000,
  depth: 20,
  items: 50_000,
  url: 8 * 1024,
  headerBytes: 16 * 1024,
  connections: 2000,
  headersTime: 20_000,
  bodyTime: 30_000,
  // 600 MB over an office's 10 Mbit line take eight minutes.
  uploadTime: 30 * 60_000,
  stillTime: 60_000,
  certificateTime: 10_000,
}
