import { backEnd } from './checks/back-end.ts';
import { bootRules } from './checks/boot-rules.ts';
import { bridging } from './checks/bridging.ts';
import { clock } from './checks/clock.ts';
import { docker } from './checks/docker.ts';
import { drawing } from './checks/drawing.ts';
import { firewalld } from './checks/firewalld.ts';
import { foreignChains } from './checks/foreign-chains.ts';
import { freeSpace } from './checks/free-space.ts';
import { kernelTrial } from './checks/kernel-trial.ts';
import { kernelZone } from './checks/kernel-zone.ts';
import { legacyTables } from './checks/legacy-tables.ts';
import { libvirt } from './checks/libvirt.ts';
import { otherOwners } from './checks/other-owners.ts';
import { programs } from './checks/programs.ts';
import { rights } from './checks/rights.ts';
import { sysctls } from './checks/sysctls.ts';
import { ufw } from './checks/ufw.ts';
import { users } from './checks/users.ts';
import { wayBack } from './checks/way-back.ts';
import type { PreflightCheck } from './preflight-check.ts';

/** What a deployment looks at before it begins, in the order in which it is told. */
export const DEPLOYMENT_CHECKS: readonly PreflightCheck[] = [
  rights,
  programs,
  wayBack,
  backEnd,
  bridging,
  sysctls,
  freeSpace,
  clock,
  kernelZone,
  drawing,
  users,
  docker,
  libvirt,
  firewalld,
  ufw,
  legacyTables,
  foreignChains,
  otherOwners,
  bootRules,
];

/** By itself, a preflight also asks the kernel about the rules: in a deployment the step `check` does, after the upload. */
export const ALL_CHECKS: readonly PreflightCheck[] = [...DEPLOYMENT_CHECKS, kernelTrial];
