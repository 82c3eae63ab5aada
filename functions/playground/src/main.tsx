import './styles/fonts.css';
import './styles/graphiql.css';
import './styles/graphiql-colors.css';
import './styles/workbench.css';
import './styles/charts.css';
import './styles/page.css';
import './styles/start.css';
import './styles/narrow.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CONNECTED, connection } from './connection.ts';
import { refreshDataset } from './dataset.ts';
import { openingOf } from './opening.ts';
import { Page } from './page.tsx';
import { showTheme, theme } from './theme.ts';

showTheme();
theme.subscribe(showTheme);

// Requested before anything is drawn, so that the answer arrives while the editor loads.
const opening = openingOf(location.hash);
const workbench = import('./load-workbench.ts').then(({ loadWorkbench }) => loadWorkbench());
refreshDataset();
// When the server or the user comes back, the release may have changed.
connection.subscribe(() => {
  if (connection.get() === CONNECTED) refreshDataset();
});
window.addEventListener('focus', refreshDataset);

const root = document.getElementById('page');
if (!root) throw new Error('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <Page opening={opening} workbench={workbench} />
  </StrictMode>,
);
