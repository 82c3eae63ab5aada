import './workers.ts';
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { useState } from 'react';
import { memory, REMEMBERED } from './browser-storage.ts';
import { Charts } from './charts/charts.tsx';
import { CopyMenu } from './copy-menu.tsx';
import { EDITOR_THEMES } from './editor-theme.ts';
import { fetcherFor } from './fetcher.ts';
import { isNarrow } from './narrow-screen.ts';
import type { Opening } from './opening.ts';
import { ResponseBar } from './response-bar.tsx';
import { ShareButton } from './share-button.tsx';
import { useSignal } from './signal.ts';
import { START_PLUGIN } from './start-plugin.tsx';
import { SyncGraphiQL } from './sync-graphiql.tsx';
import { theme } from './theme.ts';

const EXPLORER_PLUGIN = { ...explorerPlugin(), title: 'Explorer' };
const PLUGINS = [START_PLUGIN, DOC_EXPLORER_PLUGIN, EXPLORER_PLUGIN, HISTORY_PLUGIN];

/** GraphiQL with its panels, our colours and the initial tabs. */
export function Workbench({ opening }: { opening: Opening }) {
  // Read once: GraphiQL creates its tabs when it mounts.
  const [fetcher] = useState(() => fetcherFor(opening));
  const [panel] = useState(panelLeftOpen);
  const chosenTheme = useSignal(theme);
  const { question, tabs } = opening;

  return (
    <GraphiQLProvider
      fetcher={fetcher}
      storage={memory}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      {...(panel ? { visiblePlugin: panel } : {})}
      onTogglePluginVisibility={(plugin) => memory.setItem(REMEMBERED.panel, plugin?.title ?? 'none')}
      defaultTabs={[...tabs]}
      editorTheme={EDITOR_THEMES}
      initialQuery={question.query}
      initialVariables={question.variables}
    >
      <HistoryStore>
        <DocExplorerStore>
          <GraphiQLInterface
            forcedTheme={chosenTheme ?? 'system'}
            showPersistHeadersSettings={false}
            isHeadersEditorEnabled={false}
            defaultEditorToolsVisibility="variables"
          >
            <GraphiQL.Logo>
              <ShareButton />
            </GraphiQL.Logo>
            <GraphiQL.Toolbar>
              {({ prettify, merge, copy }) => (
                <>
                  {prettify}
                  {merge}
                  {copy}
                  <CopyMenu />
                </>
              )}
            </GraphiQL.Toolbar>
            <GraphiQL.Footer>
              <Charts />
              <ResponseBar />
            </GraphiQL.Footer>
            <SyncGraphiQL opening={opening} />
          </GraphiQLInterface>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}

/**
 * The start panel at first, later whichever panel was left open; none on a narrow screen, where it would
 * cover the answer.
 */
function panelLeftOpen() {
  if (isNarrow()) return undefined;
  const title = memory.getItem(REMEMBERED.panel);
  return title === null ? START_PLUGIN : PLUGINS.find((plugin) => plugin.title === title);
}
