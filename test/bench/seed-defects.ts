/** Mistakes for a generated model, several in each campus: what a rule says costs time, too. */
export function seedDefects(text: string): string {
  return text
    // A rule that nobody needs, one that lets in far too much, and an administration port open to everybody.
    .replaceAll('    allow ops.workers -> data.db over mysql\n', '    allow ops.workers -> data.db over mysql\n    allow ops.console -> app.was over ssh\n    allow ops -> app over tcp\n    allow any -> data.db over mysql\n')
    // A port that nobody opens, a port that its target does not have, an address outside its subnet, a mount of what is not there.
    .replaceAll(/^(flow campus(\d+)\.dmz\.lb -> .*)$/gm, '$1\nflow campus$2.ops.logs -> campus$2.app.was over tcp/9000\nflow campus$2.ops.metrics -> campus$2.data.db1 over tcp/3307\nflow campus$2.ops.backup -> campus$2.ops.console over tcp/22')
    .replaceAll(/server backup \{ ip 10\.(\d+)\.4\.104 \}/g, 'server backup { ip 10.$1.5.104 }')
    .replaceAll(/server metrics \{ (ip 10\.\d+\.4\.103) \}/g, 'server metrics { $1  mount files at "/srv" }\n    nas files { ip 10.250.250.1 }')
    // A check that the network stops.
    .replaceAll('check tcp/8080 every 2s', 'check tcp/9999 every 2s');
}
