import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';

/**
 * Milliseconds without a key after which the search runs: typing a word does not send one request a letter.
 */
const QUIET = 250;

/** `isDone` when the words were sent, not just typed so far. */
export type OnSearch = (words: string, isDone: boolean) => void;

/**
 * Runs the search operation as one types, in its own tab, so that the query that does it is there to be read.
 */
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
          // What is searched for at once need not be searched for again.
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
