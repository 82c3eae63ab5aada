/** The output of the local server and the publish command. */
export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
  /** Shows the progress of long work, redrawn in place on a terminal; shows nothing in a file or a pipe. */
  progress(label: string, done: number, of: number): void;
}

/** Milliseconds between two redraws of the progress. */
const REDRAW = 100;

export function terminalOf(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  let drawn = 0;
  const clear = () => {
    if (drawn > 0) out.write('\r\x1b[K');
    drawn = 0;
  };
  return {
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    complain(line) {
      clear();
      err.write(`${line}\n`);
    },
    progress(label, done, of) {
      const now = performance.now();
      if (!out.isTTY || of === 0 || (now - drawn < REDRAW && done < of)) return;
      out.write(`\r${label} ${Math.floor((100 * done) / of)} % (${done} of ${of})\x1b[K`);
      drawn = now;
    },
  };
}
