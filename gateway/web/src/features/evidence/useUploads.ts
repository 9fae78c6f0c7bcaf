import { computed, onScopeDispose, ref, type Ref } from 'vue'
import { activityApi } from '@/api'
import { newKey } from '@/api/http'
import { Problem } from '@/api/problem'
import type { EvidenceFile } from '@/api/types'
import { text } from '@/app/i18n'
import { shrunk } from './shrink'

export { LARGEST } from './shrink'

export type FilesState = 'idle' | 'busy' | 'failed'

/** Why a form with these files cannot be sent yet, if so. */
export function filesFault(state: FilesState): Record<string, string> {
  return state === 'idle' ? {} : { evidence: text(state === 'busy' ? 'files.wait' : 'files.failed') }
}

/** A file on its way. Its key stays the same through every attempt, so trying again never makes a second one. */
export interface Upload {
  key: string
  file: File
  state: 'waiting' | 'sending' | 'failed'
  share: number
  problem: Problem | undefined
  abort: AbortController
}

export const MOST = 30
const AT_ONCE = 2

/** Sends files one beside the other; each that has arrived is handed over at once, one that fails stays to be tried again. */
export function useUploads(unit: Ref<string | undefined>, arrived: (file: EvidenceFile) => void) {
  const uploads = ref<Upload[]>([])
  const state = computed<FilesState>(() =>
    uploads.value.some((one) => one.state !== 'failed') ? 'busy' : uploads.value.length > 0 ? 'failed' : 'idle',
  )

  function add(files: Iterable<File>): void {
    for (const file of files)
      uploads.value.push({ key: newKey(), file, state: 'waiting', share: 0, problem: undefined, abort: new AbortController() })
    next()
  }

  function next(): void {
    const under = uploads.value.filter((one) => one.state === 'sending').length
    for (const one of uploads.value.filter((each) => each.state === 'waiting').slice(0, Math.max(0, AT_ONCE - under))) void send(one.key)
  }

  async function send(key: string): Promise<void> {
    const one = uploads.value.find((each) => each.key === key)
    if (one === undefined) return
    one.state = 'sending'
    one.share = 0
    one.problem = undefined
    try {
      const { blob, name } = await shrunk(one.file)
      if (one.abort.signal.aborted) return
      const file = await activityApi.addFile(unit.value ?? '', blob, {
        name,
        key,
        signal: one.abort.signal,
        progress: (share) => (one.share = share),
      })
      uploads.value = uploads.value.filter((each) => each.key !== key)
      arrived(file)
    } catch (failure) {
      if (failure instanceof DOMException) return
      one.state = 'failed'
      one.problem = failure instanceof Problem ? failure : new Problem(0, {})
    } finally {
      next()
    }
  }

  function again(key: string): void {
    const one = uploads.value.find((each) => each.key === key)
    if (one === undefined) return
    one.state = 'waiting'
    next()
  }

  function remove(key: string): void {
    uploads.value.find((each) => each.key === key)?.abort.abort()
    uploads.value = uploads.value.filter((each) => each.key !== key)
    next()
  }

  onScopeDispose(() => uploads.value.forEach((one) => one.abort.abort()))

  return { uploads, state, add, again, remove }
}
