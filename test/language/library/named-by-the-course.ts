/** What the course on system architecture and the language's reference name: the library must hold all of it. */

export const ROLES_OF_KINDS: Record<string, string[]> = {
  place: ['internet', 'site', 'region', 'zone', 'vpc', 'rack', 'provider', 'room', 'vlan', 'lan', 'man', 'wan', 'pan', 'ban', 'availability-zone', 'public-subnet', 'private-subnet', 'container-network'],
  actor: ['users', 'client', 'mobile', 'operator', 'developer', 'browser', 'client-app'],
  compute: ['server', 'vm', 'container', 'pc', 'workstation', 'ec2', 'hypervisor', 'operating-system'],
  service: ['web', 'app', 'api', 'auth', 'dns', 'mail', 'file-server', 'cache', 'queue', 'broker', 'cdn', 'bastion', 'proxy', 'was', 'api-gateway'],
  database: ['database', 'relational-database', 'key-value-store', 'column-family-store', 'document-store', 'graph-database'],
  switch: ['l2switch', 'hub', 'access-point', 'fc-switch'],
  router: ['router', 'l3switch', 'nat-gateway', 'internet-gateway', 'vpn-gateway'],
  filter: ['firewall', 'waf', 'ids'],
  balancer: ['loadbalancer', 'l4switch', 'l7switch'],
  storage: ['das', 'nas', 'san', 'disk', 'object-store', 'tape', 'backup-store', 'log-store'],
  processing: ['resource-manager', 'node-manager', 'name-node', 'data-node', 'spark-driver', 'executor', 'job-tracker', 'task-tracker', 'cluster-manager', 'journal-node'],
  device: ['feed', 'ups', 'printer', 'sensor'],
  part: [
    'part', 'pool', 'connection-pool', 'parser', 'optimizer', 'engine', 'storage-engine', 'connector', 'sql-interface', 'buffer', 'management-service', 'file-system', 'log', 'accept-queue', 'receiver', 'thread-pool',
    'table', 'column-family', 'column', 'resource-scheduler', 'application-manager', 'resource-tracker', 'application-master', 'yarn-container', 'block', 'spark-context', 'rdd', 'task',
  ],
};

export const KINDS = ['element', 'cable', 'place', 'actor', 'compute', 'service', 'switch', 'filter', 'balancer', 'storage', 'processing', 'device'];

export const SOFTWARE = [
  // operating systems
  'unix', 'linux', 'windows', 'macos', 'android', 'ios', 'ubuntu',
  // servers by service
  'vsftpd', 'samba', 'sshfs', 'nfs-server', 'nginx', 'apache-httpd', 'iis', 'lighttpd', 'android-app', 'ios-app',
  // relational, and the engines inside
  'oracle', 'sql-server', 'access', 'mysql', 'mariadb', 'postgresql', 'db2', 'sqlite',
  'jdbc', 'odbc', 'dotnet-connector', 'python-connector', 'myisam', 'innodb', 'ndb', 'archive-engine', 'memory-engine', 'merge-engine', 'aria', 'xtradb',
  // not only relational
  'dynamodb', 'redis', 'cassandra', 'hbase', 'mongodb', 'couchdb', 'neo4j', 'allegrograph',
  // processing
  'hadoop', 'hadoop-1', 'yarn', 'hdfs', 'spark', 'spark-sql', 'spark-streaming', 'mesos',
  // balancing and standing by
  'haproxy', 'keepalived', 'aws-elb', 'aws-alb', 'aws-nlb',
  // the case studies
  'modsecurity', 'tomcat', 'spring', 'spring-boot', 'react', 'java', 'docker', 'aws-rds', 'aws-route53', 'aws-waf', 'aws-ebs', 'aws-s3', 'aws-cognito', 'aws-backup', 'openssh', 'kafka',
];

/** OSI layer, then default ports. */
export const PROTOCOLS: Record<string, [number, ...string[]]> = {
  'ethernet-phy': [1], ethernet: [2], mac: [2], bluetooth: [2], zigbee: [2], arp: [2], ipv4: [3], ipv6: [3], ospf: [3], gre: [3], icmp: [3], tcp: [4], udp: [4], socks: [5, 'tcp/1080'], netbios: [5, 'tcp/139'], tls: [6], 'utf-8': [6], mime: [6], jpeg: [6],
  http: [7, 'tcp/80'], https: [7, 'tcp/443'], ftp: [7, 'tcp/21'], smtp: [7, 'tcp/25'], telnet: [7, 'tcp/23'], ssh: [7, 'tcp/22'], dns: [7, 'udp/53', 'tcp/53'],
  nfs: [7, 'tcp/2049'], smb: [7, 'tcp/445'], iscsi: [5, 'tcp/3260'], rdp: [7, 'tcp/3389', 'udp/3389'], vnc: [7, 'tcp/5900'], ntp: [7, 'udp/123'],
};
