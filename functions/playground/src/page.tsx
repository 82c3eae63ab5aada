import { useEffect, useState } from 'react';
import { ConnectionBar } from './connection-bar.tsx';
import { Header } from './header.tsx';
import { notice } from './notice.ts';
import type { Opening } from './opening.ts';
import { Preview } from './preview.tsx';
import { useSignal } from './signal.ts';
import type { Workbench } from './workbench.tsx';

interface Props {
  opening: Opening;
  workbench: Promise<typeof Workbench>;
}

/** The whole page: the header at once, the editor as soon as it has loaded. */
export function Page({ opening, workbench }: Props) {
  const [Editor, setEditor] = useState<typeof Workbench>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    workbench.then(
      (loaded) => setEditor(() => loaded),
      () => setFailed(true),
    );
  }, [workbench]);

  return (
    <>
      <Header />
      <main className="main">{Editor ? <Editor opening={opening} /> : <Preview opening={opening} />}</main>
      {failed && (
        <p className="connection" role="alert">
          The editor failed to load. <a href="/">Reload the page</a>
        </p>
      )}
      <ConnectionBar />
      <Notice />
    </>
  );
}

function Notice() {
  const text = useSignal(notice);
  return (
    <p className="notice" role="status" data-shown={text !== ''}>
      {text}
    </p>
  );
}
