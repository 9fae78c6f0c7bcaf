const LETTERS = 'abcdefghjklmnopqrstwxyz'
/** For each letter the first character of the pinyin order that begins with it. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨它穵夕丫帀'
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** The initials of the pinyin of a word: 结对帮扶 -> jdbf. Nothing is downloaded: the browser knows the order. */
export function initials(word: string): string {
  let result = ''
  for (const character of word) {
    if (/[a-z0-9]/i.test(character)) {
      result += character.toLowerCase()
    } else if (/[\u4e00-\u9fff]/.test(character)) {
      let index = FIRST.length - 1
      while (index >= 0 && order.compare(FIRST[index] ?? '', character) > 0) index -= 1
      result += LETTERS[index] ?? ''
    }
  }
  return result
}

/** Does a name answer to what was typed, as a word or by its initials? */
export function answersTo(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  return wanted === '' || name.toLowerCase().includes(wanted) || initials(name).includes(wanted)
}
