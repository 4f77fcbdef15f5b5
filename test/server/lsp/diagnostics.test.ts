import assert from 'node:assert/strict';
import { Client, startServer } from './support/client.js';

const SHOP = `internet world { users shoppers "손님" }
zone lan {
  loadbalancer lb
  server web count 2
  database db { software mysql }
}
link world -- lan
flow shoppers -> lb over https as shop
flow lb -> web over http -> db over mysql
`;

describe('language server: diagnostics', () => {
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(() => client.stop());

  it('finds after opening, and again after an edit, with the version of the text', async () => {
    const uri = 'file:///plans/shop.arch';
    await client.open(uri, SHOP);
    const first = await client.diagnostics(uri);
    console.log(first.map((d) => d.code + ' ' + d.message));
    await client.replace(uri, 'flow lb -> web', 'flow lb -> wbe');
    const second = await client.diagnostics(uri);
    console.log(second.map((d) => d.code + ' ' + d.message));
    console.log(client.logged);
  });
});
