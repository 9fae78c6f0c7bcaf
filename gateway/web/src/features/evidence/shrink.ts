/** The longer side that a picture keeps, in pixels; the service keeps no more. */
export const EDGE = 2560
/** The shorter side below which letters cannot be read any more: a long screenshot is not made smaller. */
export const LEGIBLE = 1000
/** Bytes that are sent without a thought, and at most. */
const LIGHT = 1_500_000
export const LARGEST = 20 * 1024 * 1024

/** By how much a picture is made smaller before it is sent; the service decides in the same way. */
export function scaleOf(width: number, height: number): number {
  const scale = Math.min(1, EDGE / Math.max(width, height))
  const shorter = Math.min(width, height)
  return shorter * scale < Math.min(shorter, LEGIBLE) ? 1 : scale
}

/** A photo of many megabytes becomes one that a phone can send, the right way up; what the browser cannot draw stays. */
export async function shrunk(file: File): Promise<{ blob: Blob; name: string }> {
  const asItIs = { blob: file, name: file.name }
  if (!file.type.startsWith('image/')) return asItIs
  const kept = file.type === 'image/jpeg' || file.type === 'image/png'
  let image: ImageBitmap
  try {
    image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return asItIs
  }
  try {
    const scale = scaleOf(image.width, image.height)
    const long = Math.max(image.width, image.height) > EDGE
    if (kept && scale === 1 && file.size <= (long ? LARGEST : LIGHT)) return asItIs
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    const pen = canvas.getContext('2d')
    if (pen === null) return asItIs
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))
    if (blob === null || (kept && blob.size >= file.size)) return asItIs
    return { blob, name: `${file.name.replace(/\.[^.]*$/, '')}.jpg` }
  } finally {
    image.close()
  }
}

const LONG = 2.2 // times as long as the other side

/** A long picture is scrolled, not squeezed into the window. */
export function shapeOf(width: number | undefined, height: number | undefined): '' | 'tall' | 'wide' {
  if (!width || !height) return ''
  return height > LONG * width ? 'tall' : width > LONG * height ? 'wide' : ''
}

/** 812 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
