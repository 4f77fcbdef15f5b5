/**
 * Takes the icons that pictures use out of the installed Iconify sets and writes them, with their licences, to
 * `language/scene/icons.generated.ts`. With `--check` it writes nothing and fails where the file is out of date.
 * Names on the left are the words of the library (`icon queue`) and of roles; on the right set:icon.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('../language/scene/icons.generated.ts', import.meta.url));

const chosen = {
  // who starts requests
  'users': 'carbon:user-multiple', 'user': 'carbon:user', 'operator': 'carbon:user-admin', 'client': 'carbon:laptop', 'mobile': 'carbon:mobile',
  'pc': 'carbon:screen', 'laptop': 'carbon:laptop', 'workstation': 'tabler:device-desktop', 'browser': 'carbon:application-web',
  // compute
  'server': 'carbon:bare-metal-server', 'vm': 'carbon:virtual-machine', 'container': 'carbon:container-software', 'pod': 'carbon:kubernetes-pod',
  'kubernetes': 'carbon:kubernetes', 'function': 'carbon:function', 'cluster': 'carbon:web-services-cluster', 'hypervisor': 'carbon:vmdk-disk',
  // services
  'service': 'carbon:cloud-services', 'web': 'carbon:application-web', 'app': 'carbon:application', 'api': 'carbon:api-1', 'auth': 'carbon:locked',
  'dns': 'carbon:server-dns', 'mail': 'carbon:email', 'file-server': 'carbon:file-storage', 'cache': 'carbon:flash', 'queue': 'carbon:message-queue',
  'cdn': 'carbon:content-delivery-network', 'bastion': 'carbon:bastion-host', 'proxy': 'carbon:server-proxy', 'time': 'carbon:server-time',
  'monitoring': 'carbon:cloud-monitoring', 'logging': 'carbon:cloud-logging', 'search': 'carbon:search', 'registry': 'carbon:container-registry',
  'scheduler': 'carbon:timer', 'secrets': 'carbon:password',
  // data
  'database': 'tabler:database', 'table': 'carbon:data-table', 'key-value': 'carbon:data-structured', 'document': 'carbon:document', 'graph': 'carbon:network-3', 'column': 'carbon:column',
  'replica': 'tabler:database', 'warehouse': 'tabler:building-warehouse',
  // network
  'switch': 'carbon:switch-layer-2', 'l3switch': 'carbon:switch-layer-3', 'hub': 'tabler:topology-star-3', 'access-point': 'carbon:wifi', 'fc-switch': 'carbon:switch-layer-2',
  'router': 'carbon:router', 'gateway': 'carbon:gateway', 'internet-gateway': 'carbon:gateway-public', 'nat': 'carbon:arrows-horizontal', 'vpn': 'tabler:shield-lock',
  'firewall': 'tabler:wall', 'waf': 'mdi:wall-fire', 'ids': 'carbon:security', 'filter': 'tabler:wall',
  'loadbalancer': 'carbon:load-balancer-application', 'balancer': 'carbon:load-balancer-application', 'balancer-network': 'carbon:load-balancer-network', 'balancer-global': 'carbon:load-balancer-global',
  // storage
  'storage': 'carbon:storage-pool', 'disk': 'carbon:vmdk-disk', 'das': 'carbon:block-storage', 'nas': 'carbon:volume-file-storage', 'san': 'carbon:volume-block-storage',
  'object-store': 'carbon:object-storage', 'tape': 'tabler:device-audio-tape', 'backup': 'carbon:data-backup', 'file': 'carbon:document', 'log': 'carbon:catalog', 'volume': 'carbon:volume-block-storage',
  // processing
  'processing': 'carbon:flow-data', 'resource-manager': 'carbon:kubernetes-control-plane-node', 'node-manager': 'carbon:kubernetes-worker-node', 'name-node': 'carbon:tree-view',
  'data-node': 'tabler:database', 'spark-driver': 'carbon:flow-stream', 'executor': 'carbon:chip', 'job': 'carbon:batch-job', 'stream': 'carbon:flow-stream',
  // devices, parts
  'device': 'carbon:iot-platform', 'sensor': 'carbon:iot-connect', 'printer': 'carbon:printer', 'phone': 'carbon:phone', 'camera': 'carbon:video', 'power': 'carbon:plug',
  'part': 'carbon:cube', 'pool': 'carbon:assembly-cluster', 'parser': 'carbon:code', 'engine': 'carbon:settings', 'optimizer': 'carbon:chart-evaluation', 'connector': 'carbon:plug', 'buffer': 'carbon:chip',
  // places
  'internet': 'carbon:globe', 'cloud': 'carbon:cloud', 'site': 'carbon:building', 'region': 'carbon:earth', 'zone': 'carbon:network-enterprise', 'vpc': 'carbon:virtual-private-cloud', 'subnet': 'carbon:network-enterprise',
  'rack': 'tabler:server-2', 'room': 'carbon:building', 'provider': 'carbon:cloud-satellite', 'vlan': 'carbon:vlan', 'place': 'carbon:location', 'group': 'carbon:group-objects', 'element': 'carbon:cube',
};

/**
 * Products by their names in the catalogue: an element is known by the mark of what runs on it before that of its kind.
 * Where a set has no mark of a product, or one that nobody could make out at 20 px, the kind's icon stays.
 */
const products = {
  // operating systems and clients
  'linux': 'linux', 'windows': 'windows', 'windows-server': 'windows', 'macos': 'apple', 'ios': 'apple', 'ios-app': 'apple', 'android': 'android', 'android-app': 'android',
  'ubuntu': 'ubuntu', 'debian': 'debian', 'rhel': 'redhat', 'centos': 'centos', 'rocky-linux': 'rockylinux', 'almalinux': 'almalinux', 'fedora': 'fedora', 'sles': 'suse', 'alpine': 'alpinelinux',
  'oracle-linux': 'oracle', 'freebsd': 'freebsd', 'chrome': 'googlechrome', 'firefox': 'firefox', 'microsoft-edge': 'microsoftedge',
  // databases, caches, queues
  'oracle': 'oracle', 'mysql': 'tabler:brand-mysql', 'mariadb': 'mariadb', 'postgresql': 'postgresql', 'postgres': 'postgresql', 'sql-server': 'microsoftsqlserver', 'access': 'microsoftaccess',
  'sqlite': 'sqlite', 'redis': 'redis', 'cassandra': 'apachecassandra', 'hbase': 'apachehbase', 'mongodb': 'mongodb', 'couchdb': 'apachecouchdb', 'elasticsearch': 'elasticsearch',
  'opensearch': 'opensearch', 'neo4j': 'neo4j', 'influxdb': 'influxdb', 'dynamodb': 'amazondynamodb', 'kafka': 'apachekafka', 'rabbitmq': 'rabbitmq', 'mosquitto': 'eclipsemosquitto',
  // servers and frameworks
  'nginx': 'nginx', 'apache-httpd': 'apache', 'caddy': 'caddy', 'tomcat': 'apachetomcat', 'spring': 'spring', 'spring-boot': 'springboot', 'nodejs': 'nodedotjs', 'django': 'django', 'flask': 'flask',
  'gunicorn': 'gunicorn', 'php-fpm': 'php', 'java': 'openjdk', 'aspnet-core': 'dotnet', 'react': 'react', 'vue': 'vuedotjs', 'angular': 'angular', 'keycloak': 'keycloak', 'exchange': 'microsoftexchange',
  'ceph': 'ceph', 'minio': 'minio', 'etcd': 'etcd', 'vault': 'vault', 'prometheus': 'prometheus', 'grafana': 'grafana', 'logstash': 'logstash', 'kibana': 'kibana', 'jenkins': 'jenkins', 'gitlab': 'gitlab',
  // networks
  'haproxy': 'haproxy', 'envoy': 'envoyproxy', 'traefik': 'traefikproxy', 'big-ip': 'f5', 'pfsense': 'pfsense', 'fortigate': 'fortinet', 'pan-os': 'paloaltonetworks', 'openvpn': 'openvpn',
  'wireguard': 'wireguard', 'guacamole': 'apacheguacamole', 'cisco-ios': 'cisco',
  // processing and running
  'hadoop': 'apachehadoop', 'hadoop-1': 'apachehadoop', 'hdfs': 'apachehadoop', 'yarn': 'apachehadoop', 'mapreduce': 'apachehadoop', 'spark': 'apachespark', 'spark-sql': 'apachespark',
  'spark-streaming': 'apachespark', 'hive': 'apachehive', 'docker': 'docker', 'containerd': 'containerd', 'esxi': 'vmware', 'virtualbox': 'virtualbox',
  // a provider's services
  'aws-elb': 'awselasticloadbalancing', 'aws-alb': 'awselasticloadbalancing', 'aws-nlb': 'awselasticloadbalancing', 'aws-route53': 'amazonroute53', 'aws-api-gateway': 'amazonapigateway',
  'aws-lambda': 'awslambda', 'aws-rds': 'amazonrds', 'aws-elasticache': 'amazonelasticache', 'aws-s3': 'amazons3', 'aws-sqs': 'amazonsqs', 'aws-cognito': 'amazoncognito',
  'aws-cloudwatch': 'amazoncloudwatch', 'aws-ecs': 'amazonecs', 'aws-eks': 'amazoneks',
};
for (const [name, mark] of Object.entries(products)) {
  if (Object.hasOwn(chosen, name)) throw new Error(`${name} is a kind's icon and a product's`);
  chosen[name] = mark.includes(':') ? mark : `simple-icons:${mark}`;
}

const licences = {
  carbon: { title: 'IBM Carbon icons', licence: 'Apache-2.0', url: 'https://github.com/carbon-design-system/carbon' },
  tabler: { title: 'Tabler icons', licence: 'MIT', url: 'https://github.com/tabler/tabler-icons' },
  'simple-icons': { title: 'Simple Icons', licence: 'CC0-1.0 (the marks are their owners\' trademarks)', url: 'https://github.com/simple-icons/simple-icons' },
  mdi: { title: 'Material Design Icons (Pictogrammers)', licence: 'Apache-2.0', url: 'https://github.com/Templarian/MaterialDesign' },
};

const sets = Object.fromEntries(Object.keys(licences).map((name) => [name, require(`@iconify-json/${name}/icons.json`)]));

function find(reference) {
  const [setName, iconName] = reference.split(':');
  const set = sets[setName];
  const alias = set.aliases?.[iconName];
  const icon = set.icons[iconName] ?? (alias && set.icons[alias.parent]);
  if (!icon) throw new Error(`no icon ${reference}`);
  if (/<(script|image|use|a|foreignObject)\b|\son\w+=|url\(|href/i.test(icon.body)) throw new Error(`icon ${reference} is not plain shapes`);
  return { body: icon.body, size: icon.width ?? set.width ?? 16, set: setName };
}

const bodies = new Map();
for (const reference of Object.values(chosen)) bodies.set(reference, find(reference));

const lines = [
  '// Generated by scripts/build-icons.mjs. Do not edit: change the script and run it.',
  '//',
  '// Icons and their licences:',
  ...Object.values(licences).map((each) => `//   ${each.title}, ${each.licence}, ${each.url}`),
  '',
  '/** Plain SVG shapes painted with `currentColor`, on a square of `size` units. */',
  'export interface Icon { size: number; body: string }',
  '',
  'const shapes = {',
  ...[...bodies].map(([reference, icon]) => `  '${reference}': { size: ${icon.size}, body: ${JSON.stringify(icon.body)} },`),
  '} as const satisfies Record<string, Icon>;',
  '',
  'export const icons = {',
  ...Object.entries(chosen).map(([name, reference]) => `  '${name}': shapes['${reference}'],`),
  '} as const satisfies Record<string, Icon>;',
  '',
  'export type IconName = keyof typeof icons;',
  '/** Marks of products, by their names in the catalogue. */',
  `export const products: ReadonlySet<string> = new Set(${JSON.stringify(Object.keys(products)).replaceAll('"', "'").replaceAll(',', ', ')});`,
  '',
];
const wanted = lines.join('\n');

if (process.argv.includes('--check')) {
  let found = '';
  try { found = readFileSync(target, 'utf8'); } catch { /* reported below */ }
  if (found !== wanted) {
    console.error('language/scene/icons.generated.ts is out of date: run node scripts/build-icons.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, wanted);
}
