import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, unknownVariables } from '@lienthong/installation';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import { configFrom } from './config';
import { ClusterSecrets } from './testing/deployment/cluster-secrets';
import { MANIFESTS, mistakesOfShape, ofKind, readManifests } from './testing/deployment/manifests';

const folder = join(projectRoot(), MANIFESTS);
const kustomization = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as { readonly resources: readonly string[] };
const manifests = kustomization.resources.flatMap(readManifests);
const template = readManifests('secrets.template.yaml');

const deployments = ofKind(manifests, 'Deployment').map(({ metadata, spec }) => ({
  name: metadata?.name ?? '',
  labels: spec?.template.metadata?.labels ?? {},
  replicas: spec?.replicas ?? 1,
  pod: spec?.template.spec as PodSpec,
}));
const containers = deployments.flatMap(({ name, pod }) =>
  pod.containers.map((container): [string, Container] => [`${name}/${container.name}`, container]),
);
const engines = deployments.flatMap(({ name, pod }) =>
  pod.containers.filter((container) => container.name === 'engine').map((container) => ({ name, pod, container })),
);

describe('the manifests for Kubernetes', () => {
  it('say only what its API knows and takes', () => {
    expect(mistakesOfShape([...manifests, ...template])).toEqual([]);
  });

  it('would be told a slip', () => {
    const [first] = ofKind(manifests, 'Deployment');
    const slip = (wrong: object) =>
      mistakesOfShape([
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'slip' }, ...{ spec: { ...first?.spec, ...wrong } } },
      ]);
    expect(slip({ replica: 2 })).toEqual([expect.stringMatching(/^Deployment slip:.*replica.* does not exist/)]);
    expect(slip({ minReadySeconds: 'ten' })).toEqual([expect.stringMatching(/'string' is not assignable to type 'number'/)]);
  });

  it('are all listed, but for the template of what is secret', () => {
    const files = readdirSync(folder).filter((file) => !['kustomization.yaml', 'exchange.yaml', 'secrets.template.yaml'].includes(file));
    expect([...kustomization.resources].sort()).toEqual(files.sort());
  });

  const kubectlIsHere = spawnSync('kubectl', ['version', '--client']).status === 0;
  (kubectlIsHere ? it : it.skip)('are put together by kubectl', () => {
    expect(spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('hold no secret', () => {
    const secrets = ofKind(template, 'Secret');
    expect(secrets).toHaveLength(2);
    for (const { data, stringData } of secrets) expect([data, ...new Set(Object.values(stringData ?? {}))]).toEqual([undefined, '']);
    expect(ofKind(manifests, 'Secret')).toEqual([]);
  });

  it('pin every image to a version', () => {
    for (const [name, { image }] of containers) expect([name, image]).toEqual([name, expect.stringMatching(/:\d+\.\d+\.\d+$/)]);
  });

  it('run nothing as root, with anything writable but its data, or with a way to more rights', () => {
    for (const { name, pod } of deployments) {
      expect([name, pod.securityContext]).toEqual([
        name,
        expect.objectContaining({ runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } }),
      ]);
      expect([name, pod.automountServiceAccountToken, pod.hostNetwork, pod.hostPID]).toEqual([name, false, undefined, undefined]);
    }
    const confined = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
    for (const [name, { securityContext }] of containers) expect([name, securityContext]).toEqual([name, confined]);
  });

  it('say of everything what it needs at least and at most, and ask it whether it is well', () => {
    for (const [name, { resources, livenessProbe, readinessProbe }] of containers) {
      const { requests, limits } = resources ?? {};
      expect([name, Object.keys(requests ?? {}), Object.keys(limits ?? {})]).toEqual([name, ['cpu', 'memory'], ['cpu', 'memory']]);
      expect([name, livenessProbe, readinessProbe]).toEqual([name, expect.anything(), expect.anything()]);
    }
  });

  it('ask an engine from within, since it listens on loopback', () => {
    for (const { container } of engines) {
      for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
        expect(probe?.exec?.command?.slice(0, 2)).toEqual(['node', '/app/dist/apps/engine/src/probe.js']);
        expect([probe?.httpGet, probe?.tcpSocket]).toEqual([undefined, undefined]);
      }
      expect(container.ports).toBeUndefined();
    }
  });

  it('let an engine end in its own time, after the gateway', () => {
    for (const { pod } of deployments) expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(45);
    const waits = engines.filter(({ container }) => container.lifecycle).map(({ name }) => name);
    expect(waits).toEqual(['lienthong-web']);
  });

  it('configure engines as they take it, with every role in two processes at least', () => {
    const [settings] = ofKind(manifests, 'ConfigMap');
    const secrets = new ClusterSecrets();
    secrets.addAgencies(['police', 'social-insurance', 'commune-affairs', 'home-affairs']);
    const processes = new Map<string, number>();
    for (const { pod, container, name } of engines) {
      expect(pod.enableServiceLinks).toBe(false);
      const own = Object.fromEntries((container.env ?? []).map(({ name: variable, value = '' }) => [variable, value]));
      const environment = { ...settings?.data, ...own };
      expect(unknownVariables(environment)).toEqual([]);
      const paths = Object.entries(environment).map(([variable, value]) => [
        variable,
        value.replace('/run/secrets/lienthong', '/run/secrets').replace('/etc/lienthong/exchange/', '/etc/lienthong/'),
      ]);
      const { roles } = configFrom(secrets.inPlace(Object.fromEntries(paths) as Record<string, string>));
      const replicas = deployments.find((deployment) => deployment.name === name)?.replicas ?? 0;
      for (const role of roles) processes.set(role, (processes.get(role) ?? 0) + replicas);
    }
    secrets.remove();
    expect([...processes.keys()].sort()).toEqual(['projector', 'timers', 'web', 'worker']);
    expect(Math.min(...processes.values())).toBeGreaterThanOrEqual(2);
  });

  it('mount where the settings look, and ask of the secrets what the template has', () => {
    const [settings] = ofKind(manifests, 'ConfigMap');
    const files = Object.values(settings?.data ?? {}).filter((value) => value.startsWith('/run/secrets/lienthong/'));
    const [asked, keys] = ofKind(template, 'Secret');
    expect([...new Set(files.map((file) => file.split('/').at(-1)))].sort()).toEqual(Object.keys(asked?.stringData ?? {}).sort());
    for (const { pod, container } of engines) {
      const mounts = new Map((container.volumeMounts ?? []).map(({ name, mountPath }) => [mountPath, name]));
      const places = ['/data', '/tmp', '/run/secrets/lienthong', '/etc/lienthong/signing-keys', '/etc/lienthong/exchange'];
      expect([...mounts.keys()].sort()).toEqual(places.sort());
      const sources = new Map((pod.volumes ?? []).map((volume) => [volume.name, volume]));
      for (const name of mounts.values()) expect([...sources.keys()]).toContain(name);
      const secretNames = [...sources.values()].flatMap(({ secret }) => secret?.secretName ?? []);
      expect(secretNames).toEqual([asked?.metadata?.name, keys?.metadata?.name]);
    }
  });

  it('lead in by the gateway alone', () => {
    const [service, ...others] = ofKind(manifests, 'Service');
    expect(others).toEqual([]);
    const chosen = deployments.filter(({ labels }) => matches(service?.spec?.selector, labels));
    expect(chosen.map(({ name }) => name)).toEqual(['lienthong-web']);
    const port = service?.spec?.ports?.[0]?.targetPort;
    const [gateway] = chosen[0]?.pod.containers.filter(({ ports = [] }) => ports.some(({ name }) => name === port)) ?? [];
    // A name under .invalid is nobody's, so that a pod without a gateway of yours does not get ready.
    expect([gateway?.name, gateway?.image]).toEqual(['gateway', expect.stringMatching(/^gateway\.invalid\//)]);
    const policies = ofKind(manifests, 'NetworkPolicy');
    const opened = policies.flatMap(({ spec }) => (spec?.ingress ?? []).map((rule) => ({ rule, on: spec?.podSelector.matchLabels })));
    expect(opened).toHaveLength(1);
    expect(opened[0]?.rule.ports).toEqual([{ port }]);
    expect(opened[0]?.rule.from?.length).toBeGreaterThan(0);
    expect(opened[0]?.on).toEqual(service?.spec?.selector);
    const nobody = policies.find(({ spec }) => Object.keys(spec?.podSelector ?? {}).length === 0);
    expect([nobody?.spec?.policyTypes, nobody?.spec?.ingress, nobody?.spec?.egress]).toEqual([['Ingress', 'Egress'], undefined, undefined]);
  });

  it('have projectors of a next version that are like the present ones, and none of them until an upgrade', () => {
    const text = (file: string) => readFileSync(join(folder, file), 'utf8').replace(/^#.*\n/gm, '');
    expect(text('projector-next.yaml').replaceAll('-next', '').replace('replicas: 0', 'replicas: 2')).toBe(text('projector.yaml'));
    expect(deployments.filter(({ replicas }) => replicas === 0).map(({ name }) => name)).toEqual(['lienthong-projector-next']);
  });

  it('keep one of each at work while nodes are emptied', () => {
    const budgets = ofKind(manifests, 'PodDisruptionBudget');
    for (const { name, labels } of deployments) {
      expect([
        name,
        budgets.filter(({ spec }) => matches(spec?.selector?.matchLabels, labels)).map(({ spec }) => spec?.maxUnavailable),
      ]).toEqual([name, [1]]);
    }
  });
});

const matches = (selector: Readonly<Record<string, string>> = {}, labels: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);
