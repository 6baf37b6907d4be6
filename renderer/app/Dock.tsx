import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { countWords } from '../../shared/document/describe.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionById } from '../actions/registry.ts';
import { DeployPanel } from '../deploy/DeployPanel.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { RulesPanel } from '../rules/RulesPanel.tsx';
import { ScriptPanel } from '../script/ScriptPanel.tsx';
import { underWay, useDeploy } from '../state/deploy-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { type DockTab, showDock, useUi } from '../state/ui-store.ts';

/** Below the drawing: what is derived from it and what is done with it. */
export function Dock() {
  const tab = useUi((state) => state.dock);
  return (
    <section className="pane dock" aria-label="Dock">
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => showDock(key as DockTab)}>
        <div className="tab-bar">
          <TabList className="tab-list" aria-label="Dock">
            <Tab id="script" className="tab">
              Script
            </Tab>
            <Tab id="rules" className="tab">
              Rules
            </Tab>
            <Tab id="problems" className="tab">
              Problems
              <ProblemCount />
            </Tab>
            <Tab id="deploy" className="tab">
              Deploy
              <DeployMark />
            </Tab>
          </TabList>
          <ActionButton action={actionById('view.dock-size')} />
        </div>
        <TabPanel id="script" className="tab-panel">
          <ScriptPanel />
        </TabPanel>
        <TabPanel id="rules" className="tab-panel">
          <RulesPanel />
        </TabPanel>
        <TabPanel id="problems" className="tab-panel">
          <ProblemsPanel />
        </TabPanel>
        <TabPanel id="deploy" className="tab-panel">
          <DeployPanel />
        </TabPanel>
      </Tabs>
    </section>
  );
}

function ProblemCount() {
  const findings = useResults(allFindings);
  const grave = findings.filter((finding) => finding.severity !== 'info').length;
  if (grave === 0) return undefined;
  const tone = findings.some((finding) => finding.severity === 'error') ? 'is-error' : 'is-warning';
  return (
    <span className={`badge ${tone}`} title={countWords(grave, 'problem')}>
      {grave}
    </span>
  );
}

function DeployMark() {
  const waiting = useDeploy((state) => underWay(state, 'confirming').length);
  const running = useDeploy((state) => underWay(state).length);
  if (running === 0) return undefined;
  return (
    <span className={`badge ${waiting > 0 ? 'is-warning' : 'is-accent'}`}>{waiting > 0 ? 'confirm' : 'running'}</span>
  );
}
