import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';

/**
 * Milliseconds without a keystroke before the search runs, so that typing a word does not send a request per
 * letter.
 */
const QUIET = 250;

/** `isDone` if the words were submitted, not just typed so far. */
export type OnSearch = (words: string, isDone: boolean) => void;

/** Runs the search operation as the user types, in its own tab, so that its query can be read there. */
export function SearchBox({ onSearch }: { onSearch?: OnSearch | undefined }) {
  const [words, setWords] = useState('');
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = useEffectEvent(() => onSearch?.(words, false));
  useEffect(() => {
    if (words.trim() === '') return;
    timer.current = setTimeout(search, QUIET);
    return () => clearTimeout(timer.current);
  }, [words]);

  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The submitted search need not run again.
          clearTimeout(timer.current);
          if (words.trim() !== '') onSearch?.(words, true);
        }}
      >
        <label htmlFor={id}>Search the record</label>
        <input
          id={id}
          type="search"
          enterKeyHint="search"
          value={words}
          maxLength={256}
          placeholder="Words, such as sanctions"
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setWords(target.value)}
          disabled={!onSearch}
        />
        <p id={`${id}-hint`} className="search-hint">
          <code>"a phrase"</code> <code>prefix*</code> <code>-without</code> <code>one OR other</code>
        </p>
      </form>
    </search>
  );
}
