import './worker/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@xyflow/react/dist/style.css';
import './theme/tokens.css';
import './theme/base.css';
import './controls/controls.css';
import './app/app.css';
import './empty/empty.css';
import './canvas/canvas.css';
import './inspector/inspector.css';
import './script/script.css';
import './problems/problems.css';
import './files/files.css';
import './objects/objects.css';
import './deploy/deploy.css';
import './questions/questions.css';
import './rules/rules.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startBackend } from './backend/start-backend.ts';
import { openFirst, startFiles } from './files/start-files.ts';
import { startDeployments } from './hosts/run-deployment.ts';
import { startQuestions } from './questions/answer-question.ts';
import { watchObjectDrags } from './state/drag-objects.ts';
import { notify } from './state/notice-store.ts';
import { takePreferences } from './state/preferences.ts';
import { startTheme } from './state/theme-store.ts';
import { startCompiling } from './worker/start-compiling.ts';

startTheme();
startCompiling();
startFiles();
startDeployments();
startQuestions();
watchObjectDrags();

void start();

async function start(): Promise<void> {
  const connected = await startBackend();
  // Before anything is laid out: panels take their sizes when they come to be.
  if (connected) await takePreferences();
  render();
  if (!connected) return;
  await openFirst().catch((error: unknown) => notify(error instanceof Error ? error.message : String(error), 'error'));
}

function render(): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
