import './skeleton.css'

/** A quiet placeholder of the size of what will stand there, so that nothing jumps when it arrives. */
export function SkeletonLine({ width = 120 }: { readonly width?: number | string }) {
  return <span className="skeleton" style={{ width }} aria-hidden="true" />
}

export function SkeletonBlock({ height }: { readonly height: number | string }) {
  return <span className="skeleton-block" style={{ height }} aria-hidden="true" />
}
