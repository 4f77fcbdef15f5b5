/** Models that the drawing tests share: the two examples of the language page, and an office of three VLANs. */
import type { Model } from '#language/model/model.js';
import { ModelBuilder } from './build.js';

/** The first twelve lines that anyone writes. */
export function shop(): Model {
  const b = new ModelBuilder();
  b.element('internet', 'world');
  b.element('users', 'shoppers', { in: 'world' });
  b.element('waf', 'edge');
  b.element('zone', 'lan');
  b.element('loadbalancer', 'lb', { in: 'lan' });
  b.counted('server', 'web', 2, 'active-active', { in: 'lan' });
  b.element('database', 'db', { in: 'lan', software: ['mysql'] });
  b.link('world', 'edge');
  b.link('edge', 'lan');
  b.flow('world.shoppers', 'lan.lb', 'https', { name: 'shop' });
  b.flow('lan.lb', 'lan.web', 'http');
  b.flow('lan.web', 'lan.db', 'mysql');
  return b.model;
}

/** The clinical-study information system. */
export function clinicalStudy(): Model {
  const b = new ModelBuilder('Clinical-study information system');
  b.element('internet', 'world');
  b.element('users', 'researchers', { in: 'world', label: '임상연구자' });
  b.element('site', 'idc', { label: 'On-premise data centre' });
  b.element('zone', 'transit', { in: 'idc', subnet: '10.0.0.0/30' });
  b.element('zone', 'dmz', { in: 'idc', subnet: '10.0.1.0/24' });
  b.element('zone', 'app', { in: 'idc', subnet: '10.0.2.0/24' });
  b.element('zone', 'data', { in: 'idc', subnet: '10.0.3.0/24' });
  b.element('waf', 'edge', {
    in: 'idc', label: 'Web firewall', software: ['modsecurity'], interfaces: [{ on: 'world', ip: '203.0.113.10' }, { on: 'idc.transit', ip: '10.0.0.1' }],
  });
  b.element('l3switch', 'core', {
    in: 'idc',
    interfaces: [{ on: 'idc.transit', ip: '10.0.0.2' }, { on: 'idc.dmz', ip: '10.0.1.1' }, { on: 'idc.app', ip: '10.0.2.1' }, { on: 'idc.data', ip: '10.0.3.1' }],
  });
  b.counted('loadbalancer', 'lb', 2, 'active-standby', { in: 'idc.dmz', software: ['haproxy'], ip: ['10.0.1.11', '10.0.1.12'], vip: '10.0.1.10' });
  b.counted('server', 'was', 2, 'active-active', { in: 'idc.app', label: 'WAS', software: ['tomcat'], ip: ['10.0.2.11', '10.0.2.12'] });
  b.element('database', 'db1', { in: 'idc.data', software: ['mysql'], ip: ['10.0.3.11'] });
  b.element('database', 'db2', { in: 'idc.data', software: ['mysql'], ip: ['10.0.3.12'] });
  b.group('db', 'active-standby', ['idc.data.db1', 'idc.data.db2'], { in: 'idc.data' });
  b.replicate('idc.data.db', 'idc.data.db1', 'idc.data.db2', 0.2);
  b.link('world', 'idc.edge');
  b.flow('world.researchers', 'idc.dmz.lb', 'https', { name: 'portal' });
  b.flow('idc.dmz.lb', 'idc.app.was', 'http/8080');
  b.flow('idc.app.was', 'idc.data.db', 'mysql', { access: 'writes', share: 0.2 });
  b.flow('idc.app.was', 'idc.data.db', 'mysql', { access: 'reads', prefer: 'idc.data.db2' });
  b.view('overview', { label: 'Portal at a glance', show: [{ what: 'flows', of: [] }], collapse: ['idc.dmz', 'idc.app', 'idc.data'] });
  b.view('wiring', { label: 'Network', show: [{ what: 'links', of: ['idc'] }] });
  return b.model;
}

/** Three VLANs behind one L3 backbone switch. */
export function campus(): Model {
  const b = new ModelBuilder('LAN to LAN');
  b.element('vlan', 'server', { vlan: 10, label: '서버망', subnet: '10.0.10.0/24' });
  b.element('vlan', 'office', { vlan: 20, label: '업무망', subnet: '10.0.20.0/24' });
  b.element('vlan', 'data', { vlan: 30, label: 'DB망', subnet: '10.0.30.0/24' });
  b.element('l3switch', 'backbone', {
    label: 'L3 백본 스위치', interfaces: [{ on: 'server', ip: '10.0.10.1' }, { on: 'office', ip: '10.0.20.1' }, { on: 'data', ip: '10.0.30.1' }],
  });
  for (const [name, number] of [['sw1', 10], ['sw2', 20], ['sw3', 30]] as const) {
    b.element('l2switch', name);
    b.link('backbone', name, {
      a: { jack: `g1/0/${number / 10}`, trunk: [b.vlan(10), b.vlan(20), b.vlan(30)], native: b.vlan(1) }, b: { jack: 'g0/24', trunk: [b.vlan(10), b.vlan(20), b.vlan(30)], native: b.vlan(1) },
    });
  }
  b.element('server', 'web1', { ip: ['10.0.10.11'], label: '웹 서버 1' });
  b.element('server', 'web2', { ip: ['10.0.10.12'], label: '웹 서버 2' });
  b.element('pc', 'pc1', { ip: ['10.0.20.11'], label: '업무용 PC' });
  b.element('database', 'dbms', { ip: ['10.0.30.11'], label: '데이터베이스', software: ['mysql'] });
  b.link('sw1', 'web1', { a: { jack: 'g0/1', access: b.vlan(10) }, b: { access: b.vlan(10) } });
  b.link('sw1', 'web2', { a: { jack: 'g0/2', access: b.vlan(10) }, b: { access: b.vlan(10) } });
  b.link('sw2', 'pc1', { a: { jack: 'g0/1', access: b.vlan(20) }, b: { access: b.vlan(20) } });
  b.link('sw3', 'dbms', { a: { jack: 'g0/1', access: b.vlan(30) }, b: { access: b.vlan(30) } });
  b.flow('web1', 'dbms', 'mysql');
  return b.model;
}
