/** The longer side that a picture keeps, in pixels; the service keeps no more. */
export const EDGE = 2560
const LIGHT = 1_500_000

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
    const scale = Math.min(1, EDGE / Math.max(image.width, image.height))
    if (kept && scale === 1 && file.size <= LIGHT) return asItIs
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

/** 812 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
