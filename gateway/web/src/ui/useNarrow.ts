import { onScopeDispose, ref, type Ref } from 'vue'

/** True while the window is narrower than this. */
export function useNarrow(pixels: number): Ref<boolean> {
  const query = window.matchMedia(`(max-width: ${pixels}px)`)
  const narrow = ref(query.matches)
  const changed = (event: MediaQueryListEvent): void => {
    narrow.value = event.matches
  }
  query.addEventListener('change', changed)
  onScopeDispose(() => query.removeEventListener('change', changed))
  return narrow
}
